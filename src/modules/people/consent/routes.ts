/** HTTP of consent and privacy: parse, authorise, call, present. */
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { dayMs, iso, type Instant } from '../../../kernel/instant.ts'
import type { ErasedIdentity, ToldSection } from '../../../kernel/personal-data.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import * as api from './api.ts'
import { endOf, everything, mayContact, becauseWords, type Answer } from './may-contact.ts'
import { erasureOf, erasuresPage, orderErasure, type Erasure } from './erasures.ts'
import { appendConsents, ledgerOf, lift, saidBy, suppress, suppressionsOf, type Addressed } from './ledger.ts'
import { copyBase, preferenceUrl, type OutsideDeps } from './preference-answers.ts'
import { identitiesBehind, subjectsBehind } from './preferences.ts'
import { purposeRules, purposesOf, retirePurpose, savePurpose, saveWording, wordingsOf } from './purposes.ts'
import { decide, requestOf, requestsPage, type PrivacyRequest } from './requests.ts'
import { toldAsJson, toldAsPage } from './told.ts'

export interface ConsentDeps extends OutsideDeps {
  /** Everything that any module keeps about these identities. */
  tell(identities: readonly ErasedIdentity[]): Promise<readonly ToldSection[]>
}

export function answerView(answer: Answer) {
  const { because } = answer
  return {
    may: answer.may,
    because: {
      is: because.is,
      since: 'since' in because ? iso(Math.max(0, because.since)) : null,
      entry: 'entry' in because ? because.entry : null,
      detail: because.is === 'suppressed' ? because.reason : because.is === 'no-consent-needed' ? because.basis : null,
      words: becauseWords(answer),
    },
  }
}

const erasureView = ({ id, state, orderedBy, because, neverAgain, at, finishedAt, steps, trouble, remains }: Erasure) => ({ id, state, orderedBy, because, neverAgain, at: iso(at), finishedAt: finishedAt === null ? null : iso(finishedAt), steps: { ...steps }, trouble, remains: [...remains] })

const requestView = (one: PrivacyRequest) => ({
  id: one.id, person: one.person, name: one.name ?? '', kind: one.kind, state: one.state, neverAgain: one.neverAgain, at: iso(one.at), dueAt: iso(endOf(one.at, 1)),
  decidedAt: one.decidedAt === null ? null : iso(one.decidedAt), decidedBy: one.decidedBy, because: one.because,
})

/** The identities of a person. @throws {NotFound} */
async function known(db: Db, id: string): Promise<[Addressed, ...Addressed[]]> {
  const [first, ...rest] = isUuid(id) ? await identitiesBehind(db, id) : []
  if (first === undefined) throw new NotFound('person', id)
  return [first, ...rest]
}

