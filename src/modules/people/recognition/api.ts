/** The routes of recognition, as data. */
import { z } from 'zod'
import { channelName } from '../../../kernel/interaction.ts'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { linkKinds, linkStates } from './model.ts'

const time = z.iso.datetime()
const id = z.guid()
const tag = 'Recognition'

const evidenceView = z.object({
  what: z.string().describe('A code: `identify`, `rel-me`, `name`, `handle`, `place` …'),
  level: z.string().nullable(),
  a: z.string().nullable(),
  b: z.string().nullable(),
  weight: z.number().nullable().describe('Bits: each doubles the odds, a negative one halves them.'),
  source: z.string().nullable(),
  at: time,
})
/** An identity as far as somebody must see it to judge. */
const faceView = z.object({
  id, person: id, channel: channelName, externalId: z.string(), handle: z.string().nullable(), name: z.string().nullable(), url: z.string().nullable(), avatar: z.string().nullable(),
  bio: z.string().nullable(), place: z.string().nullable(), followers: z.int().nullable(), bot: z.boolean(), shared: z.boolean().describe('An address that many use: joins nobody by rule.'),
  proven: z.array(z.string()).describe('Kinds of proof that stand for it.'), firstSeenAt: time, lastSeenAt: time,
})
const linkView = z.object({
  id, a: id, b: id, kind: z.enum(linkKinds), basis: z.string(), state: z.enum(linkStates), probability: z.number().nullable(), evidence: z.array(evidenceView),
  overruled: z.enum(['apart', 'shared', 'agreement']).nullable().describe('Why a standing link does not join.'),
  madeAt: time, madeBy: z.string(), madeAct: z.string().nullable(), endedAt: time.nullable(), endedBy: z.string().nullable(), endedBecause: z.string().nullable(), endedAct: z.string().nullable(),
})
const apartView = z.object({ id, a: id, b: id, madeAt: time, madeBy: z.string(), endedAt: time.nullable(), endedBy: z.string().nullable() })
const acted = z.object({ act: id.describe('Takes it back: POST /recognition/acts/{id}/undo.'), people: z.array(id).describe('The person of each identity named.') })

