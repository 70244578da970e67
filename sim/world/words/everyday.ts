/** More of what people say on an ordinary day, added to the rules of the same name. */
import type { Rules } from '../grammar.ts'
import type { Language } from '../places.ts'

export const everyday: Record<Language, Rules> = {
  en: {
    n_football: `
      [Away|Home] end was [half empty|singing till the end|freezing]. {score}, [whatever|never mind|I'll take it].
      Who told our [number nine|keeper|captain] he could [dribble|take free kicks]?
      Kick-off moved to [Monday|noon|{hour}]. [Thanks, tv.|Who is this for?]`,
    n_cooking: `
      Tried the [{n2} hour|two ingredient|no knead] bread. [Smells great.|Looks like a hat.|Neighbours asked for it.]
      The secret is [more butter|fish sauce|patience|not reading the comments].
      Dinner: [toast|soup from a tin|leftover curry], [by candlelight|over the sink], [no regrets|living the dream].
      Bought [fennel|celeriac|a whole pumpkin] without a plan. [Ideas?|Send recipes.]`,
    n_garden: `
      [Slugs|Pigeons|Next door's cat] {n2}, lettuce 0.
      Moved the [rhubarb|rose|fig] for the third time. [It hates me.|It'll thank me.]
      Allotment meeting: {minutes} minutes on [the tap|bonfires|whose shed that is].`,
    n_music: `
      {n10} years old and still learning [scales|to tune it|the same three chords].
      Choir tonight. [The tenors were late.|We got through the fugue. Barely.]
      What was the first record you bought? Mine [still skips|has my sister's name on it].`,
    n_books: `
      Book club: {n2} people, [one had read it|nobody liked the ending|excellent cake].
      Gave up on page {n10}. [Life's short.|It's me, not you.]
      Reading in bed with [gloves|two blankets|a dog on my feet].`,
    n_code: `
      Deleted {n10}00 lines today. [Best day this year.|Nobody noticed.]
      The comment says "temporary", {year}.
      Regex: {n2}, me: 0.
      Documentation is a love letter to [yourself in {n2} months|whoever is on call].`,
    n_parents: `
      "Why is the moon following us" and other questions at {hour}.
      Lunchbox came back [full|with someone else's spoon|containing a snail].
      {n2} year old has [opinions about socks|lost a tooth|joined a union, basically].
      Parents' evening. [She's a delight, apparently.|Different child, surely.]`,
    n_trains: `
      Someone's playing [marimba|their voice notes] on speaker in the quiet coach. [{minutes} minutes to go.|Pray for me.]
      Platform {n2}. No, {n10}. No, {n2}. [Cardio.|Classic.]
      Guard just announced [a baby was born|there's cake in coach C|nothing, beautifully].`,
    n_games: `
      Finished the [water level|tutorial|side quest] after {n2} evenings.
      My {n10} year old mate rage quit [snakes and ladders|chess|a farming sim].
      Backlog: {n10}. Bought today: [one more|two, they were on sale].`,
    n_running: `
      Parkrun in the [mud|fog|dark]. {minutes} and a bit. [Old knees.|I'll take it.]
      Couch to 5k, week {n2}, [couch is winning|I ran for a bus and it counts].
      New shoes. [Faster already.|Blister already.]`,
    n_weather: `
      Wind's back. [Bins everywhere.|Lost a hat to the sea.|The gulls love it.]
      Four seasons before {hour} today.
      Clear night, [Orion over the chip shop|counted {n2} meteors|far too cold to enjoy it].`,
    n_pets: `
      Found the hamster. [In the piano.|Don't ask where.]
      He barks at [the same bin|his reflection|cyclists] every [single|blessed] morning.
      Kitten report: {n2} curtains, [one plant|my dignity].`,
    n_series: `
      Episode {n2} had no business being that [sad|long|good].
      We've started [the Danish one|the one with the island|the one everyone finished in {year}]. [No spoilers.|Is it always this dark?]
      Subtitles on, phone off. [Novel experience.|Recommended.]`,
    n_work: `
      The printer has [feelings|a union|chosen me]. 
      Replied all. [Goodbye everyone.|Taking leave.]
      Annual review: "[communicates a lot|punctual|has potential]". [Fair.|Hm.]
      Three people said "circle back" before {hour}.`,
    n_city: `
      Someone knitted a [scarf|hat] for the statue on the square. [Thank you, whoever.|It suits him.]
      New bins in {city}. [Locked.|Too small.|Very handsome.]
      The [fountain|clock|lift] works again! [Day one.|Don't jinx it.]`,
    r_noise: `
      [Oh|Ah], I know that feeling.
      Saving this.
      {n2} out of 10, would [read|nap] again
      My mum says exactly this.
      [Seconded.|Motion carried.]
      where do I sign
      Best thing I've read today.`,
    commuting: `
      Headlight of an oncoming e-bike: [the sun|an interrogation]. Aim them down, people. #bikecommute
      My employer finally put in [showers|a rack with a roof|a pump]. [Took {n2} years.|Small victories.] #bikecommute
      What do you do with your helmet at the [supermarket|office]? Mine [smells of onions now|rolls away]
      [Puncture|Black ice|A flock of geese] on the way in. [Late, but what a story.|Boss laughed.]
      Counted {n10} cars with one person in them between home and work. #bikecommute`,
    praise: `
      Friends keep asking to try the {p}. [The queue is {n2} long.|I charge in biscuits.]
      {minutes} minutes uphill with a {n2} kilo laptop bag. On the {p} that's just [tuesday|a nice ride].
      Lent my {p} to a chain person. [There was silence. Then questions.|He came back converted.]
      Belt after {kmAll} km on the left, new one on the right. [Spot the difference.|I can't.] {b}`,
    question: `
      Does the {b} belt guard fit with [mudguards|a kickstand|wide tyres]?
      How loud is the hub of your {p} in [gear 3|the low gears]? Mine [ticks|hums] and I can't tell if that's normal
      Winter tyres on a {p}: who has them, which width?
      Is there a trick to getting the rear wheel of the {p} out? [Standing here with {n2} spanners.|]`,
    buying: `
      {p} in [moss|brick|sea blue], is anyone holding one for sale near {city}? [Cash.|Collect any time.]
      Moving to {city} in [spring|January], no car. {b} or {o} for hills?
      My partner said yes to the {p}. [Quick, before that changes: best shop?|Now: size?]`,
    crisis: `
      Called {b} {n2} times today about the hub gear. [Music.|Engaged.|Music again.]
      {b}, you sold me a date. [Where is it?|That's what I paid for.]
      My dealer apologises more about {b} than {b} does. [Poor guy.|Give him a raise.]
      For everyone waiting on {b} hub gears: [write down your order number|ask for it in writing|you have a right to cancel].`,
  },
  nl: {
    n_football: '[Uitvak|Spionkop] was [halfleeg|aan het zingen|bevroren]. {score}, [soit|ik neem het].\nWie zei tegen onze [spits|keeper] dat hij [kan dribbelen|vrije trappen mag nemen]?\nAftrap verplaatst naar [maandag|12u30]. [Bedankt, tv.|Voor wie is dat?]',
    n_cooking: 'Brood zonder kneden geprobeerd. [Ruikt goed.|Lijkt op een hoed.|De buren vragen ernaar.]\nHet geheim is [meer boter|geduld|de reacties niet lezen].\nAvondeten: [toast|soep uit blik|restjes], [bij kaarslicht|boven de pompbak], [geen spijt|genieten].\nEen hele pompoen gekocht zonder plan. [Ideeën?|Recepten welkom.]',
    n_garden: '[Slakken|Duiven|Kat van de buren] {n2}, sla 0.\nDe [rabarber|roos|vijg] voor de derde keer verplant. [Hij haat mij.|Komt goed.]\nVergadering volkstuin: {minutes} minuten over [de kraan|wiens hok dat is].',
    n_music: '{n10} jaar en nog altijd [toonladders|dezelfde drie akkoorden].\nKoor vanavond. [De tenoren waren te laat.|Door de fuga geraakt. Net.]\nWat was jullie eerste plaat? De mijne [springt nog|heeft mijn zus haar naam erop].',
    n_books: 'Leesclub: {n2} man, [één had het gelezen|uitstekende taart].\nOpgegeven op bladzijde {n10}. [Het leven is kort.|Ligt aan mij.]\nLezen in bed met [handschoenen|een hond op mijn voeten].',
    n_code: '{n10}00 lijnen weggegooid vandaag. [Beste dag van het jaar.|Niemand merkte het.]\nIn de commentaar staat "tijdelijk", {year}.\nRegex {n2}, ik 0.\nWie begrijpt onze build nog? [Vraagt degene die hem schreef.|]',
    n_parents: '"Waarom volgt de maan ons" en andere vragen om {hour}.\nBrooddoos kwam terug [vol|met een slak erin|met andermans lepel].\nOudercontact. [Een schat, blijkbaar.|Ander kind zeker.]\n{n2} jaar en [een mening over sokken|tand kwijt].',
    n_trains: 'Iemand speelt zijn spraakberichten luidop af. [Nog {minutes} minuten.|Bid voor mij.]\nSpoor {n2}. Nee, {n10}. Nee, {n2}. [Cardio.|Klassieker.]\nTreinbegeleider met humor vandaag. [Dag gered.|Mag blijven.]',
    n_games: 'Het [waterlevel|tutorial] uitgespeeld na {n2} avonden.\nStapel: {n10} spellen. Vandaag gekocht: [nog een|twee, in solden].\nMijn broer gaf op bij [mens erger je niet|schaken]. Woedend.',
    n_running: 'Lopen in de [modder|mist]. {minutes} minuten en een beetje. [Oude knieën.|Ik neem het.]\nStart to run, week {n2}. [Zetel staat voor.|Voor de bus gespurt, telt ook.]\nNieuwe schoenen. [Nu al sneller.|Nu al een blaar.]',
    n_weather: 'De wind is terug. [Vuilbakken overal.|Muts aan zee verloren.|De meeuwen vinden het leuk.]\nVier seizoenen voor {hour} vandaag.\nHeldere nacht boven [de dijk|het kanaal], {n2} vallende sterren.',
    n_pets: 'Hamster gevonden. [In de piano.|Vraag niet waar.]\nHij blaft elke morgen naar [dezelfde vuilbak|zijn spiegelbeeld].\nKittenrapport: {n2} gordijnen, [één plant|mijn waardigheid].',
    n_series: 'Aflevering {n2} had geen recht om zo [triest|lang|goed] te zijn.\nBegonnen aan [die Deense|die met het eiland]. [Geen spoilers.|Is het altijd zo donker?]\nOndertitels aan, gsm uit. [Aanrader.|Nieuwe ervaring.]',
    n_work: 'De printer heeft [gevoelens|mij gekozen].\nAllen beantwoord. [Dag allemaal.|Ik neem verlof.]\nEvaluatie: "[communiceert veel|stipt|heeft potentieel]". [Eerlijk.|Hm.]\nDrie mensen zeiden "afstemmen" voor {hour}.',
    n_city: 'Iemand breide een [sjaal|muts] voor het standbeeld op de markt. [Merci, wie het ook was.|Staat hem.]\nNieuwe vuilbakken in {city}. [Op slot.|Te klein.]\nDe [fontein|klok|lift] werkt weer! [Dag één.|Klop op hout.]\nfrietkot op de hoek is terug open, {city} kan weer ademen',
    r_noise: '[Ah|Oh], dat gevoel.\nDeze hou ik bij.\nMijn ma zegt dat ook altijd.\nwaar moet ik tekenen\nBeste wat ik vandaag las.\n[Amai|Straf] zeg\n😂😂',
    commuting: 'Koplamp van een speedpedelec in je gezicht: [de zon|een verhoor]. Zet die lager, mensen. #fietsnaarhetwerk\nEindelijk [douches|een overdekte stalling|een pomp] op het werk. [Duurde {n2} jaar.|Kleine overwinning.] #fietsnaarhetwerk\n[Lek|IJzel|Een bende ganzen] onderweg. [Te laat, maar wat een verhaal.|Baas lachte.]\n{n10} auto\'s met één mens erin geteld tussen thuis en werk. #fietsnaarhetwerk\nFietsstraat in {city} vanaf [maandag|januari]. [Benieuwd.|Nu de bussen nog.]',
    praise: 'Iedereen wil mijn {p} eens proberen. [Wachtrij: {n2}.|Betalen in koekjes.]\nMijn {p} uitgeleend aan een kettingmens. [Stilte. Dan vragen.|Bekeerd.]\nRiem na {kmAll} km links, nieuwe rechts. [Zoek het verschil.|Ik zie het niet.] {b}\n{minutes} minuten bergop met een laptop op de rug. Met de {p} is dat gewoon [dinsdag|een ritje].',
    question: 'Past de riembescherming van {b} met [spatborden|brede banden]?\nHoe luid is de naaf van jullie {p} in [de derde|de lage versnellingen]? De mijne [tikt|zoemt]\nWinterbanden op een {p}: wie heeft ze, welke breedte?\nTruc om het achterwiel uit een {p} te krijgen? [Sta hier met {n2} sleutels.|]',
    buying: 'Iemand een {p} te koop in de buurt van {city}? [Kom hem direct halen.|Cash.]\nWe verhuizen naar {city} zonder auto. {b} of {o}?\nMijn lief zei ja op de {p}. [Snel, beste winkel?|Nu nog de maat.]',
    crisis: 'Vandaag {n2} keer gebeld naar {b} over die naaf. [Muziek.|Bezet.|Weer muziek.]\n{b}, jullie verkochten mij een datum. [Waar is hij?|]\nMijn fietsenmaker excuseert zich meer voor {b} dan {b} zelf. [Geef die man opslag.|Sukkelaar.]\nVoor iedereen die wacht op een naaf van {b}: [noteer je bestelnummer|vraag het op papier|je mag annuleren].',
  },
  fr: {
    n_football: '[Tribune vide|Ça chantait jusqu\'au bout]. {score}, [tant pis|je prends].\nQui a dit à notre [gardien|numéro neuf] qu\'il savait dribbler ?\nCoup d\'envoi déplacé à [lundi|midi]. [Merci la télé.|Pour qui ?]',
    n_cooking: 'Pain sans pétrissage. [Ça sent bon.|On dirait un chapeau.]\nLe secret : [plus de beurre|la patience].\nDîner : [tartine|restes], [aux chandelles|au-dessus de l\'évier]. [Aucun regret.|]\nAcheté un potiron entier sans plan. [Des idées ?|]',
    n_garden: '[Limaces|Pigeons] {n2}, salade 0.\nDéplacé [le figuier|la rhubarbe] pour la troisième fois. [Il me déteste.|]',
    n_music: '{n10} ans et toujours [les gammes|les trois mêmes accords].\nChorale ce soir. [Les ténors en retard.|On a survécu à la fugue.]',
    n_books: 'Club de lecture : {n2} personnes, [une l\'avait lu|très bon gâteau].\nAbandonné page {n10}. [La vie est courte.|]',
    n_code: '{n10}00 lignes supprimées. [Meilleur jour de l\'année.|Personne n\'a vu.]\nLe commentaire dit « provisoire », {year}.\nRegex {n2}, moi 0.',
    n_parents: '« Pourquoi la lune nous suit » à {hour}.\nLa boîte à goûter est revenue [pleine|avec un escargot].\nRéunion parents. [Un amour, paraît-il.|On parle du même ?]',
    n_trains: 'Quelqu\'un écoute ses vocaux sans casque. [Encore {minutes} minutes.|Priez pour moi.]\nVoie {n2}. Non, {n10}. Non, {n2}. [Cardio.|]',
    n_games: 'Niveau de l\'eau fini en {n2} soirs.\nPile : {n10} jeux. Acheté ce jour : [un de plus|deux, en solde].',
    n_running: 'Footing dans [la boue|le brouillard]. {minutes} minutes. [Vieux genoux.|Je prends.]\nNouvelles chaussures. [Déjà plus rapide.|Déjà une ampoule.]',
    n_weather: 'Le vent est de retour. [Poubelles partout.|Bonnet perdu en mer.]\nQuatre saisons avant {hour}.\nNuit claire, {n2} étoiles filantes.',
    n_pets: 'Hamster retrouvé. [Dans le piano.|Ne demandez pas.]\nIl aboie chaque matin sur [la même poubelle|son reflet].',
    n_series: 'L\'épisode {n2} n\'avait pas le droit d\'être si [triste|long|bon].\nCommencé [la danoise|celle avec l\'île]. [Pas de spoiler.|]',
    n_work: 'L\'imprimante m\'a [choisi|quitté].\nRépondu à tous. [Adieu.|Je pose des congés.]\nEntretien annuel : « [ponctuel|du potentiel] ». [Juste.|Hm.]',
    n_city: 'Quelqu\'un a tricoté [une écharpe|un bonnet] pour la statue. [Merci.|Ça lui va.]\n[La fontaine|L\'ascenseur] remarche ! [Jour un.|]\nNouvelles poubelles à {city}. [Trop petites.|Fermées à clé.]',
    r_noise: 'Je connais ça.\nJe garde.\nMa mère dit pareil.\non signe où ?\nMeilleur truc lu aujourd\'hui.\n😂😂',
    commuting: 'Phare de vélo électrique en pleine figure : [le soleil|un interrogatoire]. #velotaf\nEnfin [des douches|un abri|une pompe] au boulot. [Il a fallu {n2} ans.|] #velotaf\n[Crevaison|Verglas|Des oies] ce matin. [En retard, mais quelle histoire.|]\n{n10} voitures avec une seule personne entre chez moi et le bureau. #velotaf',
    praise: 'Tout le monde veut essayer mon {p}. [File d\'attente : {n2}.|Paiement en biscuits.]\nPrêté mon {p} à un amateur de chaîne. [Silence. Puis des questions.|Converti.]\nCourroie à {kmAll} km à gauche, neuve à droite. [Cherchez la différence.|] {b}',
    question: 'Le moyeu de votre {p} fait du bruit en [troisième|petite vitesse] ? Le mien [claque|ronronne]\nPneus d\'hiver sur {p} : quelle largeur ?\nUne astuce pour sortir la roue arrière du {p} ? [J\'ai {n2} clés en main.|]',
    buying: 'Quelqu\'un vend un {p} vers {city} ? [Je viens le chercher.|]\nOn déménage à {city} sans voiture. {b} ou {o} ?',
    crisis: '{n2} appels à {b} pour le moyeu aujourd\'hui. [Musique.|Occupé.]\n{b}, vous m\'avez vendu une date. [Où est-elle ?|]\nMon vélociste s\'excuse plus que {b}. [Le pauvre.|]\nÀ tous ceux qui attendent un moyeu {b} : [notez votre numéro|demandez par écrit|vous pouvez annuler].',
  },
  de: {
    n_football: '[Auswärtsblock halb leer|Gesungen bis zum Schluss]. {score}, [egal|nehm ich].\nWer hat unserem [Torwart|Neuner] gesagt, er könne dribbeln?\nAnstoß verlegt auf [Montag|12 Uhr]. [Danke, Fernsehen.|Für wen?]',
    n_cooking: 'Brot ohne Kneten. [Duftet.|Sieht aus wie ein Hut.]\nDas Geheimnis: [mehr Butter|Geduld].\nAbendessen: [Toast|Reste], [bei Kerzenlicht|über der Spüle]. [Keine Reue.|]\nGanzen Kürbis gekauft, kein Plan. [Ideen?|]',
    n_garden: '[Schnecken|Tauben] {n2}, Salat 0.\n[Die Feige|Den Rhabarber] zum dritten Mal umgepflanzt. [Hasst mich.|Wird schon.]',
    n_music: '{n10} Jahre und immer noch [Tonleitern|dieselben drei Akkorde].\nChor heute. [Tenöre zu spät.|Fuge überlebt.]',
    n_books: 'Lesekreis: {n2} Leute, [einer hatte es gelesen|sehr guter Kuchen].\nAuf Seite {n10} aufgegeben. [Das Leben ist kurz.|]',
    n_code: '{n10}00 Zeilen gelöscht. [Bester Tag des Jahres.|Keiner hat\'s gemerkt.]\nIm Kommentar steht "vorläufig", {year}.\nRegex {n2}, ich 0.',
    n_parents: '"Warum folgt uns der Mond" um {hour}.\nBrotdose kam zurück [voll|mit Schnecke].\nElternabend. [Ein Schatz, angeblich.|Anderes Kind?]',
    n_trains: 'Jemand hört Sprachnachrichten laut. [Noch {minutes} Minuten.|Betet für mich.]\nGleis {n2}. Nein, {n10}. Nein, {n2}. [Cardio.|]',
    n_games: 'Wasserlevel nach {n2} Abenden geschafft.\nStapel: {n10} Spiele. Heute gekauft: [noch eins|zwei, im Angebot].',
    n_running: 'Lauf im [Matsch|Nebel]. {minutes} Minuten. [Alte Knie.|Nehm ich.]\nNeue Schuhe. [Schon schneller.|Schon eine Blase.]',
    n_weather: 'Der Wind ist zurück. [Tonnen überall.|Mütze ans Meer verloren.]\nVier Jahreszeiten vor {hour}.\nKlare Nacht, {n2} Sternschnuppen.',
    n_pets: 'Hamster gefunden. [Im Klavier.|Fragt nicht.]\nEr bellt jeden Morgen [dieselbe Tonne|sein Spiegelbild] an.',
    n_series: 'Folge {n2} hätte nicht so [traurig|lang|gut] sein müssen.\nMit [der dänischen|der mit der Insel] angefangen. [Keine Spoiler.|]',
    n_work: 'Der Drucker hat [Gefühle|mich erwählt].\nAllen geantwortet. [Tschüss.|Nehme Urlaub.]\nJahresgespräch: "[pünktlich|hat Potenzial]". [Fair.|Hm.]',
    n_city: 'Jemand hat der Statue [einen Schal|eine Mütze] gestrickt. [Danke.|Steht ihr.]\n[Der Brunnen|Der Aufzug] geht wieder! [Tag eins.|]\nNeue Mülleimer in {city}. [Zu klein.|Abgeschlossen.]',
    r_noise: 'Kenn ich gut.\nGemerkt.\nSagt meine Mutter auch immer.\nwo unterschreiben\nDas Beste heute.\n😂😂',
    commuting: 'E-Bike-Scheinwerfer im Gesicht: [die Sonne|ein Verhör]. #mdrza\nEndlich [Duschen|ein Dach über den Rädern|eine Pumpe] im Büro. [Hat {n2} Jahre gedauert.|] #mdrza\n[Platten|Glatteis|Gänse] auf dem Weg. [Zu spät, aber was für eine Geschichte.|]\n{n10} Autos mit je einem Menschen gezählt. #mdrza',
    praise: 'Alle wollen mein {p} probieren. [Schlange: {n2}.|Bezahlung in Keksen.]\n{p} an einen Kettenmenschen verliehen. [Stille. Dann Fragen.|Bekehrt.]\nRiemen nach {kmAll} km links, neuer rechts. [Findet den Unterschied.|] {b}',
    question: 'Wie laut ist die Nabe eurer {p} im [dritten|kleinen] Gang? Meine [tickt|summt]\nWinterreifen am {p}: welche Breite?\nTrick, um das Hinterrad vom {p} rauszukriegen? [Stehe hier mit {n2} Schlüsseln.|]',
    buying: 'Verkauft jemand ein {p} bei {city}? [Hole es ab.|]\nUmzug nach {city}, ohne Auto. {b} oder {o}?',
    crisis: 'Heute {n2} Mal bei {b} angerufen wegen der Nabe. [Musik.|Besetzt.]\n{b}, ihr habt mir ein Datum verkauft. [Wo ist es?|]\nMein Händler entschuldigt sich öfter als {b}. [Der Arme.|]\nAn alle, die auf eine Nabe von {b} warten: [Bestellnummer notieren|schriftlich fragen|ihr könnt stornieren].',
  },
  es: {
    n_series: 'El episodio {n2} no tenía derecho a ser tan [triste|bueno].\nEmpezada [la danesa|la de la isla]. [Sin spoilers.|]',
    n_weather: 'Ha vuelto el viento. [Adiós gorro.|]\nCuatro estaciones antes de las {hour}.',
    n_cooking: 'Pan sin amasar. [Huele bien.|Parece un sombrero.]\nCena: [tostada|sobras], [sobre el fregadero|con velas].',
    n_work: 'La impresora me ha [elegido|dejado].\nRespondí a todos. [Adiós.|]',
    commuting: 'Por fin [duchas|un aparcabicis con techo] en el trabajo. #enbicialtrabajo\n[Pinchazo|Hielo|Gansos] de camino. [Tarde, pero qué historia.|]\n{n10} coches con una sola persona hoy. #enbicialtrabajo',
    r_noise: 'Me lo guardo.\nMi madre dice lo mismo.\n¿dónde firmo?\n😂😂',
  },
}
