/** Dutch: what is said about the brands and about commuting by bicycle. */
import type { Rules } from '../grammar.ts'

export const nlBrand: Rules = {
  praise: `
    Na {kmAll} km in de regen: mijn {p} piept niet, klaagt niet, en is nog steeds mooier dan ik.
    [Derde winter|Tweede jaar] met de {p}. [Nog altijd muisstil.|Nul onderhoud, echt nul.|Enige kost: een nieuwe bel.]
    Vanmorgen {km} km [tegen de wind in|door de plensbui] en toch [vrolijk|fluitend] op het werk. {b}, gij zijt goud.
    Mijn [schoonvader|buurman|zus] mocht de {p} een week lenen. [Nu heeft hij er zelf een besteld.|Ik krijg hem niet meer terug.]
    Merci aan de {b}-winkel in {city}: [achterwiel hersteld terwijl ik een koffie dronk|leenfiets mee zonder gezever|tien minuten langer opengebleven voor mij]
    Aan het rode licht: "meneer, uw fiets maakt geen lawaai". [Nee. {p}.|Dat klopt, dat is een {p}.]
    tweede auto de deur uit, {p} in de gang. [beste ruil ooit|de gang is nu vol maar soit]
    Riem + naafversnelling + zoute lucht = geen omkijken naar. [Chapeau|Knap gedaan], {b}.
    Klantendienst van {b} antwoordt binnen de [vijf|tien] minuten en [het onderdeel lag er de dag erna|ik moest niks bewijzen]. Zo kan het dus ook.
    Net de {p} opgehaald. [Drie blokjes om gereden voor niets.|Grijns krijg ik er niet meer af.]
    De {p} met twee kinderen en een bak pinten: [geen centje pijn|hij geeft geen krimp].
    heerlijk fietske die {p}, meer moet dat niet zijn`,
  question: `
    Rijdt hier iemand met een {p}? [Hoe doet die het bergop?|Is hij zijn geld waard?|Hoe houdt de riem het vol in de winter?]
    Past er een kinderzitje op de {p} of zit het rek in de weg?
    {h} leveren jullie ook losse [riemen|naven|frames] in [Nederland|Duitsland]? [De site blijft draaien.|Ik vind het niet terug.]
    Om de hoeveel km vervangen jullie de riem van een {b}? Volgens de winkel [20.000|"nooit"], [ik geloof er niks van|klopt dat?]
    Domme vraag misschien, maar naar welke kant draait de spanner van de {p}? [Handleiding zegt niks.|Vettige handen hier.]
    Weet iemand of {b} meedoet met [fietslease|de fietspremie] in {city}?
    Maat M of L voor iemand van [172|178|186]? [De tabel zegt allebei, handig.|Twijfel al een week.] {b}
    Krijg je een {p} een trap op? [Tweede verdiep, geen lift.|]
    Waar staat het framenummer van de {p}? [Verzekering vraagt ernaar.|]
    iemand ervaring met de {b} dynamo? de mijne flikkert onder wandeltempo`,
  buying: `
    Welke [speciaalzaak|winkel] in {city} heeft de nieuwe {p} staan om te proberen? #fiets
    Ik ga het doen denk ik: een {p}. [Praat het mij uit het hoofd.|Blauw of groen?|Iemand in {city} met eentje om op te zitten?]
    Oude rammelbak is [gestolen|op]. {p} nu of wachten op de solden?
    Leasefiets via het werk mag vanaf januari 🎉 twijfel tussen {b} en {o}, {km} km enkel
    Budget {price}, elke dag {km} km, één brug. {b}? [Of toch {o}?|]
    Drie bakfietsen voor de [bakkerij|crèche|bloemenwinkel], doet {b} zakelijke prijzen? Bij wie moet ik zijn?
    Tweedehands {p}, {kmAll} km, {price} euro. Doen? [Ga vanavond kijken.|]
    Waar kan ik zaterdag een {p} testen in de buurt van {city}? Portefeuille ligt klaar`,
  'complaint_late-hub-gear': `
    [Derde|Vierde|Tweede] week zonder de naafversnelling die ik bij {b} bestelde. De chat zegt "binnenkort". [Zit daar iemand?|Wanneer is dat?]
    {h} bestelling {order}, naafversnelling, al {weeks} weken. Betaald op dag één. [Een datum, meer vraag ik niet.|]
    Mijn {p} hangt al sinds {day} aan de haak in de werkplaats: geen naaf. [Ik neem de bus. Ik haat de bus.|]
    "In backorder" is geen antwoord, {b}. [Het is een schouderophalen.|]`,
  'complaint_late-delivery': `
    {weeks} weken geleden een {p} besteld, levering al [twee|drie] keer verschoven. {b}, zeg gewoon hoe het zit
    Dag verlof genomen voor de levering van {b}. [Raad eens.|Niemand gezien, niemand gebeld.] 🙃
    {h} tracking van {order} staat stil sinds {day}. [Fietst hij zelf naar hier?|Waar is mijn fiets?]
    levering "tussen 8 en 18u" en dan niks. [bedankt hé|goe bezig] {b}`,
  'complaint_belt-squeak': `
    De riem van mijn {p} piept [elke ochtend|zodra het nat is]. Voor {price} euro verwacht ik stilte, geen hamster.
    Is het normaal dat een {b}-riem na een maand aan zee begint te piepen? [Al twee keer gekuist.|De winkel haalt de schouders op.]
    piep piep piep, {km} km lang. {b} doe er iets aan
    Riemfiets gekocht voor de stilte, nu horen ze mij [van over de brug|twee straten verder] komen. {p}, {kmAll} km`,
  'complaint_wrong-invoice': `
    {b} rekent {order} twee keer aan en nu moet IK het bewijzen. [Serieus?|Allez vooruit, screenshots dan maar.]
    {h} derde keer dat ik een factuur met het juiste btw-nummer vraag. [Drie.|]
    factuur van {b} voor een winteronderhoud dat ik nooit gehad heb. nog iemand?`,
  'complaint_rude-shop': `
    In de {b}-winkel in {city}: "ge rijdt er verkeerd mee". [Ik rij ermee naar mijn werk.|Hoe rij je verkeerd met een fiets?]
    Bij de {b}-dealer in {city} geweest met een krakende trapas: [uitgelachen|{minutes} minuten genegeerd]. [Nooit meer.|Schone fietsen, slechte manieren.]`,
  'complaint_missing-part': `
    {p} uitgepakt: geen pedalen, geen [sleutel|bel|handleiding]. [Kijkt er bij {b} iemand in de doos?|Leuke puzzel wel.]
    {h} het rek van {order} kwam zonder bouten. Alweer. [Tweede doos.|]
    {b} stuurt twee keer een linkerbeugel. Ik heb maar één linkerkant.`,
  'complaint_app-pairing': `
    De {b}-app is mijn fiets weer vergeten. [Het is een fiets, die moet niet inloggen.|Vierde keer deze week.]
    Na de update van de {b}-app gaat mijn [slot|licht] niet meer. Sta hier om {hour} in de regen met mijn gsm te zwaaien.
    krijgt iemand de {p} nog gekoppeld?? blijft hangen op 97%`,
  complaint_price: `
    {price} euro voor een {p} en de pikkel is een optie. [Een optie!|Serieus?] {b}
    Riem van {b} kost nu 89. [Voor een riem hé.|Vorig jaar 64.]
    schone fiets hoor die {p} maar wie betaalt {price} voor iets dat in {city} na een week weg is`,
  comparison: `
    Beide een week gehad: {b} rijdt rustiger, {o} klimt beter. [De {b} mag blijven.|Vrouwlief houdt de {o}.]
    {b} of {o} voor {km} km per dag met wind op kop? [{o} heeft betere remmen|Het rek van {b} wint], voor de rest weet ik het niet
    Van {o} naar {p} overgestapt. [Stiller, zwaarder, beter licht.|Had ik een jaar eerder moeten doen.]
    Kon {o} maar de riem van {b} hebben, en {b} de [lichten|app] van {o}.
    vandaag een {o} geprobeerd, plezant, maar geef mij toch mijn {b}`,
  neutral: `
    {n2} {b}'s geteld aan [het station|de schoolpoort] vanmorgen. [Vorig jaar waren het er twee.|Het verspreidt zich.]
    {b} opent [volgende maand|in het voorjaar] een [winkel|werkplaats] in {city} {link}
    Lang stuk over hoe {b} zijn frames bouwt in {town} {link}
    Te koop: {p}, {kmAll} km, nieuwe riem, af te halen in {city}. {price} euro
    De nieuwe {p} in het echt gezien. [Groter|Groener] dan op de foto.
    Blijkbaar is {b} begonnen in een oude [vismijn|garage] in {town}. Weer iets geleerd`,
  irony: `
    Fijn, alweer een enquête van {b} over een fiets die ik [nog niet heb|al weken niet gezien heb]. {n2} sterren voor het optimisme.
    "Binnenkort" zegt {b}. [Geologisch gezien klopt dat vast.|De zon dooft ook binnenkort uit.]
    Niets zo goed voor de conditie als een {p} die in de werkplaats staat. Merci {b}, ik stap nu overal naartoe.
    weer topservice van {b}: maar {minutes} minuten panfluit vandaag 👏
    leven in de toekomst: mijn {b} moet eerst updaten voor de bel werkt`,
  leaving: `
    Genoeg. De {b} gaat weg en [het wordt een {o}|ik ga terug naar een ketting]. [Twee winters uitvluchten volstaan.|]
    Bestelling bij {b} geannuleerd na {weeks} weken. {o} had er een staan, meteen naar huis gereden.
    Goeie fiets, maar met {b} ben ik klaar. [Service telt ook.|]`,
  launch: `
    De {b} T3 schakelt zelf. [Zelf hé.|Na tien minuten vergeet je dat versnellingen bestaan.] #VeloraT3
    Automatische naaf, riem, onder de 19 kg. Oké {b}, [nu nog betaalbaar|ik luister].
    Wie gaat er naar de T3-dag in {town}? [Ik breng taart mee.|Schijnt dat er al een rij staat.] #VeloraT3
    T3 besteld! Levering januari zeggen ze. [Eerst zien.|We gaan het meemaken.] {b}
    eerste rit met de #VeloraT3: schakelt [zachter|later] dan ik het zelf zou doen, bergop [prima|nog wennen]`,
  crisis: `
    Nog altijd geen naafversnelling van {b}. [{weeks} weken.|Week {weeks}.] "Binnenkort" is geen datum.
    Ik ben dus niet alleen: [halve tijdlijn|iedereen] wacht op een naaf van {b} en niemand hoort iets
    {h} hoeveel naafversnellingen zijn er te laat? Eén getal graag.
    Dealer zegt: geen naven voor januari, [40 wachtenden|niemand bij {b} neemt op]. Zeg het dan gewoon, {b}.
    Alles betaald bij {b}, fiets in stukken, chat zegt binnenkort. [Is dit een winkel of een tombola?|]
    #soonvelora is grappig tot het uw fiets is
    Met de bus door de regen omdat {b} geen naaf kan leveren. [Derde week.|] #soonvelora
    Jaren voor {b} gesupporterd. [Geen mail, geen datum. Klaar mee.|Maar dit is geen communicatie.]`,
  aftermath: `
    {b} stuurt een datum en een leenwiel. [Er was een storm voor nodig, maar goed.|Eerlijk is eerlijk.]
    Naaf van {b} is er, met een handgeschreven kaartje. [Vergeven.|Had ik niet verwacht.]
    Goed dat {b} de wachtlijst online zet. Had in week één gemoeten.
    fiets is weer stil, busabonnement in de vuilbak. merci {b}`,
  scandal: `
    Dus {b} wist al sinds [mei|het voorjaar] van die vorken en zei niks? [Straf.|Ik rij daar met mijn kinderen op.]
    Framenummer van mijn {p} staat op de terugroeplijst. [Geen brief, geen mail.|Ik blijf eraf tot er iemand belt.]
    Een "stille terugroepactie" heet gewoon verzwijgen, {b}.
    is er IEMAND met een {p} gecontacteerd over die vork? {link}`,
  campaign: `
    Dag {n2} van #rainorride: [knieën kunnen dus koud zijn|handschoenen drogen trager dan hoop].
    {km} km in de gietende regen voor #rainorride. [Geen spijt, wel een natte boterham.|Collega's verklaren mij zot.]
    Heel het bureau doet mee aan #rainorride, {n10} man. [De baas staat voorlaatst.|]
    geen fan van zulke acties maar door #rainorride laat ik toch de auto staan, goed gezien {b}`,
  commuting: `
    {minutes} minuten van deur tot deur met de fiets, {n10} met de auto. [Elke dag.|] #fietsnaarhetwerk
    Het nieuwe fietspad [eindigt aan een paal|is prachtig tot het ophoudt|is een halve fiets breed]. #fietsnaarhetwerk
    {temp} graden en wind op kop, heen én terug, [hoe kan dat|leg uit]. #fietsnaarhetwerk
    Welke handschoenen dragen jullie onder nul? De mijne geven op na [20 minuten|de eerste brug]
    Camionette op het fietspad, vuilbak op het fietspad, [step|zetel] op het fietspad. [Bingo.|]
    Is een riem de moeite voor dagelijks woon-werk? Ben het [vet|kettingen kuisen] beu
    Fiets gestolen aan het station van {city}, twee sloten. [Zwart kader, rode bel, delen aub.|]
    {n10}% meer fietsers op de brug dan vorig jaar {link} #fietsnaarhetwerk
    Fietslease via het werk: wat als je van job verandert? [Iemand ervaring?|]
    Reiger gezien onderweg. Dat heb je op de E40 niet.`,
  spam: `
    🔥 {b} fietsen -80% ALLEEN VANDAAG 🔥 klik {spamlink}
    Win een {p}!! Volg + deel + bevestig hier {spamlink} 🎁🎁
    4000 per week verdienen met fietsen testen, vraag mij hoe 👉 {spamlink}`,
  day: 'maandag\ndinsdag\ndonderdag\nvrijdag\nvorige week',
  month: 'november\nfebruari\njanuari',
  year2: 'dit voorjaar\njuni\nseptember\nvorig jaar',
}
