/** A fixed sample of invented posts in nine languages that no retraining learns from: it shows when something else suffers. */
import type { Emotion, Intent, Sentiment, UrgencyLevel } from '../understanding/index.ts'

export interface SafePost {
  readonly text: string
  readonly language: string
  readonly sentiment: Sentiment
  readonly intent: Intent
  readonly urgency: UrgencyLevel
  /** Only where it is plain. */
  readonly emotion?: Emotion
}

const post = (language: string, sentiment: Sentiment, intent: Intent, urgency: UrgencyLevel, text: string, emotion?: Emotion): SafePost => ({ text, language, sentiment, intent, urgency, ...(emotion === undefined ? {} : { emotion }) })

export const safetySample: readonly SafePost[] = [
  post('en', 'positive', 'praise', 'low', 'I love this bike, best thing I bought all year!', 'joy'),
  post('en', 'positive', 'thanks', 'low', 'Thank you so much for the quick help today, you made my week', 'joy'),
  post('en', 'negative', 'complaint', 'normal', 'Still waiting for my refund after six weeks, this is a terrible service', 'anger'),
  post('en', 'negative', 'leaving', 'high', 'I am done with you, cancel my subscription, never again. Disgusting.', 'anger'),
  post('en', 'neutral', 'question', 'normal', 'What time does the shop in the station open?', 'none'),
  post('en', 'neutral', 'buying', 'normal', 'I want to buy a second battery, how much is it?', 'none'),
  post('en', 'negative', 'complaint', 'high', 'The battery caught fire, my son is injured, this is dangerous. Where is your customer service?'),
  post('en', 'neutral', 'none', 'low', 'The new model will be shown in Utrecht in May.', 'none'),
  post('en', 'positive', 'praise', 'low', 'So happy with the brakes, great work', 'joy'),
  post('en', 'negative', 'none', 'normal', 'I feel so sad and lonely after losing my old bike', 'sadness'),
  post('nl', 'positive', 'praise', 'low', 'Wat een geweldige fiets, ik ben er heel blij mee!'),
  post('nl', 'negative', 'complaint', 'normal', 'Nog steeds geen reactie, belachelijk slechte service'),
  post('nl', 'neutral', 'question', 'normal', 'Weet iemand hoe laat de winkel vandaag opengaat?'),
  post('nl', 'positive', 'thanks', 'low', 'Dank je wel voor de fijne hulp'),
  post('nl', 'negative', 'leaving', 'high', 'Ik ga mijn abonnement opzeggen, nooit meer, wat een waardeloos bedrijf'),
  post('nl', 'neutral', 'buying', 'normal', 'Ik ben op zoek naar een tweede accu, wat kost die?'),
  post('fr', 'positive', 'praise', 'low', 'Ce vélo est génial, je recommande'),
  post('fr', 'negative', 'complaint', 'normal', 'Toujours pas de réponse du service client, c\'est honteux'),
  post('fr', 'neutral', 'question', 'normal', 'Quand est-ce que le magasin ouvre ?'),
  post('fr', 'positive', 'thanks', 'low', 'Merci beaucoup pour votre aide'),
  post('fr', 'negative', 'leaving', 'high', 'Je résilie mon abonnement tout de suite, plus jamais, c\'est nul'),
  post('de', 'positive', 'praise', 'low', 'Das Fahrrad ist großartig, ich bin begeistert'),
  post('de', 'negative', 'complaint', 'normal', 'Immer noch keine Antwort, das ist eine Frechheit'),
  post('de', 'neutral', 'question', 'normal', 'Wie lange dauert die Lieferung nach Wien?'),
  post('de', 'positive', 'thanks', 'low', 'Vielen Dank für die nette Hilfe'),
  post('de', 'negative', 'leaving', 'high', 'Ich kündige sofort, nie wieder, enttäuschend'),
  post('es', 'positive', 'praise', 'low', 'Me encanta esta bici, es excelente'),
  post('es', 'negative', 'complaint', 'normal', 'Todavía no funciona, pésimo servicio, qué vergüenza'),
  post('es', 'neutral', 'question', 'normal', '¿Cuándo abre la tienda de Sevilla?'),
  post('es', 'positive', 'thanks', 'low', 'Muchas gracias por la ayuda'),
  post('pt', 'positive', 'praise', 'low', 'Adorei a bicicleta, maravilhosa, recomendo'),
  post('pt', 'negative', 'complaint', 'normal', 'Péssimo atendimento, ainda não recebi resposta'),
  post('pt', 'neutral', 'question', 'normal', 'Onde fica a loja do Porto?'),
  post('pt', 'positive', 'thanks', 'low', 'Muito obrigada pela ajuda'),
  post('it', 'positive', 'praise', 'low', 'Bici fantastica, ottimo lavoro, complimenti'),
  post('it', 'negative', 'complaint', 'normal', 'Pessimo servizio, ancora niente rimborso, vergogna'),
  post('it', 'neutral', 'question', 'normal', 'Quando apre il negozio di Torino?'),
  post('it', 'positive', 'thanks', 'low', 'Grazie mille per l\'aiuto'),
  post('hi', 'positive', 'praise', 'low', 'बहुत अच्छा साइकिल, शानदार'),
  post('hi', 'neutral', 'question', 'normal', 'दुकान कब खुलती है?'),
  post('ar', 'positive', 'praise', 'low', 'دراجة رائعة جدا أحبها'),
  post('ar', 'negative', 'complaint', 'normal', 'خدمة سيئة للأسف لا يعمل'),
  post('ar', 'neutral', 'question', 'normal', 'متى يفتح المحل؟'),
]
