/** Dutch: answers, quotes, the company's own voice, reviews and articles, biographies. */
import type { Rules } from '../grammar.ts'

export const nlTalk: Rules = {
  r_agree: `
    [Dit.|Precies.|Helemaal mee eens.|Klopt als een bus.]
    Hier ook, [woord voor woord|al een jaar].
    [Blij|Goed] dat ik niet de enige ben.
    ik wou net hetzelfde schrijven
    idd`,
  r_disagree: `
    Hm, mijn ervaring niet. Al {kmAll} km [niks aan de hand|content].
    Beetje streng? [Klein bedrijf hé.|Bij mij was het in een dag opgelost.]
    Hangt ervan af waar je rijdt, toch?
    mwa, [valt wel mee|overdreven]`,
  r_same: `
    Hier ook, {weeks} weken al. [Je bent niet alleen.|Al antwoord gekregen?]
    Ik ook!! {day} zeiden ze "volgende week". [Dat was in oktober.|]
    Zet mij ook maar op de lijst. [Bestelling {order}.|]
    zelfde verhaal in de winkel in {city}`,
  r_help: `
    [Achteras een halve toer lossen|Drupje silicone, geen olie|Knop tien seconden inhouden], werkte bij mij.
    De winkel aan het [kanaal|station] in {city} doet dat, [vraag naar de lange|zonder afspraak].
    Staat [onderaan het trapashuis|op blz. 31 van het boekje].
    Ook gehad. Mail met het framenummer in het onderwerp, dan [worden ze wakker|antwoorden ze binnen de dag].`,
  r_joke: `
    Al geprobeerd hem uit en weer aan te zetten?
    [Plot twist: hij komt te paard.|Straks een abonnement op versnellingen.]
    mijn ketting lacht u allemaal uit
    Hier spreekt een optimist 😄`,
  r_sympathy: `
    Ai. [Hopelijk lossen ze het snel op.|Vervelend zeg.|Duimen 🤞]
    [Pff, sorry.|Zo behandel je mensen niet.] Hou ons op de hoogte?
    courage hé`,
  r_ask: `
    Hoe heb je dat gemonteerd gekregen?
    [Welke maat heb je?|Welke banden zijn dat?|Hoeveel km per dag?]
    Welke winkel was dat?
    En hoe houdt de riem zich in de winter?
    is dat het [oude|nieuwe] model?`,
  r_thanks: `
    [Merci!|Dankjewel!|Bedankt, dat helpt.] [Ga ik vanavond proberen.|Mijn weekend is gered.|]
    Oké dat werkte 🙏
    top, dankje
    Bedankt voor het snelle antwoord. [Niet verwacht.|]`,
  r_still: `
    Met alle respect, dat zei de chat [vorige week|{weeks} weken geleden] ook.
    Ik heb al een DM gestuurd. Twee keer.
    [Goed|Oké], maar wanneer?
    Knippen en plakken is geen antwoord.`,
  r_noise: `
    [Haha|Ha!] [zo waar|geweldig|herkenbaar].
    [Wacht, wat?|Serieus?]
    [Prachtig|Schoon] [❤️|😍|]
    Waar is dat?
    Dat had ik nodig vandaag
    [Interessant, bedankt om te delen.|Wist ik niet!]
    ik volg even mee
    [Gelukkige verjaardag|Proficiat|Goed gedaan]!!`,
  q_negative: `
    En dan vragen ze zich af waarom mensen [weggaan|bij een ketting blijven].
    [Niet goed.|Zwak.|Lees de reacties.]
    Is er niemand thuis bij {b}?
    Dit bedoel ik dus als ik zeg dat service bij het product hoort.`,
  q_positive: `
    [Hier word ik blij van.|Meer van dit.]
    Zei ik toch 😌
    Alle {b}-mensen die ik ken praten zo. Sekte?`,
  q_neutral: `
    [Het lezen waard.|Voor de fietsmensen hier.]
    Wat vinden jullie hiervan?
    via een vriend, doe ermee wat je wil`,
  co_apology: `
    Dag! Je hebt gelijk, [drie weken|dat] is te lang, en "binnenkort" is geen antwoord. [Stuur je ons je bestelnummer in een bericht?|We vragen het na en komen er vandaag op terug.] – {agent}
    Sorry, zo hoort het niet. [We hebben je bestelling gevonden en schrijven je binnen het uur.|Stuur je ons je bestelnummer?] – {agent}
    Dat is vervelend, en onze fout. [De werkplaats belt je morgenvroeg.|Stuur ons je postcode, dan lossen we het op.] – {agent}`,
  co_answer: `
    Goede vraag! [Ja, het past met de lange stangen (nr. 2207).|Ongeveer 20.000 km, aan zee wat minder: spoel hem nu en dan af.|Het framenummer staat onder het trapashuis.] – {agent}
    Dag! [In Gent en {town} staat er een om te proberen, zonder afspraak.|Tussen twee maten nemen wij de kleinste, maar kom gerust zitten.] – {agent}
    Doen we! [Alles staat hier|Kijk hier eens]: {link} – {agent}`,
  co_thanks: `
    Hier in {town} is een hele werkplaats blij. Dankjewel! – {agent}
    Op naar de volgende {kmAll} 💚 – {agent}
    Merci! [Mogen we dit tonen aan wie hem gebouwd heeft?|Daar is hij voor.] – {agent}`,
  co_statement: `
    Over de naafversnellingen: 214 bestellingen zijn te laat door een foute reeks van onze leverancier. We hadden dat in week één moeten zeggen. Iedereen krijgt vanavond een datum en morgen een leenwiel. De lijst is openbaar: {link}
    We hebben te lang gezwegen over de naafversnellingen. Wat er gebeurd is, wie het treft en wanneer de jouwe komt: {link}`,
  co_update: `
    Naafversnellingen, dag {n2}: 131 van 214 onderweg, 52 gemonteerd. Elke avond bijgewerkt: {link}
    De nieuwe reeks is vanmorgen goedgekeurd. De volgende data zitten in je mail. {link}`,
  co_post: `
    Nieuw in de werkplaats: winteronderhoud met riemcontrole, {n10} minuten, koffie inbegrepen. {link}
    Welke kleur krijgt de {pm} in het voorjaar? [Mos of baksteen?|Zand of zee?]
    Heel de week regen voorspeld. Je weet wat je te doen staat. #rainorride
    Open werkplaats in {town} op {day}: breng je gepiep mee.`,
  dm_open: `
    Goeiedag, mijn bestelling is {order}. {body} Kunt u dat nakijken?
    Dag, {body} Bestelnummer {order}. Vriendelijke groeten
    Al nieuws over bestelling {order}?
    Beste, in {year2} kocht ik bij u een {p}. {body} Wat kunnen we doen?`,
  dm_reply: `
    Bedankt voor je bericht. Ik heb bestelling {order} gevonden en vraag het na in de werkplaats; je hoort mij vandaag nog. {agent}
    Sorry hiervoor. Het onderdeel vertrok vanmorgen in Kortrijk en komt {day} aan. {agent}
    Je hebt gelijk, onze fout. Het is rechtgezet en er staat een bon klaar. {agent}`,
  dm_close: `
    Helemaal in orde, hartelijk dank!
    Ontvangen, alles goed nu. [Uiteindelijk toch mooie service.|]
    Hij is er. [Duurde lang, maar bedankt.|]
    Nee, nog altijd niets. [Ik wil mijn geld terug.|Dit is de derde keer.]`,
  review_title_positive: 'Stil, stevig, klaar\nVervangt onze tweede auto\nPrecies wat ik zocht\nTwee winters, geen spijt',
  review_title_negative: 'Goede fiets, eindeloos wachten\nNiet voor aan zee\nService laat het afweten\nMeer van verwacht',
  review_positive: `
    De {p} gekocht in {year2} voor {km} km per dag. {praise} Riem blijft proper, schakelen gaat [soepel|vanzelf], licht werkt gewoon. [Zwaar op de trap, dat wel.|Zou hem opnieuw kopen.]
    Na {kmAll} km durf ik het zeggen: ja. [Remmen ook in de regen, bak bier op het rek, geen geluid.|Mijn knieën zijn content.] Vriendelijke {b}-winkel in {city}.`,
  review_negative: `
    Ik wou zo graag content zijn met de {p}. {body} Voor {price} euro is dat niet goed genoeg. [Twee sterren voor het kader.|]
    {body} Mails blijven dagen liggen. De fiets is goed als hij werkt. [Volgende keer {o}.|Jammer.]`,
  article_title: `
    [Vijf|Zeven] riemfietsen, één natte winter
    {b} {pm}: {kmAll} km later
    Wat een naafversnelling kost over tien jaar
    {b} of {o}? Wij reden een maand met allebei`,
  article: `
    We reden {km} km heen en {km} km terug, vijf dagen per week, in alles wat er viel. {praise} Tegenover de {o} verliest hij iets bergop en wint hij in stilte. Alleen de {b} en de {o} hielden hun riem op spanning in het zout. Prijs: {price}. Ons oordeel: [aanrader|aanrader voor wie kan wachten].
    Woon-werkverkeer met de fiets is vooral logistiek: waar hangt de natte jas, waar staat de fiets, wat doe je bij ijzel. {commuting} Een riem helpt omdat hij niets vraagt. {b} heeft er een, {o} ook. Rij met allebei voor je betaalt.`,
  bio: `
    [Fietsen|Fiets], [koffie|thee], [slechte woordspelingen|lange wandelingen]. {place}.
    {place}. Vooral over {likes}.
    {likes}, {likes2} en het weer in {place}
    Antwoord traag. {likes}.
    [Papa van twee|Mama van drie|Twee katten]. {likes}. Mening is de mijne.`,
}
