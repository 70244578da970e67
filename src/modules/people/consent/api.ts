/** The routes of consent and privacy, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { consentSources } from './ledger.ts'

const time = z.iso.datetime()
const language = z.enum(['en', 'nl'])
const byLanguage = z.object({ en: z.string().trim().max(200).optional(), nl: z.string().trim().max(200).optional() })
const purposeId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a purpose is named in lower-case letters, digits and hyphens, at most 40, for example "news"')
const consentChannel = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'a channel is named in lower-case letters, digits and hyphens, for example "mail"')
const all = z.literal('*')
const bases = ['consent', 'legitimate-interest', 'contract', 'legal-duty'] as const
const personParams = z.object({ id: z.guid() })
const tag = 'Consent and privacy'

const because = z.object({
  is: z.enum(['suppressed', 'withdrawn', 'granted', 'expired', 'never-asked', 'no-consent-needed', 'unknown-purpose']),
  since: time.nullable(),
  /** The person's words that decided. */
  entry: z.string().nullable(),
  detail: z.string().nullable().describe('For a bar its reason, for what needs no consent the basis.'),
  words: z.string(),
})
export const answerView = z.object({ may: z.boolean(), because })

export const purposeView = z.object({
  id: z.string(), name: byLanguage, about: byLanguage, basis: z.enum(bases), channels: z.array(z.string()), validMonths: z.int().nullable(), position: z.int(),
  wordings: z.array(z.object({ id: z.string(), language, words: z.string(), since: time })),
})
export const listPurposes = route({ method: 'get', path: '/purposes', access: 'people.read', tag, summary: 'What addresses may be used for, and the words with which people are asked', output: z.object({ items: z.array(purposeView) }) })
export const savePurpose = route({
  method: 'put', path: '/purposes/{id}', access: 'people.erase', tag, summary: 'Make or change a purpose',
  params: z.object({ id: purposeId }),
  body: z.object({ name: byLanguage.refine((name) => Boolean(name.en ?? name.nl), 'a purpose needs a name in at least one language'), about: byLanguage.default({}), basis: z.enum(bases), channels: z.array(consentChannel).min(1).max(20), validMonths: z.int().min(1).max(240).nullable().default(null), position: z.int().min(0).max(1_000).default(100) }),
  output: z.object({}),
})
export const retirePurpose = route({ method: 'delete', path: '/purposes/{id}', access: 'people.erase', tag, summary: 'Take a purpose out of use; what people said about it is kept', params: z.object({ id: purposeId }), output: z.object({}) })
export const saveWording = route({ method: 'post', path: '/purposes/{id}/wordings', access: 'people.erase', tag, summary: 'New words to ask with; the old ones stay with those who read them', params: z.object({ id: purposeId }), body: z.object({ language, words: z.string().trim().min(1).max(4_000) }), output: z.object({ id: z.string() }), status: 201 })

