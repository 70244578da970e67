/** French: everything else people talk about; most of a firehose. */
import type { Rules } from '../grammar.ts'

export const frNoise: Rules = {
  n_football: '{score}, on méritait [mieux|pire|rien]. [Rebelote samedi.|Pourquoi je m\'inflige ça.]\nY avait jamais penalty. [Jamais.|]\n[Allez !!|Fini !] {score}. [Quel match.|Je dois m\'asseoir.] ⚽\nma fille marque son premier but, [du genou|contre son camp]. [Je pleure.|]',
  n_cooking: 'Levain, essai n° {n2} : [brique|frisbee|mangeable ?!]\nQue faire de {n2} kilos de coings ? Question sérieuse\nSoupe de poireaux, {temp} degrés dehors, [la soirée est sauvée|tout va bien].\nRaté la béchamel, [deux fois|devant ma belle-mère]. [On commande.|]\nles enfants ont mangé des épinards. [je note la date|piège ?]',
  n_garden: 'Première gelée sur les [dahlias|tomates]. [À l\'an prochain.|C\'est fini.]\nLe rouge-gorge est revenu sur [la bêche|le compost].\n{n10} tulipes plantées. [On en reparle en avril.|]\nFeuilles 1, moi 0.',
  n_music: '{n2}e écoute du même disque aujourd\'hui. [Aucun regret.|Les voisins, si.]\nConcert dans une église hier, un violoncelle, [des frissons|silence total].\nLa cadence du deuxième mouvement, [à chaque fois|je craque].\nquelqu\'un revend une place pour samedi à {city} ? 🙏',
  n_books: '{n10} pages lues, rien retenu, [adoré|je recommence].\nEntré pour un livre, sorti avec {n2}. [Encore.|]\nFini à 2 h du matin. [Ne me parlez pas.|Cette fin !!]',
  n_code: 'C\'était le DNS. [Évidemment.|]\n{n10} tests verts, [un rouge|aucun ne teste rien].\n{n2} heures de recherche. [Une espace.|Un fuseau horaire.]\nMise en prod un vendredi. [Je sais.|]',
  n_parents: 'Le petit a renoncé [aux pantalons|au sommeil|aux bananes].\nGroupe de la classe : {n10} non lus, [tous pour un gant|un utile].\nUn volcan à rendre demain. Il est {n2} h du soir. [Où est le vinaigre.|Merci de prévenir.]',
  n_trains: 'Retard de {minutes} minutes : [un cygne|feuilles|« incident technique »].\nTrain bondé, chauffage en panne, [quelqu\'un mange du poisson|joli lever de soleil quand même].\nLe 7 h 14 n\'existe pas. [C\'est une légende.|]\ncorrespondance de 3 minutes, [je l\'ai eue !!|qui décide ça]',
  n_games: 'Encore un tour, j\'ai dit. [Il est 3 h.|Le jour se lève.]\nSoirée jeux : {n2} défaites, [c\'est les dés|j\'ai rien renversé].\nquelqu\'un pour une partie ce soir ? [tranquille|]',
  n_running: '{km} km avant le petit déj. [Qui suis-je.|Lent mais fait.]\nCadence 162, ma montre est [déçue|fâchée].\nLe kiné dit repos. [Il ne me connaît pas.|]',
  n_weather: '[Pluie.|Encore de la pluie.|Pluie horizontale.] [Voilà.|]\n{temp} °C ce matin, [pare-brise gratté à la carte|tout brille].\nCoucher de soleil sur [le port|le parking], il en fait trop\nIls avaient dit sec. [Ils ont menti.|]',
  n_pets: 'Le chat a choisi [le linge propre|mon clavier|la violence].\nLe chien a trouvé [un sandwich|une flaque]. [Le plus beau jour de sa vie.|]\nmon vieux a 14 ans aujourd\'hui 🐶',
  n_series: 'Sans spoiler mais [ce phare|l\'épisode {n2}] 😳\nEndormi à la minute {n10}. [Troisième soir.|C\'était qui ?]\ntout le monde dans cette série a besoin [d\'une sieste|d\'un avocat]',
  n_work: 'Cette réunion aurait pu être [un mail|une sieste].\n« T\'as cinq minutes ? » [Non.|Peur.]\nLundi. [Café numéro {n2}.|]\nNouveau boulot aujourd\'hui ! [Stress. Gens gentils. Bons biscuits.|]\non cherche un [boulanger|électricien] à {city}, horaires corrects {link}',
  n_city: 'Ils rouvrent [la même rue|la place]. [Troisième fois cette année.|Un trésor ?]\nMarché de {city} ce matin : [fromage, potins, fromage|trop de chiens, génial].\nConseil municipal : {n2} heures. [Décision : se revoir.|]\nPerdu : [un gant|un chat|un parapluie] gris près de la gare de {city}. [Valeur sentimentale.|]\nbonjour {city} ☀️',
}
