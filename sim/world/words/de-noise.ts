/** German: everything else people talk about; most of a firehose. */
import type { Rules } from '../grammar.ts'

export const deNoise: Rules = {
  n_football: '{score} und verdient hatten wir [weniger|mehr|nichts]. [Nächste Woche wieder.|Warum tu ich mir das an.]\nDas war nie ein Elfer. [Nie.|Neunmal angeschaut.]\n[Aus!|Jaaa!!] {score}. [Was für ein Spiel.|Muss mich setzen.] ⚽\ntochter schießt ihr erstes tor, [mit dem knie|ins eigene]. [heule natürlich|]',
  n_cooking: 'Sauerteig, Versuch {n2}: [Ziegel|Frisbee|essbar?!]\nWas macht man mit {n2} Kilo Quitten? Ernste Frage\nLauchsuppe, {temp} Grad draußen, [Abend gerettet|mehr braucht es nicht].\nOmas Apfelkuchen aus dem Gedächtnis. [Nicht gleich. Fast.|]\nkind hat rosenkohl gegessen. [datum notiert|falle?]',
  n_garden: 'Erster Frost holt die [Dahlien|Tomaten]. [Das war\'s dann.|Bis nächstes Jahr.]\nDas Rotkehlchen sitzt wieder auf [dem Spaten|dem Kompost].\n{n10} Tulpen gesetzt. [Fragt mich im April.|]\nLaub 1, ich 0.',
  n_music: 'Zum {n2}. Mal heute dieselbe Platte. [Keine Reue.|Nachbarn schon.]\nKonzert in einer Kirche gestern, ein Cello, [Gänsehaut|Stille].\nDie Kadenz im zweiten Satz, [jedes Mal|unfair schön].\nhat noch jemand ein ticket für samstag in {city}? 🙏',
  n_books: '{n10} Seiten gelesen, nichts behalten, [genossen|noch mal von vorn].\nFür ein Buch rein, mit {n2} raus. [Wieder.|]\nUm 2 Uhr fertig gelesen. [Nicht ansprechen.|Dieses Ende!!]',
  n_code: 'Es war DNS. [Natürlich.|]\n{n10} Tests grün, [einer rot|keiner testet was].\n{n2} Stunden gesucht. [Ein Leerzeichen.|Eine Zeitzone.]\nRelease am Freitag. [Ich weiß.|]',
  n_parents: 'Kleinkind lehnt jetzt [Hosen|Schlaf|Bananen] ab.\nKlassenchat: {n10} ungelesen, [alle wegen eines Handschuhs|einer nützlich].\nMorgen einen Vulkan mitbringen. Es ist {n2} Uhr abends. [Danke.|Wo ist der Essig.]',
  n_trains: 'Verspätung {minutes} Minuten wegen [eines Schwans|Laub|"Störung im Betriebsablauf"].\nZug voll, Heizung kaputt, [jemand isst Fisch|dafür Sonnenaufgang].\nDer 7:14 existiert nicht. [Eine Legende.|]\n3 minuten umstieg in {city}, [geschafft!!|wer plant so was]',
  n_games: 'Nur noch eine Runde, sagte ich. [Es ist 3 Uhr.|Die Sonne geht auf.]\nSpieleabend: {n2} Mal verloren, [die Würfel sind schuld|nichts umgeworfen].\nwer hat lust auf koop heute abend? [ganz entspannt|]',
  n_running: '{km} km vor dem Frühstück. [Wer bin ich.|Langsam, aber gemacht.]\nKadenz 162, meine Uhr ist [enttäuscht|böse].\nPhysio sagt Pause. [Kennt mich nicht.|]',
  n_weather: '[Regen.|Noch mehr Regen.|Regen, aber quer.] [Das war\'s.|]\n{temp} Grad heute früh, [mit der Bankkarte gekratzt|alles glitzert].\nSonnenuntergang über [dem Hafen|dem Parkplatz], reine Angeberei\nAngesagt war trocken. [Gelogen.|]',
  n_pets: 'Die Katze hat sich entschieden: [saubere Wäsche|meine Tastatur|Gewalt].\nHund fand [ein Brötchen|eine Pfütze]. [Bester Tag seines Lebens.|]\nmein alter wird heute 14 🐶',
  n_series: 'Kein Spoiler, aber [dieser Leuchtturm|Folge {n2}] 😳\nEingeschlafen bei Minute {n10}. [Dritter Abend.|Wer war es?]\nalle in dieser serie brauchen [schlaf|einen anwalt]',
  n_work: 'Dieses Meeting hätte [eine Mail|ein Nickerchen] sein können.\n"Hast du kurz Zeit?" [Nein.|Angst.]\nMontag. [Kaffee Nummer {n2}.|]\nNeuer Job heute! [Nervös. Nette Leute. Gute Kekse.|]\nwir suchen [eine Pflegekraft|einen Bäcker] in {city}, faire Zeiten {link}',
  n_city: 'Sie reißen [dieselbe Straße|den Platz] wieder auf. [Drittes Mal dieses Jahr.|Schatz?]\nMarkt in {city} heute: [Käse, Tratsch, mehr Käse|zu viele Hunde, herrlich].\nStadtrat tagte {n2} Stunden. [Beschluss: noch mal tagen.|]\nVerloren: [ein Handschuh|ein Kater|ein Schirm], grau, am Bahnhof {city}. [Hängen dran.|]\nmoin {city} ☀️',
}
