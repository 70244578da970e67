/** English: answers, quotes, the company's own voice, reviews and articles, biographies. */
import type { Rules } from '../grammar.ts'

export const enTalk: Rules = {
  r_agree: `
    [This.|So much this.|Exactly.|Yep.|100%|Couldn't agree more.]
    [Same here|Same experience], [down to the weather|word for word|for about a year now].
    [Glad|Good] it's not just me.
    was just about to post this
    You put it better than I could.`,
  r_disagree: `
    [Hm, not my experience.|Can't say I agree.|Really?] Mine's been [fine|great] for {kmAll} km.
    Bit harsh? [They're a small company.|Mine was sorted in a day.|]
    Depends where you ride it, no?
    [counterpoint|nah]: [it's fine|you're overthinking it]`,
  r_same: `
    Same here, {weeks} weeks now. [You're not alone.|Did you get any answer?]
    Me too!! {day} they told me "next week". [That was in October.|]
    Add me to the list. [Order {order}.|]
    Exactly the same story at the {city} shop.`,
  r_help: `
    Try [loosening the rear axle half a turn|a drop of silicone, not oil|a reset: hold the button ten seconds]. Worked for me.
    The shop on the [canal|corner by the station] in {city} does them, [ask for the tall one|no appointment needed].
    It's [on the underside of the bottom bracket|in the booklet on page 31|under "my orders", tiny grey link].
    I went through this. Mail them with the frame number in the subject, [that wakes them up|answer within a day].
    {p} takes a seat if you get the longer stays, about 15 quid`,
  r_joke: `
    Have you tried turning it off and riding it again
    [Plot twist: it arrives on a horse.|Next: hub gears as a subscription.]
    sir this is a bike lane
    [Bold of you|Brave] to assume there's a plan 😄
    my chain is laughing at all of you`,
  r_sympathy: `
    Oh no. [Hope they sort it quickly.|That's rubbish.|Fingers crossed 🤞]
    [Ugh, sorry.|That's no way to treat people.] Keep us posted?
    hang in there`,
  r_ask: `
    How did you get that mounted?
    [Which size did you get?|What tyres are those?|How many km a day?]
    Which shop was that?
    And how's the belt holding up in winter?
    Is that the [old|new] model?`,
  r_thanks: `
    [Thanks!|Ah, thank you!|That helps, thanks.] [Will try tonight.|You saved my weekend.|]
    Ok that worked 🙏
    legend, cheers
    Thanks for the quick answer. [Didn't expect that.|]`,
  r_still: `
    With respect, that's what the chat said [last week|{weeks} weeks ago].
    I've sent a DM. Twice.
    [Fine|Okay], but when?
    Copy and paste isn't an answer.`,
  r_noise: `
    [Ha!|Haha|Lol] [true|so true|brilliant].
    [Wait, what?|Hold on, really?]
    [Love this|Beautiful|Gorgeous] [❤️|😍|]
    Where is this?
    Needed this today
    [Interesting, thanks for sharing.|Didn't know that!]
    no because same
    following this
    I have so many questions
    [Happy birthday|Congrats|Well done]!!`,
  q_negative: `
    And they wonder why people [leave|stick with chains].
    [Not good.|Not great.|Read the replies.]
    Is nobody home at {b}?
    This is exactly what I mean when I say service is part of the product.`,
  q_positive: `
    [This made my day.|More of this.]
    Told you so 😌
    The {b} people I know all talk like this. [Cult? Cult.|]`,
  q_neutral: `
    [Worth a read.|For the bike people here.|Adding this to the pile.]
    Anyone got a view on this?
    via a friend, make of it what you will
    interesting if true`,
  co_apology: `
    Hello! You're right, [three weeks|that] is too long, and "soon" is no answer. [Can you send us your order number in a message?|We're checking with the workshop and will be back today.] – {agent}
    Sorry about this. That's not how it should go. [We've found your order and will write you within the hour.|Could you message us your order number?] – {agent}
    That's frustrating, and it's on us. [Let us fix it: please send a message with your postcode.|The workshop will call you tomorrow morning.] – {agent}`,
  co_answer: `
    Good question! [Yes, it fits with the long stays (part 2207).|About 20,000 km, less in salty air: rinse it now and then.|The frame number is under the bottom bracket.] – {agent}
    Hi! [The shops in Ghent and {town} have one to try, no appointment needed.|Between two sizes we'd take the smaller one, but do come and sit on it.] – {agent}
    We do! [All details here|Have a look here]: {link} – {agent}`,
  co_thanks: `
    You just made a workshop in {town} very happy. Thank you! – {agent}
    {kmAll} more to go 💚 – {agent}
    Thank you! [May we show this to the person who built it?|That's what it's for.] – {agent}`,
  co_statement: `
    About the hub gears: 214 orders are late because of a faulty batch from our supplier. We should have told you in week one. Everyone gets a date by tonight and a courtesy wheel tomorrow. The list is public: {link}
    We were silent for too long about the hub gears. Here is what happened, who is affected and when yours comes: {link}`,
  co_update: `
    Hub gears, day {n2}: 131 of 214 on their way, 52 fitted. The list is updated every evening: {link}
    New batch passed the test this morning. Next dates are in your mail. {link}`,
  co_post: `
    New in the workshop: winter service with belt check, {n10} minutes, coffee included. {link}
    Which colour should the spring {pm} get? [Moss or brick?|Sand or sea?]
    Rain forecast for the whole week. You know what to do. #rainorride
    Open workshop evening in {town} on {day}: bring your squeak.`,
  dm_open: `
    Hello, my order is {order}. {body} Could you look into it please?
    Hi there, {body} Order number {order}. Kind regards
    Any news on order {order}?
    Good [morning|afternoon], I bought a {p} from you in {year2}. {body} What can we do?`,
  dm_reply: `
    Thank you for writing. I've found order {order} and asked the workshop; you'll hear from me today. {agent}
    I'm sorry about this. The part left Kortrijk this morning and should be with you on {day}. {agent}
    You're right, that was our mistake. I've corrected it and added a voucher for the trouble. {agent}`,
  dm_close: `
    That's sorted, thanks a lot!
    Got it, all good now. [Great service in the end.|]
    It arrived. [Took long enough, but thank you.|]
    No, still nothing. [I'd like my money back.|This is the third time.]`,
  review_title_positive: 'Quiet, solid, done\nReplaced our second car\nExactly what I wanted\nTwo winters, no regrets',
  review_title_negative: 'Great bike, terrible wait\nNot for salty air\nService let it down\nExpected more',
  review_positive: `
    Bought the {p} in {year2} for {km} km a day. {praise} The belt is clean, the gears are [smooth|idiot proof], the lights just work. [Heavy to carry upstairs, that's all.|Would buy again.]
    After {kmAll} km I can say: yes. [Brakes even in the wet, rack takes a crate, no noise at all.|My knees thank me.] {b} service in {city} is friendly and quick.`,
  review_negative: `
    I wanted to love the {p}. {body} For {price} euro that's not good enough. [Two stars for the frame.|The frame itself is great.]
    {body} Mails answered after days, if at all. The bike is fine when it works. [{o} next time.|A pity.]`,
  article_title: `
    [Five|Seven|Four] belt bikes, one wet winter
    {b} {p}: {kmAll} km later
    What a hub gear costs you over ten years
    Why our town got a bicycle bridge and yours didn't
    {b} or {o}? We rode both to work for a month`,
  article: `
    We rode {km} km each way, five days a week, in whatever came down. {praise} Against the {o} it loses a little on climbs and wins on quiet. Of the belts we tried, only the {b} and the {o} kept their tension through the salt. The rack takes what a family eats in two days. Price: {price}. Verdict: [recommended|recommended, with patience for the waiting list|wait for the sales].
    Commuting by bicycle is mostly logistics: where to put the wet jacket, where to lock the thing, what to do on black ice. {commuting} The belt helps, because it asks for nothing. A hub gear helps, because it shifts at a standstill. {b} has both, so does {o}. [Ride both before you pay.|We would choose by the nearest workshop.]`,
  bio: `
    [Bikes|Bicycles], [tea|coffee], [bad puns|long walks|strong opinions]. {place}.
    [he/him|she/her|they/them]. {place}. Mostly about {likes}.
    {likes}, {likes2} and the weather in {place}
    I reply slowly. {likes}.
    [Dad of two|Mum of three|Two cats, one desk]. {likes}. Views my own.
    part time {likes} person, full time tired`,
}
