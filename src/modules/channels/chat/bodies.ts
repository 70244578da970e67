/** What a stranger's browser may send to the chat, checked to the last character. */
import { z } from 'zod'
import { maxChatFiles, maxChatText } from './manifest.ts'

/** What a browser says of itself may be anything; what cannot be read is not known, and keeps nobody out. */
const language = z.string().regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,4}$/).optional().catch(undefined)
const page = z.string().max(2_000).regex(/^https?:\/\//).optional().catch(undefined)
const place = z.int().min(0).max(1e12)

export const sessionBody = z.object({
  token: z.string().max(300).optional(),
  identity: z.string().max(4_000).optional(),
  language, page,
})

export const messageBody = z.object({
  id: z.guid(),
  text: z.string().trim().max(maxChatText).default(''),
  files: z.array(z.guid()).max(maxChatFiles).default([]),
  page,
}).refine(({ text, files }) => text !== '' || files.length > 0, { path: ['text'], message: 'a message has words or a file' })

export const signalBody = z.object({
  typing: z.boolean().optional(),
  delivered: place.optional(),
  read: place.optional(),
})

export const awayBody = z.object({
  id: z.guid(),
  name: z.string().trim().min(1).max(200),
  mail: z.string().trim().toLowerCase().max(320).regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/, 'this is no mail address'),
  text: z.string().trim().min(1).max(maxChatText),
  language, page,
})
