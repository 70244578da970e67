/** German: what is said about the brands and about commuting by bicycle. */
import type { Rules } from '../grammar.ts'

export const deBrand: Rules = {
  praise: `
    {kmAll} km mit dem {p} und ersetzt wurde bisher [eine Klingel|ein Reifen|meine Laune am Montag].
    [Dritter Winter|Zweites Jahr] mit dem {p}. [Immer noch leise.|Null Wartung, wirklich null.]
    Heute früh {km} km [im Dauerregen|gegen den Wind] und trotzdem [gut gelaunt|gegrinst]. Danke {b}.
    Meine [Mutter|Nachbarin|Chefin] hat sich das {p} eine Woche geliehen. [Jetzt hat sie selbst eins bestellt.|Ich krieg's nicht zurück.]
    Lob an den {b}-Laden in {city}: [Hinterrad repariert, während ich Kaffee trank|Leihrad ohne Diskussion|extra länger geöffnet]
    Riemen + Nabenschaltung + Salzluft = nichts zu tun. [Hut ab|Stark], {b}.
    Zweitwagen verkauft. [Das {p} hat ihn ersetzt.|Das {p} steht jetzt im Flur.]
    Kundendienst von {b} antwortet nach [fünf|zehn] Minuten und [das Teil war am nächsten Tag da|ich musste nichts beweisen]. Geht doch.
    An der Ampel: "Ihr Rad macht ja gar kein Geräusch." [Richtig. {p}.|Stimmt, {p}.]
    gerade das {p} abgeholt, [dreimal um den Block für nix|grinse immer noch]`,
  question: `
    Fährt hier jemand ein {p}? [Wie ist es am Berg?|Ist es das Geld wert?|Wie hält der Riemen im Winter?]
    Passt ein Kindersitz aufs {p} oder stört der Träger?
    {h} verschickt ihr [Riemen|Rahmen] nach [Österreich|in die Schweiz]? [Die Seite lädt ewig.|]
    Wie oft wechselt ihr den Riemen beim {b}? Laden sagt [20.000 km|nie], [glaub ich nicht ganz|stimmt das?]
    Blöde Frage: In welche Richtung dreht der Spanner am {p}? [Anleitung schweigt.|]
    Weiß jemand, ob {b} bei [Jobrad|der Förderung] in {city} dabei ist?
    Größe M oder L bei [172|180|187] cm? [Die Tabelle sagt beides.|Überlege seit einer Woche.] {b}
    wo steht die rahmennummer beim {p}? versicherung fragt`,
  buying: `
    Wo kann ich am Samstag bei {city} ein {p} Probe fahren? Würde gleich bestellen
    Ich glaub, es wird ein {p}. [Redet es mir aus.|Blau oder grün?]
    Altes Rad [geklaut|hinüber]. {p} jetzt oder auf den Ausverkauf warten?
    Budget {price}, {km} km am Tag, eine Brücke. {b}? [Oder {o}?|]
    Drei Lastenräder für die [Bäckerei|Kita], macht {b} Gewerbepreise? An wen wende ich mich?
    Gebrauchtes {p}, {kmAll} km, {price} Euro. Fair? [Besichtigung heute Abend.|]
    Dienstrad über die Firma geht ab Januar 🎉 schwanke zwischen {b} und {o}`,
  'complaint_late-hub-gear': `
    [Dritte|Vierte|Zweite] Woche ohne die Nabenschaltung, die ich bei {b} bestellt habe. Der Chat sagt "bald". [Ist da jemand?|]
    {h} Bestellung {order}, Nabenschaltung, {weeks} Wochen. Am ersten Tag bezahlt. [Ein Datum, mehr will ich nicht.|]
    Mein {p} hängt seit {day} in der Werkstatt, keine Nabe. [Ich fahre Bus. Ich hasse Busfahren.|]
    "Im Rückstand" ist keine Antwort, {b}.`,
  'complaint_late-delivery': `
    Vor {weeks} Wochen ein {p} bestellt, Lieferung [zweimal|dreimal] verschoben. {b}, sagt doch einfach, wie es ist
    Urlaubstag für die Lieferung von {b}. [Ratet mal.|Keiner da, keiner rief an.] 🙃
    {h} die Sendung {order} steht seit {day}. [Radelt sie selbst her?|Wo ist mein Rad?]
    lieferung "zwischen 8 und 18 uhr" und dann nix. [danke auch|super] {b}`,
  'complaint_belt-squeak': `
    Der Riemen an meinem {p} quietscht [jeden Morgen|sobald es nass ist]. Für {price} Euro erwarte ich Ruhe, keinen Hamster.
    Ist es normal, dass ein {b}-Riemen nach einem Monat an der Küste quietscht? [Zweimal geputzt.|Der Laden zuckt mit den Schultern.]
    quietsch quietsch quietsch, {km} km lang. {b} tut was`,
  'complaint_wrong-invoice': `
    {b} bucht {order} zweimal ab und ICH soll es beweisen. [Ernsthaft?|]
    {h} zum dritten Mal bitte ich um eine Rechnung mit der richtigen USt-Nummer.
    rechnung von {b} für eine inspektion, die es nie gab. noch jemand?`,
  'complaint_rude-shop': `
    Im {b}-Laden in {city}: "Sie fahren falsch". [Ich fahre damit zur Arbeit.|Wie fährt man falsch Rad?]
    Beim {b}-Händler in {city} mit knackendem Tretlager: [ausgelacht|{minutes} Minuten ignoriert]. [Nie wieder.|Schöne Räder, miese Manieren.]`,
  'complaint_missing-part': `
    {p} ausgepackt: keine Pedale, kein [Schlüssel|Handbuch]. [Schaut bei {b} jemand in den Karton?|Nettes Puzzle.]
    {h} der Träger aus {order} kam ohne Schrauben. Schon wieder.
    {b} schickt zweimal die linke Strebe. Ich habe nur eine linke Seite.`,
  'complaint_app-pairing': `
    Die {b}-App hat mein Rad wieder vergessen. [Es ist ein Fahrrad, es muss sich nicht anmelden.|Viertes Mal diese Woche.]
    Seit dem Update der {b}-App geht [das Schloss|das Licht] nicht. Stehe um {hour} im Regen und wedle mit dem Handy.
    kriegt jemand das {p} gekoppelt?? bleibt bei 97 % hängen`,
  complaint_price: `
    {price} Euro für ein {p} und der Ständer kostet extra. [Extra!|Im Ernst?] {b}
    Riemen von {b} jetzt 89. [Für einen Riemen.|Letztes Jahr 64.]`,
  comparison: `
    Beide eine Woche gehabt: {b} fährt ruhiger, {o} klettert besser. [Das {b} bleibt.|Meine Frau behält das {o}.]
    {b} oder {o} für {km} km am Tag mit Gegenwind? [{o} bremst besser|Der Träger von {b} gewinnt], sonst keine Ahnung
    Vom {o} aufs {p} umgestiegen. [Leiser, schwerer, besseres Licht.|Hätte ich früher machen sollen.]
    heute ein {o} probiert, nett, bleibe aber beim {b}`,
  neutral: `
    {n2} {b} am [Bahnhof|Schultor] gezählt heute früh. [Letztes Jahr waren es zwei.|Es breitet sich aus.]
    {b} eröffnet [nächsten Monat|im Frühjahr] [einen Laden|eine Werkstatt] in {city} {link}
    Langer Text darüber, wie {b} in {town} Rahmen baut {link}
    Verkaufe {p}, {kmAll} km, neuer Riemen, Abholung in {city}. {price} Euro VB
    das neue {p} in echt gesehen. [größer|grüner] als auf den fotos`,
  irony: `
    Toll, noch eine Umfrage von {b} zu einem Rad, das ich [gar nicht habe|seit Wochen nicht gesehen habe]. {n2} Sterne für den Optimismus.
    "Bald", sagt {b}. [Geologisch gesehen stimmt das.|Die Sonne erlischt auch bald.]
    Nichts hält so fit wie ein {p} in der Werkstatt: Ich laufe jetzt überall hin. Danke {b}!
    wieder spitzenservice {b}, nur {minutes} minuten panflöte heute 👏`,
  leaving: `
    Schluss. Das {b} wird verkauft, [es wird ein {o}|zurück zur Kette]. [Zwei Winter Ausreden reichen.|]
    Bestellung bei {b} nach {weeks} Wochen storniert. {o} hatte eins im Laden, gleich mitgenommen.
    Gutes Rad, aber mit {b} bin ich durch. [Service zählt auch.|]`,
  launch: `
    Das {b} T3 schaltet selbst. [Selbst.|Nach zehn Minuten vergisst man die Gänge.] #VeloraT3
    Automatiknabe, Riemen, unter 19 kg. Ok {b}, [ich höre|jetzt noch bezahlbar].
    Wer fährt zum T3-Tag nach {town}? [Ich bringe Kuchen mit.|] #VeloraT3
    T3 vorbestellt! Lieferung Januar heißt es. [Mal sehen.|] {b}`,
  crisis: `
    Immer noch keine Nabenschaltung von {b}. [{weeks} Wochen.|Woche {weeks}.] "Bald" ist kein Datum.
    Ich bin also nicht allein: [die halbe Timeline|alle] warten auf Naben von {b} und keiner hört was
    {h} wie viele Naben sind verspätet? Eine Zahl bitte.
    Alles bezahlt bei {b}, Rad in Teilen, Chat sagt bald. [Ist das ein Laden oder eine Lotterie?|]
    #soonvelora ist lustig, bis es dein Rad ist
    Händler sagt: keine Naben vor Januar. [Dann sagt es doch, {b}.|]
    Jahrelang {b} verteidigt. [Keine Mail, kein Datum. Vorbei.|]`,
  aftermath: `
    {b} schickt ein Datum und ein Leihrad. [Brauchte einen Sturm, aber gut.|Fair.]
    Nabe von {b} ist da, mit handgeschriebener Karte. [Verziehen.|Nicht erwartet.]
    Gut, dass {b} die Warteliste online stellt. Hätte in Woche eins passieren müssen.`,
  scandal: `
    {b} wusste also seit [Mai|dem Frühjahr] von den Gabeln und sagte nichts? [Stark.|Da sitzen meine Kinder drauf.]
    Mein {p} steht auf der Rückrufliste. [Kein Brief, keine Mail.|Bleibt stehen.]
    Ein "stiller Rückruf" heißt Verschweigen, {b}.
    wurde IRGENDWER mit einem {p} wegen der gabel angeschrieben? {link}`,
  campaign: `
    Tag {n2} von #rainorride: [Knie können frieren|Handschuhe trocknen langsamer als Hoffnung].
    {km} km im Regen für #rainorride. [Keine Reue, ein nasses Brot.|]
    Das ganze Büro macht #rainorride, {n10} Leute. [Der Chef ist Vorletzter.|]`,
  commuting: `
    {minutes} Minuten mit dem Rad, {n10} mit dem Auto. [Jeden Tag.|] #mdrza
    Der neue Radweg [endet an einem Pfosten|ist herrlich, bis er aufhört]. #mdrza
    {temp} Grad und Gegenwind hin UND zurück, [wie|erklär mir das]. #mdrza
    Welche Handschuhe unter null? Meine geben nach [20 Minuten|der ersten Brücke] auf
    Lieferwagen auf dem Radweg, Tonne auf dem Radweg, [Roller|Sofa] auf dem Radweg. [Bingo.|]
    Lohnt sich ein Riemen fürs Pendeln? Bin [das Öl|das Kettenputzen] leid
    Rad am Bahnhof {city} gestohlen, zwei Schlösser. [Schwarzer Rahmen, rote Klingel, bitte teilen.|]
    {n10} % mehr Räder auf der Brücke als letztes Jahr {link} #mdrza`,
  spam: `
    🔥 {b} Räder -80 % NUR HEUTE 🔥 {spamlink}
    Gewinne ein {p}!! Folgen + teilen + hier bestätigen {spamlink} 🎁`,
  day: 'Montag\nDienstag\nDonnerstag\nFreitag\nletzter Woche',
  month: 'November\nFebruar\nJanuar',
  year2: 'diesem Frühjahr\ndiesem Sommer\nletzten Herbst',
}