function placeOf(cursor: string): { at: Instant; id: Uuid; waiting: boolean } {
  const [, waiting, at, id] = /^([wd])(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (id === undefined || !isUuid(id)) throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
  return { waiting: waiting === 'w', at: Number(at), id }
}

export function consentRoutes(deps: ConsentDeps): MountedRoute[] {
  const { db, clock, hashes } = deps
  return [
    handle(api.listPurposes, async () => {
      const wordings = await wordingsOf(db)
      return { items: (await purposesOf(db)).map((purpose) => ({ ...purpose, channels: [...purpose.channels], wordings: wordings.filter((one) => one.purpose === purpose.id).map(({ id, language, words, since }) => ({ id, language, words, since: iso(since) })) })) }
    }),
    handle(api.savePurpose, async ({ params, body }) => {
      await savePurpose(db, params.id, { ...body, name: present(body.name), about: present(body.about), channels: [...new Set(body.channels)] })
      return {}
    }),
    handle(api.retirePurpose, async ({ params }) => {
      await retirePurpose(db, params.id)
      return {}
    }),
    handle(api.saveWording, async ({ params, body }) => ({ id: await saveWording(db, params.id, body.language, body.words) })),

    handle(api.personConsents, async ({ params }) => {
      const identities = await known(db, params.id)
      const ledger = await ledgerOf(db, hashes, identities)
      const now = clock.now()
      const hashed = new Map(identities.map((one) => [hashes.of(one.channel, one.externalId), one.id]))
      return {
        standing: (await purposesOf(db)).flatMap((purpose) => purpose.channels.map((channel) => ({ purpose: purpose.id, channel, answer: answerView(mayContact(ledger, purpose, channel, now)) }))),
        said: (await saidBy(db, identities.map((one) => one.id))).map((one) => ({ ...one, at: iso(one.at), recordedAt: iso(one.recordedAt) })),
        bars: (await suppressionsOf(db, [...hashed.keys()])).map((bar) => ({ identity: hashed.get(bar.hash) ?? '', purpose: bar.purpose, reason: bar.reason, record: bar.record, since: iso(bar.at) })),
      }
    }),

    handle(api.sayConsent, async ({ params, body, actor }) => {
      const identities = await known(db, params.id)
      const now = clock.now()
      const at = body.at === undefined ? now : Date.parse(body.at)
      const identity = body.identity ?? (identities.some((one) => one.id === params.id) ? params.id : identities[0].id)
      if (!identities.some((one) => one.id === identity)) throw new Invalid(`The identity "${identity}" is not one of this person's.`, { path: '/identity' }, 'people.consent.identity')
      if (body.purpose !== everything && !(await purposeRules(db)).has(body.purpose)) throw new Invalid(`There is no purpose "${body.purpose}". Make it under Settings, Privacy, or use one that is there.`, { path: '/purpose' }, 'people.consent.purpose')
      const entry = { identity, purpose: body.purpose, channel: body.channel, act: body.act, at, wording: body.wording ?? null, source: actor.kind === 'key' ? 'api' as const : 'by-hand' as const, proof: body.proof, enteredBy: actor.name }
      const ids = await db.transaction().execute(async (tx) => {
        const made = await appendConsents(tx, [entry], now)
        await deps.consentChanged(tx, { identity, purpose: entry.purpose, channel: entry.channel, act: entry.act, at, source: entry.source })
        return made
      })
      return { id: ids[0] ?? '' }
    }),

    handle(api.askMayContact, async ({ params, query }) => answerView(mayContact(await ledgerOf(db, hashes, await known(db, params.id)), (await purposeRules(db)).get(query.purpose), query.channel, clock.now()))),

    handle(api.makePreferenceLink, async ({ params, body }) => {
      const identities = await known(db, params.id)
      const identity = body.identity ?? identities.find((one) => one.channel === 'mail')?.id ?? identities[0].id
      if (!identities.some((one) => one.id === identity)) throw new Invalid(`The identity "${identity}" is not one of this person's.`, { path: '/identity' }, 'people.consent.identity')
      const until = clock.now() + body.days * dayMs
      return { url: preferenceUrl(deps, { identity, language: body.language }, until), until: iso(until) }
    }),

    handle(api.barAddress, async ({ body, actor }) => {
      await suppress(db, [{ hash: hashes.of(body.channel, body.address), purpose: body.purpose, reason: body.reason, enteredBy: actor.name }])
      return {}
    }),
    handle(api.askBar, async ({ body }) => ({ bars: (await suppressionsOf(db, [hashes.of(body.channel, body.address)])).map(({ purpose, reason, record, at }) => ({ purpose, reason, record, since: iso(at) })) })),
    handle(api.liftBar, async ({ body, actor }) => {
      const lifted = await lift(db, hashes.of(body.channel, body.address), body.purpose)
      deps.log.info('suppression.lifted', { by: actor.id, lifted })
      return { lifted }
    }),

    handle(api.listRequests, async ({ query }) => {
      const rows = await requestsPage(db, query.cursor === undefined ? null : placeOf(query.cursor), query.limit)
      const last = rows.at(-1)
      return { items: rows.map(requestView), next: rows.length === query.limit && last ? `${last.state === 'waiting' ? 'w' : 'd'}${last.at}.${last.id}` : null }
    }),
    handle(api.confirmRequest, async ({ params, actor }) => {
      const request = await requestOf(db, params.id)
      const erasure = await db.transaction().execute(async (tx) => {
        await decide(tx, request.id, 'confirmed', actor.name, null)
        return request.kind === 'erasure' ? orderErasure(tx, hashes, { person: request.identity, neverAgain: request.neverAgain, by: actor.name, because: 'They asked for it on their preference page.', request: request.id }) : null
      })
      const copyUrl = request.kind === 'copy' ? `${deps.publicUrl}${copyBase}/${deps.links.sign({ use: 'copy', identity: request.identity, language: request.language }, clock.now() + 30 * dayMs)}` : null
      return { erasure, copyUrl }
    }),
    handle(api.declineRequest, async ({ params, body, actor }) => {
      const request = await requestOf(db, params.id)
      await db.transaction().execute((tx) => decide(tx, request.id, 'declined', actor.name, body.because))
      return {}
    }),

    handle(api.erasePerson, async ({ params, body, actor }) => {
      const id = await db.transaction().execute((tx) => orderErasure(tx, hashes, { person: params.id, neverAgain: body.neverAgain, by: actor.name, because: body.because, request: null }))
      return erasureView(await erasureOf(db, id))
    }),
    handle(api.listErasures, async ({ query }) => {
      const rows = await erasuresPage(db, query.cursor === undefined ? null : placeOf(query.cursor), query.limit)
      const last = rows.at(-1)
      return { items: rows.map(erasureView), next: rows.length === query.limit && last ? `d${last.at}.${last.id}` : null }
    }),
    handle(api.getErasure, async ({ params }) => erasureView(await erasureOf(db, params.id))),

    handle(api.everythingAsJson, async ({ params }) => (await copyFor(deps, params.id, 'json', 'en')) ?? missing(params.id)),
    handle(api.everythingAsPage, async ({ params, query }) => (await copyFor(deps, params.id, 'html', query.language)) ?? missing(params.id)),
  ]
}

function missing(id: string): never {
  throw new NotFound('person', id)
}

const present = (texts: { en?: string | undefined; nl?: string | undefined }): { en?: string; nl?: string } => ({ ...(texts.en ? { en: texts.en } : {}), ...(texts.nl ? { nl: texts.nl } : {}) })

/** Everything about the person behind an identity; `null` when nobody is. */
export async function copyFor(deps: Pick<ConsentDeps, 'db' | 'clock' | 'tell'>, identity: Uuid, form: 'html' | 'json', language: 'en' | 'nl', file: string | null = null): Promise<Response | null> {
  const identities = await subjectsBehind(deps.db, identity)
  if (identities.length === 0) return null
  const sections = await deps.tell(identities)
  const madeAt = iso(deps.clock.now())
  return form === 'json' ? toldAsJson(sections, madeAt) : toldAsPage(sections, madeAt, language, file)
}