export const saidView = z.object({
  id: z.string(), identity: z.string(), purpose: z.string(), channel: z.string(), act: z.enum(['granted', 'withdrawn']), at: time, recordedAt: time,
  wording: z.string().nullable(), source: z.enum(consentSources), proof: z.string().nullable(), enteredBy: z.string().nullable(),
})
export const personConsents = route({
  method: 'get', path: '/people/{id}/consents', access: 'people.read', tag, summary: 'What a person may be contacted for, why, and everything they said about it',
  params: personParams,
  output: z.object({
    standing: z.array(z.object({ purpose: z.string(), channel: z.string(), answer: answerView })),
    said: z.array(saidView),
    bars: z.array(z.object({ identity: z.string(), purpose: z.string(), reason: z.string(), record: z.boolean(), since: time })),
  }),
})
export const sayConsent = route({
  method: 'post', path: '/people/{id}/consents', access: 'people.manage', tag, summary: 'Enter a yes or a no that a person gave',
  params: personParams,
  body: z.object({
    purpose: z.union([purposeId, all]), channel: z.union([consentChannel, all]), act: z.enum(['granted', 'withdrawn']), at: time.optional().describe('When the person said it; now when left out.'),
    identity: z.guid().optional().describe('The address that it was said with; when left out, the one that gives the person its id.'),
    wording: z.string().max(4_000).optional().describe('What the person read or was asked, word for word.'),
    proof: z.string().trim().min(3).max(2_000).describe('What shows it: a call on a date, a letter, an address of a form.'),
  }),
  output: z.object({ id: z.string() }), status: 201,
})
export const askMayContact = route({ method: 'get', path: '/people/{id}/may-contact', access: 'people.read', tag, summary: 'Whether a person may be contacted for a purpose on a channel, and why', params: personParams, query: z.object({ purpose: purposeId, channel: consentChannel }), output: answerView })
export const makePreferenceLink = route({
  method: 'post', path: '/people/{id}/preference-link', access: 'people.manage', tag, summary: 'A link with which a person sees and changes their consents, without an account',
  params: personParams, body: z.object({ language: language.optional(), identity: z.guid().optional(), days: z.int().min(1).max(400).default(60) }), output: z.object({ url: z.string(), until: time }), status: 201,
})
export const barAddress = route({
  method: 'post', path: '/suppressions', access: 'people.manage', tag, summary: 'Bar an address; it is kept as a keyed hash only, and no import, join or journey overrules it',
  body: z.object({ channel: consentChannel, address: z.string().trim().min(1).max(1_024), purpose: z.union([purposeId, all]).default('*'), reason: z.enum(['asked', 'complaint', 'bounced', 'by-hand']).default('by-hand') }), output: z.object({}), status: 201,
})
export const askBar = route({
  method: 'post', path: '/suppressions/ask', access: 'people.read', tag, summary: 'Whether an address is barred',
  body: z.object({ channel: consentChannel, address: z.string().trim().min(1).max(1_024) }),
  output: z.object({ bars: z.array(z.object({ purpose: z.string(), reason: z.string(), record: z.boolean(), since: time })) }),
})
export const liftBar = route({
  method: 'post', path: '/suppressions/lift', access: 'people.erase', tag, summary: 'Take a bar off an address, because the person asked for it',
  body: z.object({ channel: consentChannel, address: z.string().trim().min(1).max(1_024), purpose: z.union([purposeId, all]).default('*'), because: z.string().trim().min(3).max(500) }), output: z.object({ lifted: z.boolean() }),
})

export const requestView = z.object({
  id: z.string(), person: z.string().nullable(), name: z.string(), kind: z.enum(['copy', 'erasure']), state: z.enum(['waiting', 'confirmed', 'declined']), neverAgain: z.boolean(), at: time, dueAt: time.describe('One month later: Article 12(3) of the GDPR.'),
  decidedAt: time.nullable(), decidedBy: z.string().nullable(), because: z.string().nullable(),
})
export const listRequests = route({ method: 'get', path: '/privacy/requests', access: 'people.export', tag, summary: 'What people asked for on their preference page, waiting first', query: z.object(pageQuery), output: page(requestView) })
export const confirmRequest = route({ method: 'post', path: '/privacy/requests/{id}/confirm', access: 'people.erase', tag, summary: 'Do what was asked: order the erasure, or give the copy', params: z.object({ id: z.guid() }), output: z.object({ erasure: z.string().nullable(), copyUrl: z.string().nullable().describe('A link to send to the person, for thirty days.') }) })
export const declineRequest = route({ method: 'post', path: '/privacy/requests/{id}/decline', access: 'people.erase', tag, summary: 'Decline, with the reason that the person is owed', params: z.object({ id: z.guid() }), body: z.object({ because: z.string().trim().min(3).max(1_000) }), output: z.object({}) })

