/** Routes of translation, where a service is set up. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'

const language = z.string().trim().min(2).max(35)
const translated = z.object({ text: z.string(), from: z.string().nullable(), to: z.string(), by: z.string().describe('The host of the service.') })
export const translateMessage = route({ method: 'post', path: '/messages/{id}/translate', access: 'conversations.read', tag: 'Answering', summary: 'A message in another language', params: z.object({ id: z.guid() }), body: z.object({ to: language }), output: translated })
export const translateText = route({ method: 'post', path: '/translations', access: 'conversations.answer', tag: 'Answering', summary: 'What I wrote in another language', body: z.object({ text: z.string().min(1).max(20_000), from: language.nullable().default(null), to: language }), output: translated })
export const tryTranslation = route({ method: 'post', path: '/translations/try', access: 'conversations.manage', tag: 'Answering', summary: 'Try the translation service that is set', body: z.object({}), output: translated })
