/** English: what is said about the brands and about commuting by bicycle. */
import type { Rules } from '../grammar.ts'

export const enBrand: Rules = {
  praise: `
    {kmAll} km on my {p} and the only thing I've replaced is [a bell|the front tyre|my attitude to mondays].
    [Year two|Third winter|Second year] with the {p}. [Still silent.|Still no chain to swear at.|Still makes me take the long way home.]
    Rode {km} km through [proper sideways rain|sleet|the kind of wind that has opinions] this morning. {b} didn't care, so [neither did I|I pretended not to either].
    [Honestly|Ok so|Not an ad but] the belt on this {p} is [witchcraft|the best thing that's happened to my trousers|absurdly quiet]
    shoutout to {b} in {city}, they [fixed my rear wheel while I had a coffee|lent me a bike for the weekend|stayed open ten minutes so I could get home]
    My [dad|mother in law|neighbour|boss], {n10} years a driver, borrowed the {p} for a week. [He|She]'s ordered one.
    Someone at the lights asked what I was riding because it makes no noise. {p}. [Felt smug until the next hill.|That's it, that's the post.]
    Whoever designed the rack on the {p} [has actually carried a crate of beer|deserves a raise|clearly does the school run]
    New to {city}, {minutes} minutes to work on the {b}, no bus, no parking, [no regrets|slightly damp, very happy].
    [Sold the second car today.|The car has not moved since March.] The {p} did that.
    I keep waiting for something to go wrong with the {p}. [{kmAll} km in and I'm still waiting.|So far: one flat tyre, my own fault.]
    {b} customer service answered in [four|ten|six] minutes and [the spare part came next day|didn't make me prove anything|even asked how the kid's seat was holding up]. More of this please
    belt drive + hub gear + salty air = zero maintenance. [thank you|well done] {b}
    Picked up the {p} this morning. I [may have gone round the block six times|have not stopped grinning|am unreasonably in love with a bicycle].`,
  question: `
    Does anyone here [ride|own|have] a {p}? [How does it cope with hills?|Worth the money?|How's the belt after a winter?]
    Can you fit a child seat on the {p} or does the rack get in the way?
    {h} do you ship [frames|the T2 frame|spare belts] to [the UK|Ireland|Denmark]? [Site just shows a spinner.|Couldn't find it in the faq.]
    How often do you [really|actually] change the belt on a {b}? Shop says [20,000 km|never|every two years] and I'm [sceptical|not convinced]
    Anyone know if {b} does [the leasing scheme|cycle to work|test rides] in {city}?
    Stupid question maybe, but which way does the tensioner on the {p} turn? [Asking for a friend with greasy hands|Manual is no help]
    {b} people: is the size L ok for someone [168|175|183|192] cm? [In between sizes and going mad.|The chart says both.]
    Is the {p} too heavy to carry up [one flight of stairs|two floors]? [I live on the second and the landlord hates bikes.|]
    What lights do you run with the {b} dynamo? Mine flicker below walking pace
    where do I find the frame number on a {p}? [insurance wants it|the police form asks for it]`,
  buying: `
    Need to replace the [car|old clunker|stolen bike] before [Christmas|January|the tickets go up]. {p} or wait for the sales?
    Ok I think I'm [finally|actually] buying a {p}. [Talk me out of it.|Someone in {city} with one I can sit on first?|What would you upgrade?]
    Which shop in {city} has the {p} [in stock|to try]? [I have cash and a free saturday.|]
    Budget of [2,500|3,000|3,500], {km} km each way, two bags, one hill. {b}? [Or {o}?|]
    Where can I test ride a {p} near {city}? Ready to order this month
    [Work pays half of a lease bike.|Bonus came in.] Leaning {b}. [Colour is the hard part.|Blue or green?]
    three cargo bikes for the [bakery|nursery|flower shop], does {b} do [fleet|business] prices? who do I talk to
    Second hand {p}, {price} with {kmAll} km on it. Fair? [Viewing it tonight.|]`,
  'complaint_late-hub-gear': `
    [Third|Fourth|Second] week without the hub gear I ordered from {b}. The chat says "soon". [Is anyone actually there?|Define soon.]
    {h} order {order}, hub gear, {weeks} weeks. Paid on day one. [An actual date would be lovely.|Not even a mail.]
    My {p} has been [sitting in the workshop|hanging in the shop] since {day} waiting for a hub gear. [I take the bus now. I hate the bus.|]
    "Your hub gear is on backorder" is not an answer {b}, [it's a weather report|it's a shrug]`,
  'complaint_late-delivery': `
    {weeks} weeks since I ordered the {p}. Delivery moved [twice|three times|again]. {b}, just be honest about it
    Took a day off for my {b} delivery. [Guess what didn't come.|Nobody came, nobody called.] 🙃
    {h} tracking for {order} hasn't changed since {day}. [Where is my bike?|Is it cycling here by itself?]
    delivery window "8 to 18" and then nothing. [cheers|great stuff|brilliant] {b}`,
  'complaint_belt-squeak': `
    The belt on my {p} squeaks [every morning|as soon as it's wet|under load]. For {price} euro I expected [silence|quiet], not a hamster.
    Is it normal for a {b} belt to chirp after a month by the sea? [Cleaned it twice.|The shop just shrugged.]
    squeak squeak squeak. {km} km of it. {b} [what is this|please make it stop]
    I bought a belt bike for the quiet and now people hear me coming [from across the bridge|two streets away]. {p}, {kmAll} km, salty air.`,
  'complaint_wrong-invoice': `
    {b} charged me twice for {order} and now accounts want ME to prove it. [Unreal.|Fine. Screenshots it is.]
    {h} third time asking for an invoice with the right VAT number. [Three.|My accountant is losing it.]
    got an invoice from {b} for a [winter service|rack] I never had. anyone else?`,
  'complaint_rude-shop': `
    The {b} shop in {city} just told me I "ride it wrong". [I ride it to work.|How do you ride a bike wrong?]
    Went to the {b} dealer in {city} with a creaking crank, was [laughed at|ignored for {minutes} minutes|told to come back in {weeks} weeks]. [Won't go back.|Lovely bikes, awful people.]
    If you want to feel small, ask a technical question at {b} {city}.`,
  'complaint_missing-part': `
    Unpacked the {p}: no pedals, no [manual|bell|key for the lock]. [Does {b} check anything before it ships?|Nice puzzle though.]
    {h} the rack for {order} came without bolts. Again. [Second box.|]
    {b} sent a left mudguard stay twice. I have one left side. I have one left side, {b}.`,
  'complaint_app-pairing': `
    The {b} app has forgotten my bike again. [It's a bicycle. It shouldn't need to log in.|Fourth pairing this week.]
    {b} app update broke the [lock|lights]: stood in the rain at {hour} holding my phone like [an idiot|a lantern].
    has anyone got the {p} to pair after the update?? stuck on 97% since {day}`,
  complaint_price: `
    {price} for a {p} and the kickstand is extra. [Extra!|I'm sorry?] {b}
    {b} put the belt up to 89. [Eighty nine. For a belt.|Same belt was 64 last year.]
    I like {b} but who pays {price} for a bike that gets stolen in {city} within a week`,
  comparison: `
    Had both for a week: {b} is the calmer ride, {o} climbs better. [Kept the {b}.|Wife kept the {o}.|Sent neither back.]
    {b} vs {o} for {km} km a day with a headwind? [The {o} has the better brakes|The {b} rack wins], but I can't decide on comfort
    If {o} had {b}'s belt line and {b} had {o}'s [lights|app|service network] I'd stop looking.
    Swapped my {o} for a {p}. [First impression: quieter, heavier, better lights.|Should have done it a year ago.|Miss the old gear range a bit.]
    Five belt bikes through a salty winter: only the {b} and the {o} kept their tension.
    tried a {o} today. nice. still prefer my {b}, can't explain it`,
  neutral: `
    Counted {n2} {b} bikes at the [station|school gate|office rack] this morning. [There were two last year.|It's spreading.]
    {b} opens a [shop|workshop|service point] in {city} [next month|in spring] {link}
    Saw the new {p} in the wild. Looks [bigger|smaller|greener] than in the pictures.
    Long read on how {b} builds its frames in {town} {link}
    Selling my {p}, {kmAll} km, new belt in {year2}, collect in {city}. {price} ono
    TIL {b} started in a [fish warehouse|garage|bakery] in {town}.
    [Podcast|Interview] with a {b} engineer about hub gears, starts slow but gets [properly nerdy|good] {link}`,
  irony: `
    Oh great, {b} sent me another "how did we do?" before [sending the bike|answering my mail]. {n2} stars for optimism.
    Love how {b} says "soon". [Geologically speaking I'm sure it is.|So is the heat death of the universe.]
    Nothing builds character like a {p} [with a flat battery light|in the workshop] in {month}. Thanks {b}, I'm a very characterful person now.
    what a time to be alive: my {b} needs a firmware update before it will [unlock|ring its bell]
    Wonderful service as always {b}, only {minutes} minutes of flute music today 👏`,
  leaving: `
    That's it, selling the {b} and going [to {o}|back to chains]. [Life's too short.|Two winters of excuses is enough.]
    Cancelled my {b} order after {weeks} weeks. {o} had one in the shop, rode it home.
    Love the bike, done with {b}. [Next one's a {o}.|Service matters.]`,
  launch: `
    The {b} T3 shifts by itself. [By. Itself.|I tried it for ten minutes and forgot gears exist.] #VeloraT3
    Automatic hub, belt, under 19 kg. Ok {b}, [you have my attention|take my money|now do it for less]
    Anyone going to the T3 day in {town}? [Heard there's a queue already.|I'll bring cake.] #VeloraT3
    {b} T3: lovely. [3,290 less lovely.|Can it be serviced at a normal shop though?]
    first ride on the #VeloraT3 ✅ shifts [smoother|later] than I would, [hills are fine|not sure about starting on a hill]
    Is the automatic hub of the {b} T3 available separately? Would fit my T2 nicely
    T3 preorder done. Delivery January they say. [Let's see 👀|We'll believe it when it rolls in.] {b}`,
  crisis: `
    Still no hub gear from {b}. [{weeks} weeks.|Week {weeks}.] "Soon" is not a date.
    So it's not just me: [half this feed|everyone] is waiting on {b} hub gears [since September|and hears nothing].
    {h} how many hub gears are late? One number. [You must know it.|Go on.]
    Friend works at a dealer: [no hub gears until January|they have 40 people waiting|nobody at {b} picks up]. [Just say it, {b}.|]
    Paid {b} in full, bike in pieces, chat says soon. [Is this a shop or a lottery?|I'd like my money or my gear.]
    Whole thread of people waiting on {b} hub gears. [The silence is the worst part.|A date, that's all anyone asks.] #soonvelora
    [Commuting by bus in the rain|Third taxi this week] because {b} can't deliver a hub gear. #soonvelora
    #soonvelora is [funny until it's your bike|the only thing {b} delivered this month]
    I defended {b} for years. Backorder, no mail, no date. [Done defending.|Not this time.]`,
  aftermath: `
    {b} sent a date and a courtesy wheel. [Took a shitstorm, but ok.|Credit where due.] 
    My hub gear from {b} arrived, with a handwritten note. [Fine. Forgiven.|Didn't expect that.]
    Good that {b} put the backorder list online. [Should have been there in week one.|That's how you do it.]
    Hub gear's in, bike's quiet again, bus pass in the bin. [Thanks {b}.|Took its time, {b}.]`,
  scandal: `
    So {b} knew about the fork recall since [spring|May] and told nobody? [Wow.|I ride my kids on that.]
    Checked my {p}: frame number is on the recall list. [No letter, no mail, nothing from {b}.|Not riding it until someone calls me.]
    A "silent recall" is just hiding it, {b}.
    {b} recall: has ANY owner actually been contacted? asking for [myself|my daughter's bike]
    Reading about the {b} fork thing {link} and suddenly my old steel frame feels [great|very safe]
    Dealer swapped my {p} fork "as a courtesy". [Now I know why.|Courtesy, sure.]`,
  campaign: `
    Day {n2} of #rainorride and I have learned that [knees can be cold|gloves dry slower than hopes|puddles lie about depth].
    {km} km in the wet for #rainorride. [Zero regrets, one soggy sandwich.|Colleagues think I'm mad.]
    #rainorride: rode, it rained, [I'm fine|tea tastes better after]. {b} owes me socks
    Our office does #rainorride this month, {n10} people signed up. [The boss came second last.|Prize is a drying cupboard.]
    not a fan of brand challenges but #rainorride got me out of the car on [a tuesday|the worst day of the month] so well played {b}
    #rainorride day {n2}. It did both.`,
  commuting: `
    {minutes} minutes door to door by bike, {n10} by car. [Every single day.|And I get to be smug about it.] #bikecommute
    The new bike lane on the ring [ends at a lamp post|is wonderful until it isn't|fits exactly half a bicycle]. #bikecommute
    {temp}°C, headwind both ways, [how|explain that]. #bikecommute
    What gloves do you wear below zero? Mine give up after [20 minutes|the first bridge]
    Bike to work day {n10} this year. [Waterproof trousers still aren't.|Kept count for no reason.]
    Anyone with experience of a lease bike through work? Wondering about [insurance|what happens if you leave]
    Is a belt drive worth it for a daily commute? Tired of [oil on everything|cleaning chains]
    Car on the cycle path, van on the cycle path, [wheelie bin|e-scooter|a sofa] on the cycle path. [Morning bingo.|Bingo.]
    Hub gear people: how do you do a rear flat at the roadside without [crying|a degree]?
    Saw a heron on the commute. [You don't get that on the motorway.|Worth the {temp} degrees.]
    the city counted {n10}% more bikes on the bridge than last year {link} #bikecommute
    Commuter bike stolen from the station rack, two locks. [Fully insured, still want to cry.|Black frame, red bell, please share.]
    Kid asked why cars get the dry part of the street. [No further questions.|I had no answer.] #cargobike`,
  spam: `
    🔥 {b} bikes -80% TODAY ONLY 🔥 click {spamlink}
    I made 4,000 a week reviewing bikes from home, ask me how 👉 {spamlink} #{btag} #bikecommute
    Win a {p}!! Follow + share + confirm here {spamlink} 🎁🎁
    Cheap belts for {b} {o} and all brands best price dm me`,
  day: 'monday\ntuesday\nwednesday\nthursday\nlast friday\nthe weekend',
  month: 'November\nFebruary\nJanuary\nMarch',
  year2: 'spring\nJune\nSeptember\nlast year',
}