export const erasureView = z.object({
  id: z.string(), state: z.enum(['waiting', 'running', 'done']), orderedBy: z.string(), because: z.string(), neverAgain: z.boolean(), at: time, finishedAt: time.nullable(),
  steps: z.record(z.string(), z.number()).describe('What is done, with how much was removed.'), trouble: z.string().nullable(), remains: z.array(z.string()).describe('Where bytes may stay on disk for a while, although no row is left.'),
})
export const erasePerson = route({
  method: 'post', path: '/people/{id}/erase', access: 'people.erase', tag, summary: 'Erase everything about a person, everywhere. Cannot be undone',
  params: personParams, body: z.object({ because: z.string().trim().min(3).max(500), neverAgain: z.boolean().default(false).describe('Keep a keyed hash of each address, so that nothing of it is ever recorded again.') }), output: erasureView, status: 202,
})
export const listErasures = route({ method: 'get', path: '/privacy/erasures', access: 'people.erase', tag, summary: 'Erasures and how far they are, newest first', query: z.object(pageQuery), output: page(erasureView) })
export const getErasure = route({ method: 'get', path: '/privacy/erasures/{id}', access: 'people.erase', tag, summary: 'One erasure', params: z.object({ id: z.guid() }), output: erasureView })

export const everythingAsJson = route({ method: 'get', path: '/people/{id}/everything.json', access: 'people.export', tag, summary: 'Everything about a person, for programs (streamed)', params: personParams, output: z.unknown() })
export const everythingAsPage = route({ method: 'get', path: '/people/{id}/everything.html', access: 'people.export', tag, summary: 'Everything about a person, to be read (streamed)', params: personParams, query: z.object({ language: language.default('en') }), output: z.string() })

const bothLanguages = z.object({ en: z.string(), nl: z.string() })
const retentionView = z.object({ items: z.array(z.object({ kind: z.string(), what: bothLanguages, months: z.int().nullable().describe('null: until somebody removes it.'), changedBy: z.string().nullable(), lastRunAt: time.nullable(), lastRemoved: z.int() })) })
const kind = z.object({ kind: z.string().max(60) })
const months = z.coerce.number().int().min(1).max(600)
export const listRetention = route({ method: 'get', path: '/privacy/retention', access: 'people.export', tag, summary: 'How long what is kept', output: retentionView })
export const saveRetention = route({ method: 'put', path: '/privacy/retention/{kind}', access: 'people.erase', tag, summary: 'Keep a kind of data for so many months, or until somebody removes it', params: kind, body: z.object({ months: z.int().min(1).max(600).nullable() }), output: retentionView })
export const previewRetention = route({ method: 'get', path: '/privacy/retention/{kind}/preview', access: 'people.export', tag, summary: 'How much would go', params: kind, query: z.object({ months }), output: z.object({ count: z.int() }) })
export const processingRegister = route({
  method: 'get', path: '/privacy/register', access: 'people.export', tag, summary: 'The register of processing, from what is really set up',
  output: z.object({
    company: z.string(), madeAt: time, purposes: z.array(purposeView.omit({ wordings: true, position: true })), holdings: z.array(z.object({ name: z.string(), what: bothLanguages, tables: z.int(), folders: z.array(z.string()) })),
    retention: z.array(z.object({ kind: z.string(), what: bothLanguages, months: z.int().nullable() })), sources: z.array(z.object({ name: z.string(), channel: z.string() })), recipients: z.array(z.string()), people: z.int(),
    consents: z.object({ granted: z.int(), withdrawn: z.int() }), requests: z.object({ waiting: z.int(), decided: z.int() }), erasures: z.int(),
  }),
})
export const processingRegisterPage = route({ method: 'get', path: '/privacy/register.html', access: 'people.export', tag, summary: 'The register as a page to print', query: z.object({ language: language.default('en') }), output: z.string() })
export const processingRegisterCsv = route({ method: 'get', path: '/privacy/register.csv', access: 'people.export', tag, summary: 'The register as CSV', query: z.object({ language: language.default('en') }), output: z.string() })
