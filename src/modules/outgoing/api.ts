/** The routes of webhooks and mail, as data. */
import { z } from 'zod'
import { route } from '../../platform/http/route.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const name = z.string().trim().min(1).max(120)
const address = z.string().trim().min(1).max(2_000)
const types = z.array(z.string().max(100)).min(1).max(200).nullable().describe('null: every type, also those that come later.')

export const eventTypeView = z.object({ type: z.string(), summary: z.string(), byMail: z.boolean().describe('Whether you can have it by mail.'), example: z.unknown().describe('A whole body as it is sent.') })
export const listEventTypes = route({ method: 'get', path: '/event-types', access: 'signed-in', tag: 'Webhooks', summary: 'Everything that Rapport can tell', output: z.object({ items: z.array(eventTypeView) }) })

export const webhookView = z.object({
  id: z.string(), name: z.string(), url: z.string(), types: z.array(z.string()).nullable(),
  state: z.enum(['waiting-for-first', 'working', 'failing', 'off']), 
  disabledAt: time.nullable(), disabledCode: z.enum(['by-hand', 'gone', 'failing']).nullable(), disabledBecause: z.string().nullable(),
  failingSince: time.nullable(), nextTryAt: time.nullable(), lastDeliveredAt: time.nullable(), oldSecretUntil: time.nullable().describe('Until then the secret before signs along.'),
  waiting: z.int(), createdAt: time,
})
const secret = z.string().describe('Shown once. Begins with whsec_.')

export const listWebhooks = route({ method: 'get', path: '/webhooks', access: 'webhooks.manage', tag: 'Webhooks', summary: 'All webhooks and how they stand', output: z.object({ items: z.array(webhookView) }) })
export const createWebhook = route({ method: 'post', path: '/webhooks', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Add a webhook', body: z.object({ name, url: address, types: types.default(null) }), output: webhookView.extend({ secret }), status: 201 })
export const updateWebhook = route({ method: 'patch', path: '/webhooks/{id}', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Change a webhook, switch it on or off', params: id, body: z.object({ name: name.optional(), url: address.optional(), types: types.optional(), active: z.boolean().optional() }), output: webhookView })
export const removeWebhook = route({ method: 'delete', path: '/webhooks/{id}', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Remove a webhook with its log', params: id, output: z.object({}) })
export const rotateWebhookSecret = route({ method: 'post', path: '/webhooks/{id}/secret', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Make a new secret; the one before signs along for a day', params: id, output: z.object({ secret, oldUntil: time }) })
export const pingWebhook = route({ method: 'post', path: '/webhooks/{id}/ping', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Send a test event', params: id, output: z.object({ event: z.string() }), status: 202 })

const deliveryView = z.object({ event: z.string().describe('Sent as webhook-id; the same at every try and replay.'), type: z.string(), at: time, state: z.enum(['waiting', 'delivered', 'failed']), tries: z.int(), nextTryAt: time.nullable(), finishedAt: time.nullable(), status: z.int().nullable(), because: z.string().nullable() })
export const listDeliveries = route({ method: 'get', path: '/webhooks/{id}/deliveries', access: 'webhooks.manage', tag: 'Webhooks', summary: 'What was sent, the newest first; kept for 30 days', params: id, query: z.object({ state: z.enum(['waiting', 'delivered', 'failed']).optional(), cursor: z.guid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), output: z.object({ items: z.array(deliveryView), next: z.string().nullable() }) })
export const readDelivery = route({ method: 'get', path: '/webhooks/{id}/deliveries/{event}', access: 'webhooks.manage', tag: 'Webhooks', summary: 'One delivery with what was sent and what was answered', params: id.extend({ event: z.guid() }), output: deliveryView.extend({ body: z.string(), attempts: z.array(z.object({ at: time, tookMs: z.int(), status: z.int().nullable(), code: z.string().nullable(), because: z.string().nullable(), response: z.string().describe('The first 2,000 bytes.') })) }) })
export const replayDelivery = route({ method: 'post', path: '/webhooks/{id}/deliveries/{event}/replay', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Send one event again', params: id.extend({ event: z.guid() }), output: z.object({ count: z.int() }), status: 202 })
export const replaySpan = route({ method: 'post', path: '/webhooks/{id}/replay', access: 'webhooks.manage', tag: 'Webhooks', summary: 'Send the events of a span again, also those from when the webhook was off', params: id, body: z.object({ from: time, to: time, failedOnly: z.boolean().default(true).describe('Leave out what was delivered.') }), output: z.object({ count: z.int() }), status: 202 })

const mailSettings = z.object({
  host: z.string().trim().min(1).max(253), port: z.int().min(1).max(65_535), security: z.enum(['tls', 'starttls', 'none']), username: z.string().min(1).max(320).nullable().default(null),
  fromName: z.string().trim().min(1).max(120).default('Rapport'), fromAddress: z.email('an address such as rapport@company.example').max(320),
})
export const readMail = route({ method: 'get', path: '/mail', access: 'installation.manage', tag: 'Mail', summary: 'How mail leaves', output: z.object({ settings: mailSettings.extend({ hasPassword: z.boolean() }).nullable() }) })
export const saveMail = route({ method: 'put', path: '/mail', access: 'installation.manage', tag: 'Mail', summary: 'Set up mail', body: mailSettings.extend({ password: z.string().max(1_000).nullable().optional().describe('Left out: the one that is there stays.') }), output: z.object({}) })
export const removeMail = route({ method: 'delete', path: '/mail', access: 'installation.manage', tag: 'Mail', summary: 'Send no mail any more', output: z.object({}) })
export const testMail = route({ method: 'post', path: '/mail/test', access: 'installation.manage', tag: 'Mail', summary: 'Send a test mail now, and say what the server answered', body: z.object({ to: z.email('an address such as name@company.example').max(320) }), output: z.object({ messageId: z.string() }) })
export const mailView = z.object({ id: z.string(), to: z.string(), type: z.string().nullable(), subject: z.string(), state: z.enum(['waiting', 'sent', 'failed', 'dropped']), tries: z.int(), nextTryAt: time.nullable(), code: z.string().nullable(), because: z.string().nullable(), createdAt: time, finishedAt: time.nullable() })
export const listMails = route({ method: 'get', path: '/mail/outbox', access: 'installation.manage', tag: 'Mail', summary: 'Mail of the last 30 days, the newest first', query: z.object({ cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), output: z.object({ items: z.array(mailView), next: z.string().nullable() }) })

export const readSubscriptions = route({ method: 'get', path: '/me/mail', access: 'signed-in', tag: 'Mail', summary: 'Which events I get by mail, and whether mail is set up', output: z.object({ setUp: z.boolean(), types: z.array(z.string()) }) })
export const saveSubscriptions = route({ method: 'put', path: '/me/mail', access: 'signed-in', tag: 'Mail', summary: 'Choose which events I get by mail', body: z.object({ types: z.array(z.string().max(100)).max(200) }), output: z.object({}) })
