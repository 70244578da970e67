/** French: what is said about the brands and about commuting by bicycle. */
import type { Rules } from '../grammar.ts'

export const frBrand: Rules = {
  praise: `
    {kmAll} km avec mon {p} et je n'ai changé qu'[une sonnette|un pneu|d'avis sur les lundis].
    [Troisième hiver|Deuxième année] avec le {p}. [Toujours silencieux.|Zéro entretien, vraiment.]
    {km} km sous la pluie ce matin et [je souris encore|même pas râlé]. {b}, bien joué.
    Ma [mère|voisine|collègue] a emprunté le {p} une semaine. [Elle vient de commander le sien.|Je ne le reverrai pas.]
    Merci à l'atelier {b} de {city} : [roue réparée le temps d'un café|vélo de prêt sans discuter|ouvert dix minutes de plus pour moi]
    Courroie + moyeu + air salé = rien à faire. [Chapeau|Respect] {b}.
    La deuxième voiture est vendue. [Le {p} l'a remplacée.|Merci {b}.]
    Le service client de {b} répond en [cinq|dix] minutes et [la pièce arrive le lendemain|sans me demander trois justificatifs]. Ça existe donc
    Au feu rouge : « il fait pas de bruit votre vélo ? » [Non. C'est un {p}.|Voilà, {p}.]
    je viens de récupérer mon {p}, [trois tours du quartier pour rien|sourire idiot depuis ce matin]`,
  question: `
    Quelqu'un roule en {p} ici ? [Ça donne quoi en côte ?|Il vaut son prix ?|La courroie tient l'hiver ?]
    On peut mettre un siège enfant sur le {p} ou le porte-bagages gêne ?
    {h} vous livrez [les courroies|les cadres] en [Suisse|Bretagne] ? [Le site tourne en rond.|]
    Tous les combien changez-vous la courroie d'un {b} ? Le vendeur dit [20 000 km|jamais], [j'y crois moyen|c'est vrai ?]
    Question bête : dans quel sens tourne le tendeur du {p} ? [La notice ne dit rien.|]
    Quelqu'un sait si {b} accepte [le leasing|le forfait mobilité] à {city} ?
    Taille M ou L pour [1m72|1m80|1m86] ? [Le tableau dit les deux.|J'hésite depuis une semaine.] {b}
    où se trouve le numéro de cadre sur un {p} ? l'assurance le demande`,
  buying: `
    Où essayer un {p} près de {city} samedi ? Prêt à commander
    Je crois que je vais craquer pour un {p}. [Dissuadez-moi.|Bleu ou vert ?]
    Vieux vélo [volé|mort]. {p} maintenant ou j'attends les soldes ?
    Budget {price} €, {km} km par jour, une côte. {b} ? [Ou {o} ?|]
    Trois vélos cargo pour la [boulangerie|crèche], {b} fait des tarifs pro ? À qui écrire ?
    {p} d'occasion, {kmAll} km, {price} €. Correct ? [Je vais le voir ce soir.|]
    Le leasing vélo arrive au boulot 🎉 j'hésite entre {b} et {o}`,
  'complaint_late-hub-gear': `
    [Troisième|Quatrième|Deuxième] semaine sans le moyeu à vitesses commandé chez {b}. Le chat répond « bientôt ». [Il y a quelqu'un ?|]
    {h} commande {order}, moyeu à vitesses, {weeks} semaines. Payé le premier jour. [Une date, c'est tout.|]
    Mon {p} est à l'atelier depuis {day} : pas de moyeu. [Je prends le bus. Je déteste le bus.|]
    « En rupture » n'est pas une réponse, {b}.`,
  'complaint_late-delivery': `
    {p} commandé il y a {weeks} semaines, livraison repoussée [deux|trois] fois. {b}, dites juste la vérité
    Une journée de congé pour la livraison {b}. [Devinez.|Personne, pas un appel.] 🙃
    {h} le suivi de {order} ne bouge plus depuis {day}. [Il vient tout seul ?|Où est mon vélo ?]
    livraison « entre 8h et 18h » et rien. [bravo|super] {b}`,
  'complaint_belt-squeak': `
    La courroie de mon {p} couine [tous les matins|dès qu'il pleut]. Pour {price} € j'attendais du silence, pas un hamster.
    C'est normal qu'une courroie {b} grince après un mois au bord de la mer ? [Nettoyée deux fois.|Le vendeur hausse les épaules.]
    couic couic couic pendant {km} km. {b} faites quelque chose`,
  'complaint_wrong-invoice': `
    {b} m'a débité deux fois pour {order} et c'est à MOI de le prouver. [Sérieux ?|]
    {h} troisième fois que je demande une facture avec le bon numéro de TVA.
    facture {b} pour une révision jamais faite. d'autres dans ce cas ?`,
  'complaint_rude-shop': `
    À la boutique {b} de {city} : « vous roulez mal ». [Je vais au travail avec.|On roule mal comment, à vélo ?]
    Chez le revendeur {b} de {city} pour un pédalier qui craque : [on a ri|ignoré {minutes} minutes]. [Plus jamais.|Beaux vélos, drôle d'accueil.]`,
  'complaint_missing-part': `
    {p} déballé : pas de pédales, pas de [clé|sonnette|notice]. [Quelqu'un vérifie chez {b} ?|Joli puzzle.]
    {h} le porte-bagages de {order} est arrivé sans vis. Encore.
    {b} m'envoie deux fois la patte gauche. Je n'ai qu'un côté gauche.`,
  'complaint_app-pairing': `
    L'appli {b} a encore oublié mon vélo. [C'est un vélo, il n'a pas à se connecter.|Quatrième fois cette semaine.]
    Depuis la mise à jour {b}, plus [d'antivol|de lumière]. {hour}, sous la pluie, à agiter mon téléphone.
    quelqu'un arrive à appairer le {p} ?? bloqué à 97 %`,
  complaint_price: `
    {price} € le {p} et la béquille en option. [En option !|Sérieusement ?] {b}
    La courroie {b} passe à 89 €. [Pour une courroie.|64 l'an dernier.]`,
  comparison: `
    J'ai eu les deux une semaine : {b} plus calme, {o} grimpe mieux. [Je garde le {b}.|Madame garde le {o}.]
    {b} ou {o} pour {km} km par jour avec vent de face ? [Le {o} freine mieux|Le porte-bagages {b} gagne], pour le reste je sèche
    Passé du {o} au {p}. [Plus silencieux, plus lourd, meilleures lumières.|J'aurais dû le faire avant.]
    essayé un {o} aujourd'hui, sympa, mais je garde mon {b}`,
  neutral: `
    {n2} {b} comptés devant [la gare|l'école] ce matin. [L'an dernier il y en avait deux.|Ça se répand.]
    {b} ouvre [une boutique|un atelier] à {city} [le mois prochain|au printemps] {link}
    Bel article sur la fabrication des cadres {b} à {town} {link}
    Vends {p}, {kmAll} km, courroie neuve, à retirer à {city}. {price} €
    vu le nouveau {p} en vrai. plus [grand|vert] que sur les photos`,
  irony: `
    Génial, encore une enquête {b} sur un vélo que je n'ai [pas reçu|plus vu depuis un mois]. {n2} étoiles pour l'optimisme.
    « Bientôt », dit {b}. [À l'échelle géologique, sûrement.|Le soleil aussi va bientôt s'éteindre.]
    Rien de mieux pour la forme qu'un {p} à l'atelier : je marche partout. Merci {b} !
    service au top {b}, seulement {minutes} minutes de flûte de pan aujourd'hui 👏`,
  leaving: `
    Stop. Je vends le {b}, [ce sera un {o}|retour à la chaîne]. [Deux hivers d'excuses, ça suffit.|]
    Commande {b} annulée après {weeks} semaines. {o} en avait un en magasin, reparti avec.
    Bon vélo, mais {b} c'est fini pour moi. [Le service compte aussi.|]`,
  launch: `
    Le {b} T3 passe les vitesses tout seul. [Tout seul.|Dix minutes et on oublie qu'elles existent.] #VeloraT3
    Moyeu automatique, courroie, moins de 19 kg. Ok {b}, [vous m'intéressez|maintenant le prix].
    Qui va à la journée T3 à {town} ? [J'apporte un gâteau.|] #VeloraT3
    T3 précommandé ! Livraison en janvier, paraît-il. [On verra.|] {b}`,
  crisis: `
    Toujours pas de moyeu {b}. [{weeks} semaines.|Semaine {weeks}.] « Bientôt » n'est pas une date.
    Donc je ne suis pas seul : [tout mon fil|tout le monde] attend un moyeu {b} et personne n'a de nouvelles
    {h} combien de moyeux en retard ? Un chiffre, un seul.
    Tout payé chez {b}, vélo en pièces, le chat dit bientôt. [C'est un magasin ou une loterie ?|]
    #soonvelora c'est drôle jusqu'à ce que ce soit ton vélo
    Un revendeur me dit : pas de moyeux avant janvier. [Dites-le alors, {b}.|]
    J'ai défendu {b} pendant des années. [Pas un mail, pas une date. Fini.|]`,
  aftermath: `
    {b} envoie une date et une roue de prêt. [Il a fallu une tempête, mais bon.|Honnête.]
    Le moyeu {b} est là, avec un mot écrit à la main. [Pardonné.|Pas mal.]
    Bien que {b} publie la liste d'attente. Il fallait le faire la première semaine.`,
  scandal: `
    Donc {b} savait pour les fourches depuis [mai|le printemps] et n'a rien dit ? [Fort.|Je transporte mes enfants dessus.]
    Mon {p} est sur la liste de rappel. [Ni lettre, ni mail.|Je n'y touche plus.]
    Un « rappel discret », ça s'appelle cacher, {b}.
    quelqu'un a été contacté par {b} pour la fourche ? {link}`,
  campaign: `
    Jour {n2} de #rainorride : [les genoux ont froid aussi|les gants sèchent moins vite que l'espoir].
    {km} km sous la flotte pour #rainorride. [Aucun regret, un sandwich mouillé.|]
    Tout le bureau fait #rainorride, {n10} inscrits. [Le patron est avant-dernier.|]`,
  commuting: `
    {minutes} minutes à vélo, {n10} en voiture. [Tous les jours.|] #velotaf
    La nouvelle piste [finit dans un poteau|est superbe jusqu'à ce qu'elle s'arrête]. #velotaf
    {temp} °C et vent de face à l'aller comme au retour, [expliquez-moi|comment]. #velotaf
    Quels gants en dessous de zéro ? Les miens lâchent au bout de [20 minutes|un pont]
    Camionnette sur la piste, poubelle sur la piste, [trottinette|canapé] sur la piste. [Bingo.|]
    La courroie vaut le coup pour du vélotaf ? Marre [du cambouis|de nettoyer la chaîne]
    Vélo volé à la gare de {city}, deux antivols. [Cadre noir, sonnette rouge, partagez svp.|]
    {n10} % de vélos en plus sur le pont {link} #velotaf`,
  spam: `
    🔥 vélos {b} -80 % AUJOURD'HUI SEULEMENT 🔥 {spamlink}
    Gagnez un {p} !! Abonnez-vous + partagez + validez ici {spamlink} 🎁`,
  day: 'lundi\nmardi\njeudi\nvendredi\nla semaine dernière',
  month: 'novembre\nfévrier\njanvier',
  year2: 'mars\njuin\nseptembre\ndécembre',
}