const identifiedBy = z.object({
  channel: channelName,
  externalId: z.string().min(1).max(1_024),
  verified: z.boolean().default(true).describe('Whether it is known that the address is theirs. A claim waits until it is said as verified.'),
  profile: z.object({ handle: z.string().max(2_000), name: z.string().max(2_000), url: z.string().max(4_096), avatarUrl: z.string().max(4_096), bio: z.string().max(20_000), place: z.string().max(2_000), followers: z.int().min(0), bot: z.boolean() }).partial().optional(),
})
export const identifyPerson = route({
  method: 'post', path: '/people/identify', access: 'people.manage', tag, summary: 'Notes that some identities belong to one person',
  description: 'Identities that are not known are made. Addresses known to be shared (info@, a family\'s telephone) join nobody. Said twice it changes nothing; what a member undid stays undone.',
  body: z.object({ identities: z.array(identifiedBy).min(1).max(50), source: z.string().regex(/^[\w:.-]{1,100}$/).optional().describe('Who says so; shown as evidence. Default: the key or member.') }),
  output: z.object({ person: id, identities: z.array(id) }),
})
export const personLinks = route({
  method: 'get', path: '/people/{id}/links', access: 'people.read', tag, summary: 'Why these identities are one person: links with evidence, statements that keep apart, and what became of both',
  params: z.object({ id }),
  output: z.object({ person: id, identities: z.array(faceView), links: z.array(linkView), apart: z.array(apartView), others: z.array(faceView).describe('The other ends.') }),
})
export const comparePeople = route({
  method: 'get', path: '/recognition/compare', access: 'people.read', tag, summary: 'Two people side by side: what agrees, and what would conflict',
  query: z.object({ a: id, b: id }),
  output: z.object({
    a: z.array(faceView), b: z.array(faceView), probability: z.number().nullable(), evidence: z.array(evidenceView),
    conflicts: z.array(z.object({ code: z.enum(['same-person', 'kept-apart', 'bot', 'two-customers', 'same-channel']), a: z.string().nullable(), b: z.string().nullable(), statement: z.string().nullable() })),
  }),
})
export const joinPeople = route({ method: 'post', path: '/recognition/join', access: 'people.manage', tag, summary: 'Joins people by hand', body: z.object({ identities: z.array(id).min(2).max(20) }), output: acted })
export const splitPeople = route({ method: 'post', path: '/people/{id}/split', access: 'people.manage', tag, summary: 'Takes some identities out of a person; they become one of their own', params: z.object({ id }), body: z.object({ identities: z.array(id).min(1).max(1_000) }), output: acted })
export const stateApart = route({ method: 'post', path: '/recognition/apart', access: 'people.manage', tag, summary: 'States that two identities are never one person', body: z.object({ a: id, b: id }), output: acted })
export const takeBackApart = route({ method: 'delete', path: '/recognition/apart/{id}', access: 'people.manage', tag, summary: 'Takes a "never join" statement back', params: z.object({ id }), output: acted })
export const undoOneLink = route({ method: 'delete', path: '/recognition/links/{id}', access: 'people.manage', tag, summary: 'Undoes one link; what else ties the two goes on doing so', params: z.object({ id }), output: acted })
export const undoLinkAct = route({ method: 'post', path: '/recognition/acts/{id}/undo', access: 'people.manage', tag, summary: 'Takes an act on links back as a whole', params: z.object({ id }), output: z.object({ act: id }) })
export const listLinkActs = route({
  method: 'get', path: '/recognition/acts', access: 'people.read', tag, summary: 'What members did to links, newest first', query: z.object(pageQuery),
  output: page(z.object({ id, deed: z.string(), by: z.string(), at: time, undoneAt: time.nullable(), undoneBy: z.string().nullable(), links: z.int() })),
})
export const reviewQueue = route({
  method: 'get', path: '/recognition/review', access: 'people.manage', tag, summary: 'Are these the same? The most certain first', query: z.object(pageQuery),
  output: page(z.object({ id, a: faceView, b: faceView, othersOfA: z.int(), othersOfB: z.int(), probability: z.number(), evidence: z.array(evidenceView), madeAt: time })),
})
export const reviewFigures = route({
  method: 'get', path: '/recognition/review/figures', access: 'people.manage', tag, summary: 'How much waits for review, by certainty; counting stops at 20,000',
  output: z.object({ waiting: z.int(), from: z.array(z.object({ probability: z.number(), count: z.int() })) }),
})
export const answerReview = route({ method: 'post', path: '/recognition/review/{id}', access: 'people.manage', tag, summary: 'Answers one pair', params: z.object({ id }), body: z.object({ answer: z.enum(['same', 'different', 'never']) }), output: acted })
export const acceptReview = route({
  method: 'post', path: '/recognition/review/accept', access: 'people.manage', tag, summary: 'Joins all offered pairs from a certainty on, at most 2,000, as one act',
  body: z.object({ probability: z.number().min(0.5).max(1) }), output: z.object({ act: id, joined: z.int(), left: z.int() }),
})
const modelView = z.object({
  learntAt: time, learntBy: z.string(), records: z.int(), known: z.int(), expectedPairs: z.int(), joinAt: z.number().nullable(), offerAt: z.number(),
  errors: z.array(z.object({ probability: z.number(), joined: z.int(), expectedWrong: z.number(), expectedMissed: z.number(), knownRight: z.int(), knownWrong: z.int() })),
  weights: z.array(z.object({ field: z.string(), levels: z.array(z.object({ level: z.string(), bits: z.number() })) })),
})
export const recognitionStanding = route({
  method: 'get', path: '/recognition', access: 'people.manage', tag, summary: 'What recognition has learnt, its thresholds with their expected errors, and what waits',
  output: z.object({ now: modelView.nullable(), before: modelView.nullable(), compared: z.int(), waiting: z.int().describe('Profiles not compared yet; counting stops at 100,000.'), learning: z.boolean(), links: z.array(z.object({ kind: z.enum(linkKinds), state: z.enum(linkStates), count: z.int() })) }),
})
export const learnAnew = route({ method: 'post', path: '/recognition/learn', access: 'people.manage', tag, summary: 'Learns anew from the identities there are; takes a minute or two', body: z.object({}), status: 202, output: z.object({ learning: z.boolean() }) })
const sharedView = z.object({ channel: channelName, pattern: z.string(), shared: z.boolean(), because: z.enum(['role', 'names', 'hand']), names: z.array(z.string()), by: z.string(), at: time })
export const listShared = route({ method: 'get', path: '/recognition/shared-addresses', access: 'people.manage', tag, summary: 'Addresses known to be shared, which join nobody', query: z.object({ channel: channelName.optional(), ...pageQuery }), output: page(sharedView) })
const sharedBody = z.object({ channel: channelName, pattern: z.string().min(1).max(1_024).describe('An address, or a mail box at any host: `info@*`.') })
export const putShared = route({ method: 'put', path: '/recognition/shared-addresses', access: 'people.manage', tag, summary: 'States that an address is shared, or that it is not', body: sharedBody.extend({ shared: z.boolean() }), output: sharedView.omit({ names: true }) })
export const deleteShared = route({ method: 'post', path: '/recognition/shared-addresses/remove', access: 'people.manage', tag, summary: 'Takes an entry off the list', body: sharedBody, output: z.object({}) })
