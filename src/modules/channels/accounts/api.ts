/** The routes of our accounts, as data. */
import { z } from 'zod'
import { channelName } from '../../../kernel/interaction.ts'
import { lengthUnits, visibilities } from '../../../kernel/message.ts'
import { route } from '../../../platform/http/route.ts'
import { healthView, settingFieldView } from '../api.ts'

const time = z.iso.datetime()
const tag = 'Accounts'

export const abilitiesView = z.object({
  visibilities: z.array(z.enum(visibilities)),
  text: z.object({ max: z.int().nullable(), unit: z.enum(lengthUnits), linkLength: z.int().optional() }),
  subject: z.boolean(),
  warning: z.boolean().optional().describe('Words of warning can stand before the text; they travel as the subject.'),
  html: z.boolean(),
  attachments: z.object({ max: z.int(), maxBytes: z.int(), mediaTypes: z.array(z.string()), alt: z.boolean() }).nullable(),
  windowHours: z.number().nullable(),
  windowFor: z.array(z.enum(visibilities)).optional().describe('For what the window holds; absent: for everything.'),
  templates: z.boolean(),
  begins: z.boolean(),
  edits: z.boolean(),
  deletes: z.boolean(),
  receipts: z.array(z.enum(['delivered', 'read'])),
  repeatable: z.boolean(),
})

export const accountChannelView = z.object({
  id: channelName,
  name: z.string(),
  about: z.string(),
  steps: z.array(z.string()).describe('What to do at the network to get what the form asks for.'),
  fields: z.array(settingFieldView),
  hears: z.enum(['reads', 'told', 'serves']),
  authorises: z.boolean().describe('The network lets us in on a page of its own.'),
  abilities: abilitiesView,
})
export type AccountChannelView = z.output<typeof accountChannelView>

export const accountView = z.object({
  id: z.string(),
  channel: channelName,
  name: z.string().describe('As it is called here.'),
  externalId: z.string(),
  handle: z.string().nullable(),
  displayName: z.string().describe('As the network shows it.'),
  avatarUrl: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()).describe('Secrets are left out.'),
  hookUrl: z.string().nullable().describe('The address that the network calls; null where it is asked instead.'),
  paused: z.boolean(),
  health: healthView,
  needs: z.enum(['nothing', 'reconnect', 'reconnect-soon']).describe('What somebody has to do so that it goes on working.'),
  expiresAt: time.nullable().describe('When the way in ends unless it is renewed; null: not known to end.'),
  renewsItself: z.boolean(),
  takenIn: z.int(),
  setAside: z.int(),
  refusedCalls: z.int().describe('Calls to the webhook address that could not be verified.'),
  lastHeardAt: time.nullable(),
  abilities: abilitiesView,
  createdAt: time,
  createdBy: z.string(),
})
export type AccountView = z.output<typeof accountView>

const id = z.object({ id: z.guid() })
const settings = z.record(z.string(), z.unknown())
const name = z.string().trim().min(1).max(200)
const found = z.object({ name: z.string(), handle: z.string().nullable(), externalId: z.string(), expiresAt: time.nullable() })

export const listAccountChannels = route({ method: 'get', path: '/account-channels', access: 'accounts.read', tag, summary: 'Networks on which an account can be connected', output: z.object({ items: z.array(accountChannelView) }) })
export const listAccounts = route({ method: 'get', path: '/accounts', access: 'accounts.read', tag, summary: 'Our accounts with their health', output: z.object({ items: z.array(accountView) }) })
export const getAccount = route({ method: 'get', path: '/accounts/{id}', access: 'accounts.read', tag, summary: 'One account', params: id, output: accountView })
export const tryAccount = route({ method: 'post', path: '/accounts/try', access: 'accounts.manage', tag, summary: 'See whether the network lets us in, keeping nothing', body: z.object({ channel: channelName, settings }), output: found })
export const connectAccount = route({ method: 'post', path: '/accounts', access: 'accounts.manage', tag, summary: 'Connect an account', body: z.object({ channel: channelName, settings, name: name.optional() }), output: accountView, status: 201 })
export const authoriseAccount = route({ method: 'post', path: '/accounts/authorise', access: 'accounts.manage', tag, summary: 'Where the network lets somebody in on its own page', body: z.object({ channel: channelName, settings, name: name.optional(), account: z.guid().optional().describe('To give this account a new way in.') }), output: z.object({ address: z.string().describe('Where to go.'), pending: z.string().describe('To be sent with what the network gives, from the address it comes back to.'), returnsTo: z.string() }) })
export const authorisedAccount = route({ method: 'post', path: '/accounts/authorised', access: 'accounts.manage', tag, summary: 'Connect an account with what the network gave', body: z.object({ pending: z.string().max(20_000), state: z.string().max(500), code: z.string().min(1).max(5_000) }), output: accountView })
export const testAccount = route({ method: 'post', path: '/accounts/{id}/test', access: 'accounts.manage', tag, summary: 'See whether the network still lets us in', params: id, output: found })
export const reconnectAccount = route({ method: 'post', path: '/accounts/{id}/reconnect', access: 'accounts.manage', tag, summary: 'Give an account a new way in; secrets left empty stay', params: id, body: z.object({ settings }), output: accountView })
export const updateAccount = route({ method: 'patch', path: '/accounts/{id}', access: 'accounts.manage', tag, summary: 'Rename, pause or resume an account', params: id, body: z.object({ name: name.optional(), paused: z.boolean().optional() }), output: accountView })
export const removeAccount = route({ method: 'delete', path: '/accounts/{id}', access: 'accounts.manage', tag, summary: 'Forget the way in; what was said stays', params: id, output: z.object({}) })

const templateView = z.object({ name: z.string(), language: z.string(), category: z.string(), text: z.string().describe('With {{1}} or {{name}} where values go.'), values: z.array(z.string()).describe('What is asked for, in order.') })
export const listTemplates = route({ method: 'get', path: '/accounts/{id}/templates', access: 'accounts.read', tag, summary: 'What an account can send when its window is closed', params: id, output: z.object({ items: z.array(templateView) }) })
