/** English: everything else people talk about; most of a firehose. */
import type { Rules } from '../grammar.ts'

export const enNoise: Rules = {
  n_football: `
    {score} and we deserved [worse|better|none of it]. [Same again next week.|Why do I do this to myself.]
    That was never a penalty. [Never.|Watched it nine times.]
    Season ticket: {price}. Joy so far: [one corner|a pie|zero].
    [Full time.|Full time!!] {score}. [Get in!!|I need a lie down.|What a lad.] ⚽
    Can we please sign a [left back|keeper with hands|striker who is awake]
    My son scored his first goal today, [off his knee|in the wrong kit|from a yard out]. [Crying.|Framing the boots.]`,
  n_cooking: `
    Sourdough attempt no. {n2}: [brick|frisbee|actually edible?!]
    If a recipe says "caramelise onions, 5 minutes" [close the book|it's lying|trust nothing else in it].
    Leek and potato soup, {temp} degrees outside, [life is fine|that's the evening sorted].
    what do you do with {n2} kilos of quinces. serious question
    Made my gran's [dumplings|apple cake] from memory. [Not the same. Close.|Nearly cried into it.]
    Hot take: [garlic powder is good|the crust is the best bit|salads can be warm].
    Kids ate broccoli today. [Writing down the date.|I suspect a trap.]`,
  n_garden: `
    First frost got the [dahlias|tomatoes|geraniums]. [That's that then.|Goodnight sweet things.]
    The robin is back on the [spade|fence|compost]. 
    Planted {n10} tulips. [The squirrels watched all of it.|Ask me in April.]
    Is this [mint or a weed|blight|supposed to be blue]? [pic doesn't do it justice|Asking before I pull it.]
    Leaves: 1. Me: 0.`,
  n_music: `
    Listening to the same record for the {n2}th time today. [It's getting worse and better.|Don't ask.]
    Gig in a church last night. {n10} people, [one cello|two drum kits], [goosebumps|ears still ringing].
    The cadence at the end of that second movement [destroys me every time|is just unfair].
    Bought a [banjo|synth|used upright piano]. [My neighbours don't know yet.|Send help.]
    new single is out {link} [we recorded it in a kitchen|please be kind]`,
  n_books: `
    Read {n10} pages, remember none, [enjoyed all|starting again].
    [Library haul|Second hand shop]: came for one, left with {n2}. [Again.|Shelf says no.]
    What's a good novel where nothing happens? [I'm tired.|Bonus for sheep.]
    Finished it at 2 am. [Don't talk to me.|That ending!!|Worth it.]`,
  n_code: `
    It was DNS. [Of course it was.|It's always DNS.]
    {n10} tests green, [one red|none of them test the thing|ship it].
    Spent {n2} hours on a bug. It was a [space|time zone|missing await]. [I'm a farmer now.|]
    hot take: most dashboards are [wallpaper|never opened twice]
    Release day. [Everyone act normal.|On a friday. I know.] {link}
    Does anyone still understand our build? [Asking as the person who wrote it.|]`,
  n_parents: `
    Toddler has renounced [trousers|sleep|bananas, yesterday's favourite food].
    School WhatsApp group: {n10} unread, [all about a missing glove|one useful].
    Homework: build a volcano by tomorrow. It's {n2} pm. [Where's the vinegar.|Thanks for the notice.]
    she calls it "the bus for boats" and now we all call ferries that`,
  n_trains: `
    Delayed {minutes} minutes due to [leaves|a swan|"operational reasons"].
    Full train, broken heating, [one man eating fish|everyone coughing|lovely sunrise though].
    Night train to [Vienna|Berlin] booked. [Feeling like 1931.|Cheaper than the taxi to the airport.]
    The 7:14 does not exist. [It's a legend we tell children.|Anyone seen it?]`,
  n_games: `
    One more turn, I said at {n2}. [It's 3 am.|The sun's up.]
    Board game night: lost {n2} times, [flipped nothing|proud of that|blame the dice].
    That boss took me {n10} tries. [My hands.|Worth it.]
    anyone up for co-op tonight? [chill run no shouting|eu servers]`,
  n_running: `
    {km} k before breakfast. [Who am I.|Slow, but done.]
    My cadence is 162 and my watch is [disappointed|judging me]. 
    Physio says rest. [Physio doesn't know me.|So I looked at my shoes for a bit.]
    Half marathon in {n2} weeks. Trained: [twice|in spirit].`,
  n_weather: `
    [Rain.|More rain.|Sideways rain.] [That's the post.|Bored now.]
    First proper frost, {temp}°. [Scraped the car with a library card.|Everything sparkles.]
    Sunset over the [harbour|allotments|car park] was showing off tonight
    Forecast said dry. [Forecast lied.|I believed them, like a child.]
    Fog so thick I [said good morning to a bin|missed my own street]`,
  n_pets: `
    The cat has chosen [the clean laundry|my keyboard|violence].
    Dog found a [sandwich|puddle|friend]. [Best day of his life.|Every walk now goes past there.]
    Vet says she's "big boned". [{n2} kilos of bone.|We're on a diet. Both of us.]
    old boy turned 14 today 🐶 [steak for him|still thinks he's a puppy]`,
  n_series: `
    No spoilers but [that lighthouse|episode {n2}|the aunt] 😳
    Season two of anything is [a mistake|where they run out of money].
    Fell asleep at minute {n10}. [For the third night.|Who did it?]
    everyone in this show needs [a nap|a lawyer|one honest conversation]`,
  n_work: `
    This meeting could have been [an email|a nap|nothing].
    "Quick call?" [No such thing.|Fear.]
    Out of office on. [See you in a week.|Don't find me.]
    Monday again. [Bold choice.|Coffee number {n2}.]
    Started a new job today! [Nervous. Nice people. Good biscuits.|Forgot every name already.]
    we are hiring a [nurse|baker|electrician] in {city}, decent hours, [fair pay|no nonsense] {link}`,
  n_city: `
    They're digging up the [same street|square] again. [Third time this year.|Treasure?]
    Market in {city} this morning: [cheese, gossip, more cheese|too many dogs, loved it].
    Council meeting lasted {n2} hours. [Decided: to meet again.|The bench stays.]
    Lost: one grey [glove|cat|umbrella] near the station in {city}. [Sentimental value.|Answers to nothing.]
    Lovely new café by the water in {city}, [bad chairs, great cake|they know my name already]
    good morning {city} ☀️`,
}
