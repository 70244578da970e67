/** Dutch: everything else people talk about; most of a firehose. */
import type { Rules } from '../grammar.ts'

export const nlNoise: Rules = {
  n_football: `
    {score} en we verdienden [minder|beter|niks]. [Volgende week weer.|Waarom doe ik mezelf dit aan.]
    Dat was nooit penalty. [Nooit.|Negen keer bekeken.]
    [Gedaan!|Yesss!!] {score}. [Wat een match.|Ik moet gaan zitten.] ⚽
    Dochter scoort haar eerste goal, [met de knie|in de verkeerde trui]. [Ik wenen natuurlijk.|]
    kunnen wij aub een [linksback|keeper met handen] kopen`,
  n_cooking: `
    Zuurdesem poging {n2}: [baksteen|frisbee|eetbaar?!]
    Wat doe je met {n2} kilo kweeperen? Serieuze vraag
    Preisoep, {temp} graden buiten, [de avond is gered|meer moet dat niet zijn].
    Stoofvlees van mijn grootmoeder nagemaakt. [Niet hetzelfde. Bijna.|Met het verkeerde bier, fout.]
    Garnalen gepeld: {minutes} minuten. Gegeten: [twee|een halve].
    de kinderen aten spruitjes vandaag. [datum genoteerd|ik vertrouw het niet]`,
  n_garden: `
    Eerste vorst heeft de [dahlia's|tomaten]. [Dat was het dan.|Tot volgend jaar.]
    Het roodborstje zit weer op de [spade|composthoop].
    {n10} tulpen geplant. [De eekhoorn keek toe.|Vraag het mij in april.]
    Bladeren 1, ik 0.`,
  n_music: `
    Voor de {n2}e keer vandaag dezelfde plaat. [Geen spijt.|Buren wel.]
    Optreden in een kerk gisteren, {n10} man, één cello, [kippenvel|stil van].
    De cadens in dat tweede deel, [elke keer opnieuw|niet normaal].
    Wie heeft er nog een ticket over voor zaterdag in {city}? 🙏`,
  n_books: `
    {n10} bladzijden gelezen, niks onthouden, [wel genoten|opnieuw beginnen].
    Naar de bib voor één boek, buiten met {n2}. [Alweer.|]
    Uit om 2 uur 's nachts. [Spreek mij niet aan.|Dat einde!!]
    tips voor een roman waarin niets gebeurt? ben moe`,
  n_code: `
    Het was DNS. [Natuurlijk was het DNS.|]
    {n10} testen groen, [één rood|geen enkele test iets].
    {n2} uur gezocht. [Een spatie.|Een tijdzone.|Een vergeten await.]
    Release op vrijdag. [Doe normaal allemaal.|Ja ik weet het.]`,
  n_parents: `
    Peuter heeft [broeken|slapen|bananen] afgezworen.
    Whatsapp van de klas: {n10} ongelezen, [allemaal over een want|één nuttig].
    Morgen een vulkaan meebrengen naar school. Het is {n2} uur 's avonds. [Bedankt.|Waar is de azijn.]
    ze noemt de ferry "de bus voor boten" en wij nu ook`,
  n_trains: `
    Vertraging {minutes} minuten wegens [een zwaan|bladeren|"technische redenen"].
    Trein vol, verwarming stuk, [iemand eet vis|wel een mooie zonsopgang].
    De trein van 7:14 bestaat niet. [Een legende voor kinderen.|Iemand gezien?]
    overstap van 3 minuten in {city}, [gehaald!!|wie plant zoiets]`,
  n_games: `
    Nog één beurt, zei ik. [Het is 3 uur.|De zon is op.]
    Spelletjesavond: {n2} keer verloren, [niks omgegooid|de dobbelstenen zijn schuldig].
    iemand zin in coop vanavond? [rustig aan|]`,
  n_running: `
    {km} km voor het ontbijt. [Wie ben ik.|Traag maar gedaan.]
    Cadans 162, horloge is [teleurgesteld|boos].
    Kine zegt rust. [Kine kent mij niet.|Dus kijk ik naar mijn schoenen.]`,
  n_weather: `
    [Regen.|Nog regen.|Regen, maar dan schuin.] [Dat was het.|]
    {temp} graden vanmorgen, [autoruit gekrabd met een bankkaart|alles blinkt].
    Zonsondergang boven [de dijk|de haven|de parking] was weer aan het stoefen
    KMI zei droog. [KMI loog.|Ik geloofde het ook nog.]`,
  n_pets: `
    De kat heeft gekozen voor [de propere was|mijn klavier|geweld].
    Hond vond een [boterham|plas|vriend]. [Beste dag van zijn leven.|]
    ouwe snoes wordt 14 vandaag 🐶 [biefstuk voor hem|]`,
  n_series: `
    Geen spoilers maar [die vuurtoren|aflevering {n2}] 😳
    In slaap gevallen op minuut {n10}. [Derde avond.|Wie heeft het gedaan?]
    iedereen in deze reeks heeft [slaap|een advocaat] nodig`,
  n_work: `
    Deze vergadering had een [mail|dutje] kunnen zijn.
    "Heb je vijf minuutjes?" [Bestaat niet.|Angst.]
    Maandag. [Koffie nummer {n2}.|Gedurfde keuze.]
    Nieuwe job begonnen! [Zenuwachtig. Lieve mensen. Goede koekjes.|]
    wij zoeken een [verpleegkundige|bakker|elektricien] in {city}, propere uren {link}`,
  n_city: `
    Ze breken [dezelfde straat|het plein] weer open. [Derde keer dit jaar.|Schat gevonden?]
    Markt in {city} vanmorgen: [kaas, roddels, nog kaas|te veel honden, heerlijk].
    Gemeenteraad duurde {n2} uur. [Besluit: nog eens samenzitten.|De bank blijft.]
    Verloren: grijze [want|kat|paraplu] aan het station van {city}. [Emotionele waarde.|]
    goeiemorgen {city} ☀️`,
}
