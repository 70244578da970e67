/** French: answers, quotes, the company's own voice, reviews and articles, biographies. */
import type { Rules } from '../grammar.ts'

export const frTalk: Rules = {
  r_agree: 'Exactement.\n[Voilà.|Tellement vrai.|Pareil.]\nContent de ne pas être le seul.\nj\'allais l\'écrire',
  r_disagree: `
    Pas mon expérience, {kmAll} km [sans souci|et content].
    Un peu dur, non ? [C'est une petite boîte.|Réglé en un jour chez moi.]
    bof, [ça va|tu exagères]`,
  r_same: `
    Pareil ici, {weeks} semaines. [Tu as eu une réponse ?|]
    Moi aussi !! {day} on m'a dit « la semaine prochaine ».
    Ajoutez-moi à la liste. [Commande {order}.|]`,
  r_help: `
    [Desserre l'axe arrière d'un demi-tour|Une goutte de silicone, pas d'huile|Bouton dix secondes], ça a marché chez moi.
    La boutique près [de la gare|du canal] à {city} le fait, sans rendez-vous.
    C'est [sous le boîtier de pédalier|page 31 de la notice].
    J'ai eu ça. Écris-leur avec le numéro de cadre en objet.`,
  r_joke: 'Tu as essayé de l\'éteindre et de le rallumer ?\n[Rebondissement : il arrive à cheval.|Bientôt les vitesses par abonnement.]\nma chaîne se moque de vous 😄',
  r_sympathy: 'Aïe. [J\'espère que ça va s\'arranger.|Courage 🤞]\n[Pff, désolé pour toi.|On ne traite pas les gens comme ça.] Tu nous tiens au courant ?\ncourage',
  r_ask: 'Tu l\'as monté comment ?\n[Quelle taille ?|C\'est quoi comme pneus ?|Combien de km par jour ?]\nC\'était quelle boutique ?\nEt la courroie en hiver ?',
  r_thanks: '[Merci !|Ah merci !|Merci, ça aide.] [J\'essaie ce soir.|]\nOk ça a marché 🙏\nMerci pour la réponse rapide. [Je n\'y croyais plus.|]',
  r_still: 'Avec tout mon respect, c\'est ce que disait le chat [la semaine dernière|il y a {weeks} semaines].\nJ\'ai envoyé un MP. Deux.\n[D\'accord|Ok], mais quand ?\nUn copier-coller n\'est pas une réponse.',
  r_noise: '[Haha|Mdr] [tellement vrai|excellent].\n[Attends, quoi ?|Sérieux ?]\n[Magnifique|Trop beau] [❤️|😍|]\nC\'est où ?\n[Intéressant, merci du partage.|Je ne savais pas !]\nje suis ça de près\n[Bon anniversaire|Bravo|Félicitations] !!',
  q_negative: 'Et ils se demandent pourquoi les gens [partent|gardent leur chaîne].\n[Pas terrible.|Lisez les réponses.]\nIl y a quelqu\'un chez {b} ?',
  q_positive: '[Ça fait plaisir.|Encore !]\nJe vous l\'avais dit 😌',
  q_neutral: '[À lire.|Pour les cyclistes ici.]\nVous en pensez quoi ?\nvu passer, à vérifier',
  co_apology: `
    Bonjour ! Vous avez raison, [trois semaines, c'est|c'est] trop long, et « bientôt » n'est pas une réponse. [Pouvez-vous nous envoyer votre numéro de commande en message ?|Nous vérifions et revenons vers vous aujourd'hui.] – {agent}
    Désolés, ce n'est pas normal. [Nous avons retrouvé votre commande et vous écrivons dans l'heure.|Un message avec votre numéro de commande ?] – {agent}`,
  co_answer: `
    Bonne question ! [Oui, avec les haubans longs (réf. 2207).|Environ 20 000 km, un peu moins à la mer : rincez-la de temps en temps.|Le numéro est sous le boîtier de pédalier.] – {agent}
    Bonjour ! [À Lille et à {town} il y en a un à l'essai, sans rendez-vous.|Entre deux tailles, prenez la plus petite, mais venez l'essayer.] – {agent}`,
  co_thanks: 'Tout l\'atelier de {town} vous remercie ! – {agent}\nEt {kmAll} de plus 💚 – {agent}',
  co_statement: `
    À propos des moyeux : 214 commandes sont en retard à cause d'un lot défectueux chez notre fournisseur. Nous aurions dû le dire la première semaine. Chacun reçoit une date ce soir et une roue de prêt demain. La liste est publique : {link}`,
  co_update: 'Moyeux, jour {n2} : 131 sur 214 en route, 52 montés. Liste mise à jour chaque soir : {link}',
  co_post: `
    Nouveau à l'atelier : la révision d'hiver avec contrôle de courroie, {n10} minutes, café compris. {link}
    Quelle couleur pour le {pm} au printemps ? [Mousse ou brique ?|Sable ou mer ?]
    Pluie toute la semaine. Vous savez quoi faire. #rainorride`,
  dm_open: `
    Bonjour, ma commande est {order}. {body} Pouvez-vous vérifier ?
    Bonjour, {body} Commande {order}. Cordialement
    Des nouvelles de la commande {order} ?
    Madame, Monsieur, j'ai acheté un {p} chez vous en {year2}. {body} Que pouvons-nous faire ?`,
  dm_reply: `
    Merci pour votre message. J'ai retrouvé la commande {order} et je demande à l'atelier ; vous aurez une réponse aujourd'hui. {agent}
    Désolée. La pièce est partie de Courtrai ce matin, elle arrive {day}. {agent}
    Vous avez raison, c'est notre erreur. C'est corrigé, avec un bon pour le dérangement. {agent}`,
  dm_close: 'C\'est réglé, merci beaucoup !\nBien reçu, tout va bien. [Bon service finalement.|]\nNon, toujours rien. [Je veux être remboursé.|C\'est la troisième fois.]',
  review_title_positive: 'Silencieux, solide, parfait\nRemplace la deuxième voiture\nDeux hivers sans regret',
  review_title_negative: 'Bon vélo, attente interminable\nPas pour le bord de mer\nService décevant',
  review_positive: `
    {p} acheté en {year2} pour {km} km par jour. {praise} La courroie reste propre, les vitesses passent [en douceur|toutes seules], les lumières marchent. [Lourd dans l'escalier.|Je le rachèterais.]
    Après {kmAll} km : oui. [Freins efficaces sous la pluie, aucun bruit.|Mes genoux disent merci.] Accueil {b} à {city} très sympa.`,
  review_negative: `
    Je voulais l'aimer, ce {p}. {body} Pour {price} € c'est insuffisant. [Deux étoiles pour le cadre.|]
    {body} Des jours sans réponse aux mails. [{o} la prochaine fois.|Dommage.]`,
  article_title: '[Cinq|Sept] vélos à courroie, un hiver mouillé\n{b} {pm} : {kmAll} km plus tard\n{b} ou {o} ? Un mois de vélotaf avec les deux',
  article: `
    Nous avons roulé {km} km aller et autant au retour, cinq jours par semaine, par tous les temps. {praise} Face au {o}, il perd un peu en côte et gagne en silence. Seuls le {b} et le {o} ont gardé leur tension dans le sel. Prix : {price} €. Verdict : [recommandé|recommandé aux patients].
    Le vélotaf, c'est de la logistique : où sécher la veste, où attacher le vélo, que faire du verglas. {commuting} Une courroie aide, elle ne demande rien. {b} en a une, {o} aussi. Essayez les deux.`,
  bio: '[Vélo|Vélos], [café|thé], [mauvais jeux de mots|longues marches]. {place}.\n{place}. Surtout {likes}.\n{likes}, {likes2} et la météo à {place}\n[Papa de deux|Maman de trois|Deux chats]. {likes}. Avis personnels.',
}
