/** German: answers, quotes, the company's own voice, reviews and articles, biographies. */
import type { Rules } from '../grammar.ts'

export const deTalk: Rules = {
  r_agree: '[Genau das.|Exakt.|So ist es.|Volle Zustimmung.]\nGeht mir auch so, [Wort für Wort|seit einem Jahr].\nGut, dass ich nicht der Einzige bin.\nwollte gerade dasselbe schreiben',
  r_disagree: 'Hm, meine Erfahrung nicht. {kmAll} km [ohne Probleme|zufrieden].\nEtwas hart? [Ist eine kleine Firma.|Bei mir in einem Tag erledigt.]\nnaja, [geht schon|übertrieben]',
  r_same: 'Bei mir auch, {weeks} Wochen. [Hast du Antwort?|]\nIch auch!! {day} hieß es "nächste Woche".\nSetzt mich auf die Liste. [Bestellung {order}.|]',
  r_help: '[Hinterachse eine halbe Umdrehung lösen|Ein Tropfen Silikon, kein Öl|Knopf zehn Sekunden halten], half bei mir.\nDer Laden am [Kanal|Bahnhof] in {city} macht das, ohne Termin.\nSteht [unter dem Tretlager|auf Seite 31 im Heft].\nHatte ich auch. Schreib ihnen mit der Rahmennummer im Betreff.',
  r_joke: 'Schon mal aus- und wieder eingeschaltet?\n[Plot-Twist: Es kommt zu Pferd.|Demnächst Gänge im Abo.]\nmeine Kette lacht euch alle aus 😄',
  r_sympathy: 'Oh nein. [Hoffentlich klärt sich das schnell.|Daumen gedrückt 🤞]\n[Puh, tut mir leid.|So geht man nicht mit Leuten um.] Hältst du uns auf dem Laufenden?\nkopf hoch',
  r_ask: 'Wie hast du das montiert?\n[Welche Größe?|Was sind das für Reifen?|Wie viele km am Tag?]\nWelcher Laden war das?\nUnd der Riemen im Winter?',
  r_thanks: '[Danke!|Ah, danke dir!|Danke, das hilft.] [Probier ich heute Abend.|]\nOk, hat geklappt 🙏\nDanke für die schnelle Antwort. [Nicht erwartet.|]',
  r_still: 'Mit Verlaub, das sagte der Chat [letzte Woche|vor {weeks} Wochen] auch.\nIch habe eine DM geschickt. Zwei.\n[Gut|Ok], aber wann?\nTextbausteine sind keine Antwort.',
  r_noise: '[Haha|Ha!] [so wahr|großartig|kenn ich].\n[Moment, was?|Echt jetzt?]\n[Wunderschön|Toll] [❤️|😍|]\nWo ist das?\n[Spannend, danke fürs Teilen.|Wusste ich nicht!]\nich lese mal mit\n[Alles Gute zum Geburtstag|Glückwunsch|Stark]!!',
  q_negative: 'Und dann wundern sie sich, warum Leute [gehen|bei der Kette bleiben].\n[Nicht gut.|Lest die Antworten.]\nIst bei {b} keiner zu Hause?',
  q_positive: '[Das freut mich.|Mehr davon.]\nHab ich doch gesagt 😌',
  q_neutral: '[Lesenswert.|Für die Radleute hier.]\nWas meint ihr dazu?\ngefunden, ungeprüft',
  co_apology: `
    Hallo! Sie haben recht, [drei Wochen sind|das ist] zu lang, und "bald" ist keine Antwort. [Schicken Sie uns Ihre Bestellnummer als Nachricht?|Wir fragen nach und melden uns heute.] – {agent}
    Das tut uns leid, so soll es nicht sein. [Wir haben Ihre Bestellung gefunden und schreiben in der nächsten Stunde.|Schicken Sie uns Ihre Bestellnummer?] – {agent}`,
  co_answer: `
    Gute Frage! [Ja, mit den langen Streben (Nr. 2207).|Etwa 20.000 km, am Meer etwas weniger: ab und zu abspülen.|Die Rahmennummer steht unter dem Tretlager.] – {agent}
    Hallo! [In Münster und {town} steht eins zum Probieren, ohne Termin.|Zwischen zwei Größen nehmen wir die kleinere, aber kommen Sie vorbei.] – {agent}`,
  co_thanks: 'Hier in {town} freut sich eine ganze Werkstatt. Danke! – {agent}\nAuf die nächsten {kmAll} 💚 – {agent}',
  co_statement: `
    Zu den Nabenschaltungen: 214 Bestellungen sind verspätet, weil eine Charge unseres Lieferanten fehlerhaft war. Das hätten wir in Woche eins sagen müssen. Alle bekommen heute Abend ein Datum und morgen ein Leihrad. Die Liste ist öffentlich: {link}`,
  co_update: 'Nabenschaltungen, Tag {n2}: 131 von 214 unterwegs, 52 eingebaut. Jeden Abend aktualisiert: {link}',
  co_post: `
    Neu in der Werkstatt: Winterservice mit Riemenprüfung, {n10} Minuten, Kaffee inklusive. {link}
    Welche Farbe bekommt das {pm} im Frühjahr? [Moos oder Ziegel?|Sand oder See?]
    Regen die ganze Woche. Ihr wisst, was zu tun ist. #rainorride`,
  dm_open: `
    Guten Tag, meine Bestellung ist {order}. {body} Können Sie das prüfen?
    Hallo, {body} Bestellnummer {order}. Viele Grüße
    Gibt es Neues zu Bestellung {order}?
    Sehr geehrte Damen und Herren, in {year2} habe ich bei Ihnen ein {p} gekauft. {body} Was können wir tun?`,
  dm_reply: `
    Danke für Ihre Nachricht. Ich habe Bestellung {order} gefunden und frage in der Werkstatt nach; Sie hören heute von mir. {agent}
    Das tut mir leid. Das Teil hat heute früh Kortrijk verlassen und kommt {day} an. {agent}
    Sie haben recht, das war unser Fehler. Ist korrigiert, ein Gutschein liegt bei. {agent}`,
  dm_close: 'Hat sich erledigt, vielen Dank!\nAngekommen, alles gut. [Am Ende doch guter Service.|]\nNein, immer noch nichts. [Ich will mein Geld zurück.|Das ist das dritte Mal.]',
  review_title_positive: 'Leise, solide, fertig\nErsetzt den Zweitwagen\nZwei Winter, keine Reue',
  review_title_negative: 'Gutes Rad, endloses Warten\nNichts für die Küste\nService enttäuscht',
  review_positive: `
    {p} gekauft für {km} km am Tag. {praise} Der Riemen bleibt sauber, die Schaltung [ist weich|ist idiotensicher], das Licht geht einfach. [Schwer auf der Treppe.|Würde ich wieder kaufen.]
    Nach {kmAll} km: ja. [Bremst auch bei Regen, kein Geräusch.|Meine Knie danken.] Netter {b}-Laden in {city}.`,
  review_negative: `
    Ich wollte das {p} mögen. {body} Für {price} Euro reicht das nicht. [Zwei Sterne für den Rahmen.|]
    {body} Mails bleiben tagelang liegen. [Nächstes Mal {o}.|Schade.]`,
  article_title: '[Fünf|Sieben] Riemenräder, ein nasser Winter\n{b} {pm}: {kmAll} km später\n{b} oder {o}? Ein Monat mit beiden zur Arbeit',
  article: `
    Wir fuhren {km} km hin und zurück, fünf Tage die Woche, bei allem, was fiel. {praise} Gegen das {o} verliert es etwas am Berg und gewinnt an Ruhe. Nur {b} und {o} hielten im Salz die Spannung. Preis: {price}. Urteil: [empfohlen|empfohlen für Geduldige].
    Pendeln mit dem Rad ist vor allem Logistik: wohin mit der nassen Jacke, wohin mit dem Rad, was tun bei Glatteis. {commuting} Ein Riemen hilft, weil er nichts verlangt. {b} hat einen, {o} auch. Beide fahren, dann zahlen.`,
  bio: '[Rad|Räder], [Kaffee|Tee], [schlechte Wortspiele|lange Wege]. {place}.\n{place}. Meist {likes}.\n{likes}, {likes2} und das Wetter in {place}\n[Vater von zwei|Mutter von drei|Zwei Katzen]. {likes}. Alles privat.',
}
