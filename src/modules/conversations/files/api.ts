/** Routes of files: uploaded for an answer, fetched with a message, and HTML made safe. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'

const tag = 'Answering'
const one = z.object({ id: z.guid() })
export const maxUploadBytes = 100_000_000

export const uploadView = z.object({ file: z.string(), name: z.string(), mediaType: z.string().describe('What it really is.'), bytes: z.int(), picture: z.boolean() })
export const uploadFile = route({ method: 'post', path: '/uploads', access: 'conversations.answer', tag, summary: 'Upload a file for an answer (the file is the body)', query: z.object({ name: z.string().min(1).max(300) }), maxBodyBytes: maxUploadBytes, output: uploadView, status: 201 })
export const getUpload = route({ method: 'get', path: '/uploads/{id}', access: 'conversations.answer', tag, summary: 'The bytes of a file that I uploaded', params: one, output: z.string() })
export const removeUpload = route({ method: 'delete', path: '/uploads/{id}', access: 'conversations.answer', tag, summary: 'Throw away a file that I uploaded', params: one, output: z.object({}) })
export const getAttachment = route({ onRecord: true, method: 'get', path: '/attachments/{id}', access: 'conversations.read', tag, summary: 'The bytes of an attachment', description: 'Fetched from the network the first time. Only pictures, sound and film that are what they say are shown; all else is downloaded. Takes `Range`.', params: one, query: z.object({ download: z.enum(['true', 'false']).default('false') }), output: z.string() })
export const messageHtml = route({
  onRecord: true, method: 'get', path: '/messages/{id}/html', access: 'conversations.read', tag, summary: 'The HTML of a message, made safe', description: 'No scripts, no forms, nothing that leaves its box. Pictures from elsewhere are left out unless `pictures=true`, and come through Rapport then.',
  params: one, query: z.object({ pictures: z.enum(['true', 'false']).default('false') }),
  output: z.object({ html: z.string(), remotePictures: z.int().describe('Pictures from elsewhere that are left out.'), trackers: z.array(z.string()).describe('Hosts that would have learnt that it was read.') }),
})
