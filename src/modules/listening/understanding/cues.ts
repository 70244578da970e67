/** Words and phrases by which people say what they want, in the languages that are trained for. */
import type { Intent } from '../../../kernel/labels.ts'

export { intents, type Intent } from '../../../kernel/labels.ts'

/** What a cue speaks for: an intent, that the matter cannot wait, or that somebody comes to harm. */
export type Cued = Exclude<Intent, 'none'> | 'urgent' | 'harm'

/**
 * Phrases of one to three words, parted by `|`: for what they speak, how
 * strongly, in which language (`*` for any). Chosen by hand. A cue is found in
 * a post of any language, as people mix them.
 */
export const cues: readonly (readonly [kind: Cued, weight: number, language: string, phrases: string])[] = [
  ['question', 1.2, '*', '?|??|???|?!|??!|؟|؟؟'],
  ['question', 0.8, 'en', 'does anyone|anyone know|is there|is it|can i|can you tell|how do|how can|how much|how long|how many|why is|why does|why do|what is|what are|what time|when will|when does|where is|where can|where do|which one|who do|do you know|is it possible|am i able'],
  ['question', 0.8, 'nl', 'weet iemand|hoe kan|hoe kom|hoe lang|hoeveel|waarom|wanneer|waar kan|waar is|wat is|kan ik|kunnen jullie|is het mogelijk|hebben jullie|welke'],
  ['question', 0.8, 'fr', 'est ce que|comment|pourquoi|quand|combien|où est|où puis|quel est|quelle est|puis je|avez vous|savez vous|qui sait'],
  ['question', 0.8, 'de', 'weiß jemand|wie kann|wie lange|wieviel|wie viel|warum|wann|wo ist|wo kann|kann ich|habt ihr|haben sie|gibt es|wieso|weshalb'],
  ['question', 0.8, 'es', '¿|cómo|por qué|cuándo|cuánto|cuánta|dónde|puedo|alguien sabe|tienen ustedes|es posible|cuál es'],
  ['question', 0.8, 'pt', 'como faço|por que|porque é que|quando|quanto custa|onde fica|onde posso|posso|alguém sabe|vocês têm|é possível'],
  ['question', 0.8, 'it', 'come faccio|come posso|perché|quando|quanto costa|dove|posso|qualcuno sa|avete|è possibile'],
  ['question', 0.8, 'hi', 'क्या|कैसे|क्यों|कब|कहाँ|कहां|कितना|कितने|kya hai|kaise|kyun|kab|kahan|kitna'],
  ['question', 0.8, 'ar', 'هل|كيف|لماذا|ليش|متى|متي|أين|وين|كم سعر|ايش|شو'],

  ['complaint', 1, 'en', 'still waiting|still not|still no|not working|doesn\'t work|does not work|stopped working|won\'t work|broken|rip off|ripoff|worst|unacceptable|disappointed|disappointing|terrible|horrible|awful|useless|a joke|refund|on hold|never again|no response|no reply|no answer|nobody answers|customer service|lost my|delayed|cancelled|poor service|bad service|ridiculous|pathetic|disgusting|scammed|overcharged|complaint|complain|fed up|not happy|let down|waste of'],
  ['complaint', 1, 'nl', 'werkt niet|doet het niet|nog steeds niet|nog steeds geen|nog altijd|kapot|klacht|klachten|slechte service|slecht|waardeloos|belachelijk|schandalig|teleurgesteld|teleurstellend|nooit meer|geen reactie|geen antwoord|geld terug|storing|vertraging|oplichters|niet normaal|onacceptabel'],
  ['complaint', 1, 'fr', 'ne marche pas|marche pas|ne fonctionne pas|fonctionne pas|toujours pas|en panne|inadmissible|inacceptable|honteux|scandaleux|nul|nulle|déçu|déçue|décevant|plus jamais|pas de réponse|aucune réponse|remboursement|arnaque|service client|retard|ras le bol'],
  ['complaint', 1, 'de', 'funktioniert nicht|geht nicht|immer noch nicht|immer noch keine|kaputt|beschwerde|unverschämt|frechheit|enttäuscht|enttäuschend|nie wieder|keine antwort|keine reaktion|geld zurück|schlechter service|katastrophe|verspätung|störung|unmöglich|abzocke'],
  ['complaint', 1, 'es', 'no funciona|sigue sin|todavía no|queja|reclamo|reclamación|vergüenza|pésimo|pésima|malísimo|horrible|decepcionado|decepcionada|nunca más|sin respuesta|devolución|reembolso|estafa|inaceptable|mal servicio|retraso'],
  ['complaint', 1, 'pt', 'não funciona|nao funciona|ainda não|reclamação|péssimo|péssima|vergonha|decepcionado|decepcionada|nunca mais|sem resposta|reembolso|absurdo|descaso|golpe|inaceitável|atraso|mau atendimento'],
  ['complaint', 1, 'it', 'non funziona|ancora non|ancora niente|reclamo|vergogna|vergognoso|pessimo|pessima|deluso|delusa|mai più|nessuna risposta|rimborso|truffa|inaccettabile|ritardo|scandaloso|non va'],
  ['complaint', 1, 'hi', 'काम नहीं|खराब|शिकायत|बेकार|घटिया|वापस पैसे|धोखा|kaam nahi|kharab|bekar|ghatiya|shikayat|bakwas'],
  ['complaint', 1, 'ar', 'لا يعمل|ما يشتغل|مش شغال|شكوى|سيء|سيئة|أسوأ|اسوأ|خدمة سيئة|للأسف|نصب|استرجاع|تأخير|فاشل|فاشلة'],

  ['praise', 1, 'en', 'love|loving|great|awesome|amazing|excellent|fantastic|brilliant|best|perfect|wonderful|well done|good job|great job|great service|highly recommend|keep it up|kudos|props to|impressed|so good|superb|top notch|love it|love this'],
  ['praise', 1, 'nl', 'geweldig|fantastisch|top|super|goed bezig|mooi werk|lekker bezig|prachtig|heerlijk|aanrader|complimenten|compliment|perfect|uitstekend|netjes|geweldige|blij met|chapeau'],
  ['praise', 1, 'fr', 'génial|géniale|super|excellent|excellente|parfait|parfaite|bravo|magnifique|formidable|j\'adore|au top|je recommande|félicitations|merveilleux'],
  ['praise', 1, 'de', 'großartig|super|toll|klasse|spitze|hervorragend|perfekt|wunderbar|fantastisch|empfehlenswert|gut gemacht|liebe es|begeistert|genial'],
  ['praise', 1, 'es', 'excelente|genial|increíble|maravilloso|maravillosa|perfecto|perfecta|me encanta|encantado|encantada|recomiendo|felicidades|enhorabuena|buenísimo|lo mejor'],
  ['praise', 1, 'pt', 'excelente|ótimo|ótima|incrível|maravilhoso|maravilhosa|perfeito|perfeita|adorei|amei|recomendo|parabéns|sensacional|o melhor|amo'],
  ['praise', 1, 'it', 'ottimo|ottima|eccellente|fantastico|fantastica|perfetto|perfetta|bravissimi|complimenti|consiglio|meraviglioso|bellissimo|bellissima|adoro|il migliore'],
  ['praise', 1, 'hi', 'शानदार|बहुत अच्छा|बढ़िया|उत्तम|बेहतरीन|badhiya|shandar|mast|zabardast|bahut accha|bohot accha'],
  ['praise', 1, 'ar', 'رائع|رائعة|ممتاز|ممتازة|أفضل|احسن|جميل|جميلة|أحب|تحفة|ابداع|مبدع'],

  ['request', 1, 'en', 'please|pls|plz|can you please|could you|would you|can you|i need|i want to|i would like|help me|can someone|need help|please help|send me|dm me|call me|let me|please fix|please add|need to|i\'d like'],
  ['request', 1, 'nl', 'graag|alsjeblieft|alstublieft|aub|svp|kun je|kunnen jullie|kunt u|wil graag|zou graag|help|stuur|ik wil|ik moet|ik zoek|hulp nodig|bel me'],
  ['request', 1, 'fr', 's\'il vous plaît|svp|stp|pouvez vous|pourriez vous|je voudrais|j\'aimerais|j\'ai besoin|aidez moi|merci de|envoyez'],
  ['request', 1, 'de', 'bitte|könnt ihr|können sie|könnten sie|ich möchte|ich brauche|ich hätte gerne|helft mir|hilfe|schickt'],
  ['request', 1, 'es', 'por favor|pueden|podrían|puede usted|necesito|quisiera|me gustaría|ayuda|ayúdenme|envíen'],
  ['request', 1, 'pt', 'por favor|podem|poderiam|preciso|gostaria|quero|me ajuda|ajuda|enviem'],
  ['request', 1, 'it', 'per favore|per piacere|potete|potreste|vorrei|ho bisogno|mi serve|aiuto|aiutatemi|mandate'],
  ['request', 1, 'hi', 'कृपया|मदद|चाहिए|please|kripya|madad|chahiye|help karo'],
  ['request', 1, 'ar', 'من فضلك|لو سمحت|رجاء|الرجاء|أرجو|ارجو|ممكن|محتاج|أحتاج|احتاج|ساعدوني|ابغى|اريد|أريد'],

  ['buying', 1.6, 'en', 'want to buy|wanna buy|looking to buy|thinking of buying|where to buy|how much is|how much does|in stock|pre order|preorder|just ordered|going to buy|gonna buy|should i buy|should i get|looking for a|discount code|promo code|price of|buy one|need a new|can i order|want one|i want this|take my money|recommend a|recommendations for|switching to|free trial|a quote'],
  ['buying', 1.6, 'nl', 'wil kopen|wil bestellen|waar te koop|te koop|hoeveel kost|wat kost|op voorraad|kortingscode|wil ik hebben|net besteld|op zoek naar|overweeg|offerte|gaan kopen|overstappen naar'],
  ['buying', 1.6, 'fr', 'veux acheter|vais acheter|envie d\'acheter|combien coûte|quel prix|en stock|code promo|où acheter|je cherche|viens de commander|devis'],
  ['buying', 1.6, 'de', 'will kaufen|möchte kaufen|wo kaufen|wo kann man|was kostet|wie teuer|auf lager|rabattcode|gutschein|suche ein|gerade bestellt|angebot'],
  ['buying', 1.6, 'es', 'quiero comprar|voy a comprar|dónde comprar|cuánto cuesta|qué precio|en stock|código de descuento|busco un|estoy buscando|acabo de pedir|presupuesto'],
  ['buying', 1.6, 'pt', 'quero comprar|vou comprar|onde comprar|quanto custa|qual o preço|em estoque|cupom|procurando um|acabei de comprar|orçamento'],
  ['buying', 1.6, 'it', 'voglio comprare|vorrei comprare|dove comprare|quanto costa|che prezzo|disponibile|codice sconto|sto cercando|appena ordinato|preventivo'],
  ['buying', 1.6, 'hi', 'खरीदना|कीमत|दाम|कितने का|kharidna|kitne ka|price kya'],
  ['buying', 1.6, 'ar', 'اشتري|أشتري|شراء|كم السعر|بكم|السعر|متوفر|كود خصم|وين احصل'],

  ['leaving', 2, 'en', 'cancel my|cancelling my|canceling my|cancel subscription|want to cancel|close my account|closing my account|delete my account|unsubscribe|switching from|moving to|leaving for|done with|i\'m leaving|lost a customer|last time|never fly|never buy|never order|never shop|never use|taking my business|going back to|switch to another'],
  ['leaving', 2, 'nl', 'opzeggen|opgezegd|abonnement opzeggen|zeg op|account verwijderen|stap over|overstappen|overgestapt|klant kwijt|klaar met|nooit meer bestellen|laatste keer|weg bij'],
  ['leaving', 2, 'fr', 'résilier|résiliation|résilie|désabonner|annuler mon|supprimer mon compte|fermer mon compte|je pars|change d\'opérateur|dernière fois|perdu un client'],
  ['leaving', 2, 'de', 'kündigen|kündige|gekündigt|kündigung|konto löschen|wechsle zu|wechseln zu|letztes mal|zum letzten mal|bin weg|kunden verloren'],
  ['leaving', 2, 'es', 'darme de baja|dar de baja|cancelar mi|cancelo mi|cerrar mi cuenta|eliminar mi cuenta|me cambio|me voy a|última vez|perdieron un cliente'],
  ['leaving', 2, 'pt', 'cancelar minha|cancelar meu|cancelei|quero cancelar|encerrar minha conta|excluir minha conta|vou mudar|última vez|perderam um cliente'],
  ['leaving', 2, 'it', 'disdire|disdetta|disdico|cancellare il mio|chiudere il conto|eliminare il mio|passo a|cambio operatore|ultima volta|perso un cliente'],
  ['leaving', 2, 'hi', 'बंद करना|रद्द|खाता बंद|cancel karna|band karna|account delete'],
  ['leaving', 2, 'ar', 'إلغاء|الغاء|الغي|ألغي|الغاء الاشتراك|حذف حسابي|اخر مرة|آخر مرة'],

  ['thanks', 1.5, 'en', 'thanks|thank you|thx|thank u|tysm|ty|many thanks|cheers|appreciate it|much appreciated'],
  ['thanks', 1.5, 'nl', 'bedankt|dank je|dank jullie|dank u|dankjewel|dankjulliewel|dank|thnx|merci'],
  ['thanks', 1.5, 'fr', 'merci|merci beaucoup|mille mercis|remercie|remercier'],
  ['thanks', 1.5, 'de', 'danke|dankeschön|vielen dank|danke schön|danke euch'],
  ['thanks', 1.5, 'es', 'gracias|muchas gracias|mil gracias|agradezco'],
  ['thanks', 1.5, 'pt', 'obrigado|obrigada|muito obrigado|muito obrigada|valeu|agradeço|obg'],
  ['thanks', 1.5, 'it', 'grazie|grazie mille|vi ringrazio|ringrazio'],
  ['thanks', 1.5, 'hi', 'धन्यवाद|शुक्रिया|dhanyavad|shukriya'],
  ['thanks', 1.5, 'ar', 'شكرا|شكراً|مشكور|مشكورين|تسلم|شكرا جزيلا'],

  ['spam', 1.5, 'en', 'click here|follow back|followback|f4f|free followers|get followers|make money|earn money|work from home|giveaway|win a|enter to win|free gift|limited offer|dm for promo|check my|link in bio|whatsapp me|crypto signals|100% free|forex|casino|bitcoin investment|act now|viagra|onlyfans'],
  ['spam', 1.5, '*', 'klik hier|gratis volgers|geld verdienen|win een|volg terug|cliquez ici|gagner de l\'argent|abonnés gratuits|hier klicken|geld verdienen|gratis follower|haz clic|gana dinero|seguidores gratis|clique aqui|ganhe dinheiro|seguidores grátis|clicca qui|guadagna|follower gratis|اضغط هنا|متابعين|زيادة متابعين|ربح'],

  ['urgent', 1, 'en', 'urgent|urgently|asap|immediately|right now|right away|stranded|stuck|locked out|today|tonight|this morning|within the hour|outage|is down|last chance|deadline|leaves in|running out'],
  ['urgent', 1, 'nl', 'dringend|spoed|meteen|onmiddellijk|gestrand|buitengesloten|vandaag|vanavond|vanochtend|nu meteen|ligt eruit|zo snel mogelijk|zsm|urgent'],
  ['urgent', 1, 'fr', 'urgent|urgence|immédiatement|tout de suite|bloqué|bloquée|aujourd\'hui|ce soir|ce matin|le plus vite|au plus vite|dès que possible'],
  ['urgent', 1, 'de', 'dringend|sofort|gestrandet|ausgesperrt|heute|heute abend|eilt|schnellstmöglich|so schnell wie|umgehend'],
  ['urgent', 1, 'es', 'urgente|inmediatamente|varado|varados|hoy|esta noche|ahora mismo|cuanto antes|lo antes posible'],
  ['urgent', 1, 'pt', 'urgente|imediatamente|preso|hoje|hoje à noite|agora mesmo|o quanto antes|o mais rápido'],
  ['urgent', 1, 'it', 'urgente|subito|immediatamente|bloccato|bloccati|oggi|stasera|adesso|prima possibile|al più presto'],
  ['urgent', 1, 'hi', 'तुरंत|जल्दी|आज|अभी|turant|jaldi|abhi|aaj'],
  ['urgent', 1, 'ar', 'عاجل|فورا|فوراً|اليوم|الليلة|الآن|ضروري|مستعجل'],

  ['harm', 1, 'en', 'emergency|stolen|hacked|fraud|dangerous|danger|injured|injury|hurt|fire|caught fire|burned|bleeding|unsafe|not safe|lawyer|lawsuit|police|allergic|hospital|poisoned|accident|leaking|threatened|suicide'],
  ['harm', 1, 'nl', 'noodgeval|gestolen|gehackt|fraude|gevaarlijk|gevaar|gewond|brand|in brand|verbrand|onveilig|advocaat|politie|allergisch|ziekenhuis|ongeluk|bedreigd'],
  ['harm', 1, 'fr', 'volé|volée|piraté|piratée|fraude|danger|dangereux|dangereuse|blessé|blessée|incendie|pris feu|brûlé|avocat|police|allergique|hôpital|accident'],
  ['harm', 1, 'de', 'notfall|gestohlen|gehackt|betrug|gefährlich|gefahr|verletzt|feuer|gebrannt|anwalt|polizei|allergisch|krankenhaus|unfall|bedroht'],
  ['harm', 1, 'es', 'emergencia|robado|robada|hackeado|fraude|peligroso|peligrosa|peligro|herido|herida|incendio|quemado|abogado|policía|alérgico|hospital|accidente'],
  ['harm', 1, 'pt', 'emergência|roubado|roubada|hackeado|fraude|perigoso|perigosa|perigo|ferido|ferida|incêndio|queimado|advogado|polícia|alérgico|hospital|acidente'],
  ['harm', 1, 'it', 'emergenza|rubato|rubata|hackerato|frode|pericoloso|pericolosa|pericolo|ferito|ferita|incendio|bruciato|avvocato|polizia|allergico|ospedale|incidente'],
  ['harm', 1, 'hi', 'आपातकाल|चोरी|खतरनाक|खतरा|पुलिस|आग|घायल|अस्पताल|emergency|chori|khatra|police'],
  ['harm', 1, 'ar', 'طارئ|طوارئ|مسروق|سرقة|اختراق|خطر|خطير|حريق|الشرطة|إصابة|مستشفى|محامي'],
]
