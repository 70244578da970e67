/** HTTP of recognition: parse, authorise, call, present. */
import { sql } from 'kysely'
import { Invalid, NotFound, Unavailable } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { iso, type Clock } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { bitsOf, comparisonOf, levelBits, probabilityOf } from '../linkage/model.ts'
import type { PictureAddress } from '../ports.ts'
import { changePeople, undoAct, type DeedName } from './acts.ts'
import * as api from './api.ts'
import { comparePersons } from './compare-persons.ts'
import { apartView, evidenceView, faces, linkView } from './faces.ts'
import { identify } from './identify.ts'
import { allowTogether, joinIdentities, keepApart, personOf, undoLink } from './join.ts'
import { apartTouching, linksTouching } from './link-store.ts'
import type { LinkKind, LinkState } from './model.ts'
import { countPlacements, countUnplaced, lastModels, type KeptModel } from './placement-store.ts'
import type { Placer } from './placer.ts'
import { partitionAround } from './regroup.ts'
import { acceptFrom, answerOffer, countOffered, offered } from './review.ts'
import { forgetShared, patternOf, sharedAddresses, stateShared } from './shared-store.ts'
import { splitPerson } from './split.ts'

export interface RecognitionDeps {
  readonly db: Db
  readonly clock: Clock
  readonly picture: PictureAddress
  /** Null where this process does no work of its own. */
  readonly placer: Placer | null
}

/** Certainties at which the queue is counted, for accepting many at once. */
const countedAt = [0.999, 0.99, 0.95, 0.9, 0.8] as const

const cursorOf = (place: readonly (string | number)[]): string => Buffer.from(JSON.stringify(place)).toString('base64url')
function readCursor(cursor: string | undefined, isOurs: (a: unknown, b: unknown) => boolean): readonly [unknown, string] | null {
  if (cursor === undefined) return null
  try {
    const [a, b] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (isOurs(a, b)) return [a, String(b)]
  } catch {
    // Said below, together with what is JSON but not a place.
  }
  throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
}
const numberAndId = (a: unknown, b: unknown): boolean => typeof a === 'number' && Math.abs(a) <= 8.64e15 && typeof b === 'string' && isUuid(b)
const twoTexts = (a: unknown, b: unknown): boolean => [a, b].every((one) => typeof one === 'string' && one.isWellFormed() && !one.includes('\0'))

function modelView({ learntAt, learntBy, learnt }: KeptModel) {
  const { records, known, expectedPairs, joinAt, offerAt, errors, model } = learnt
  const weights = model.fields.map((field) => ({ field: field.name === 'handle/told' ? 'handle' : field.name, levels: levelBits(field).map((bits, level) => ({ level: comparisonOf(field).levels[level]?.name ?? '', bits: Math.round(bits * 10) / 10 })) }))
  return { learntAt: iso(learntAt), learntBy, records, known, expectedPairs, joinAt, offerAt, errors: [...errors], weights }
}

export function recognitionRoutes(deps: RecognitionDeps): MountedRoute[] {
  return [...identityRoutes(deps), ...reviewRoutes(deps), ...settingRoutes(deps)]
}

function identityRoutes({ db, clock, picture, placer }: RecognitionDeps): MountedRoute[] {
  return [
    handle(api.identifyPerson, async ({ body, actor }) => {
      const source = body.source ?? `api:${actor.name}`.slice(0, 100)
      const { person, identities } = await changePeople(db, (tx) => identify(tx, { identities: body.identities, source, at: clock.now() }, clock.now()))
      return { person, identities: [...identities] }
    }),
    handle(api.personLinks, async ({ params }) => {
      const person = await personOf(db, params.id)
      if (person === null) throw new NotFound('person', params.id)
      const identities = await faces(db, picture, { persons: [person] })
      const ids = identities.map((one) => one.id)
      const [links, apart, { overruled }] = [await linksTouching(db, ids), await apartTouching(db, ids, false), await partitionAround(db, ids)]
      const ends = [...links, ...apart].flatMap(({ a, b }) => [a, b]).filter((one) => !ids.includes(one))
      return { person, identities, links: links.map((link) => linkView(link, overruled)), apart: apart.map(apartView), others: await faces(db, picture, { ids: [...new Set(ends)] }) }
    }),
    handle(api.comparePeople, async ({ query }) => {
      const [a, b] = [await personOf(db, query.a), await personOf(db, query.b)]
      if (a === null) throw new NotFound('person', query.a)
      if (b === null) throw new NotFound('person', query.b)
      const sides = [await faces(db, picture, { persons: [a] }), await faces(db, picture, { persons: [b] })] as const
      const found = await comparePersons(db, placer, sides[0].map((one) => one.id), sides[1].map((one) => one.id))
      const conflicts = a === b ? [{ code: 'same-person' as const, a: null, b: null, statement: null }] : found.conflicts
      return { a: sides[0], b: sides[1], probability: found.bits === null ? null : probabilityOf(found.bits), evidence: found.evidence.map(evidenceView), conflicts }
    }),
    handle(api.joinPeople, async ({ body, actor }) => present(await joinIdentities(db, actor, body.identities, clock.now()))),
    handle(api.splitPeople, async ({ params, body, actor }) => present(await splitPerson(db, actor, params.id, body.identities, clock.now()))),
    handle(api.stateApart, async ({ body, actor }) => present(await keepApart(db, actor, body.a, body.b, clock.now()))),
    handle(api.takeBackApart, async ({ params, actor }) => present(await allowTogether(db, actor, params.id, clock.now()))),
    handle(api.undoOneLink, async ({ params, actor }) => present(await undoLink(db, actor, params.id, clock.now()))),
    handle(api.undoLinkAct, async ({ params, actor }) => ({ act: (await undoAct(db, actor, params.id, clock.now())).act })),
    handle(api.listLinkActs, async ({ query }) => {
      const after = readCursor(query.cursor, numberAndId)
      const { rows } = await sql<{ id: Uuid; deed: DeedName; by: string; at: number; undoneAt: number | null; undoneBy: string | null; links: number }>`
        select id, deed, by_name as by, at, undone_at as "undoneAt", undone_by as "undoneBy", ((select count(*) from people.links where made_act = link_acts.id) + (select count(*) from people.links where ended_act = link_acts.id))::int as links
        from people.link_acts where ${after === null}::boolean or (at, id) < (${new Date(Number(after?.[0] ?? 0))}, ${after?.[1] ?? '00000000-0000-0000-0000-000000000000'}::uuid) order by at desc, id desc limit ${query.limit}`.execute(db)
      const last = rows.at(-1)
      return { items: rows.map((row) => ({ ...row, at: iso(row.at), undoneAt: row.undoneAt === null ? null : iso(row.undoneAt) })), next: rows.length === query.limit && last ? cursorOf([last.at, last.id]) : null }
    }),
  ]
}

const present = ({ act, people }: { act: Uuid; people: readonly Uuid[] }) => ({ act, people: [...people] })

function reviewRoutes({ db, clock, picture }: RecognitionDeps): MountedRoute[] {
  return [
    handle(api.reviewQueue, async ({ query }) => {
      const after = readCursor(query.cursor, numberAndId)
      const rows = await offered(db, after ? { bits: Number(after[0]), id: after[1] } : null, query.limit)
      const ends = new Map((await faces(db, picture, { ids: [...new Set(rows.flatMap(({ a, b }) => [a, b]))] })).map((one) => [one.id, one]))
      const sizes = await sizesOf(db, [...new Set([...ends.values()].map((one) => one.person))])
      const last = rows.at(-1)
      return {
        items: rows.flatMap(({ id, a, b, bits, evidence, madeAt }) => {
          const [x, y] = [ends.get(a), ends.get(b)]
          return x && y ? [{ id, a: x, b: y, othersOfA: (sizes.get(x.person) ?? 1) - 1, othersOfB: (sizes.get(y.person) ?? 1) - 1, probability: probabilityOf(bits), evidence: evidence.map(evidenceView), madeAt: iso(madeAt) }] : []
        }),
        next: rows.length === query.limit && last ? cursorOf([last.bits, last.id]) : null,
      }
    }),
    handle(api.reviewFigures, async () => {
      const [waiting = 0, ...counts] = await countOffered(db, [-Infinity, ...countedAt.map(bitsOf)])
      return { waiting, from: countedAt.map((probability, at) => ({ probability, count: counts[at] ?? 0 })) }
    }),
    handle(api.acceptReview, async ({ body, actor }) => acceptFrom(db, actor, bitsOf(Math.min(body.probability, 1 - 1e-12)), clock.now())),
    handle(api.answerReview, async ({ params, body, actor }) => present(await answerOffer(db, actor, params.id, body.answer, clock.now()))),
  ]
}

async function sizesOf(db: Db, persons: readonly Uuid[]): Promise<Map<Uuid, number>> {
  const { rows } = await sql<{ person: Uuid; count: number }>`select person, count(*)::int as count from people.identities where person = any(${persons}::uuid[]) group by person`.execute(db)
  return new Map(rows.map((row) => [row.person, row.count]))
}

function settingRoutes({ db, clock, placer }: RecognitionDeps): MountedRoute[] {
  return [
    handle(api.recognitionStanding, async () => {
      const [now, before] = await lastModels(db, 2)
      const { rows: links } = await sql<{ kind: LinkKind; state: LinkState; count: number }>`select kind, state, count(*)::int as count from people.links group by kind, state order by kind, state`.execute(db)
      return { now: now ? modelView(now) : null, before: before ? modelView(before) : null, compared: await countPlacements(db), waiting: await countUnplaced(db), learning: placer?.isLearning ?? false, links }
    }),
    handle(api.learnAnew, async ({ actor }) => {
      if (!placer) throw new Unavailable('This process only answers; ask one that works to learn.', 'people.no-work-here')
      await placer.begin(actor.name)
      return { learning: true }
    }),
    handle(api.listShared, async ({ query }) => {
      const after = readCursor(query.cursor, twoTexts)
      const rows = await sharedAddresses(db, { channel: query.channel, after: after && [String(after[0]), after[1]], limit: query.limit })
      const last = rows.at(-1)
      return { items: rows.map(({ byName, at, ...row }) => ({ ...row, by: byName, at: iso(at) })), next: rows.length === query.limit && last ? cursorOf([last.channel, last.pattern]) : null }
    }),
    handle(api.putShared, async ({ body, actor }) => {
      const { byName, at, ...row } = await stateShared(db, actor, body.channel, body.pattern, body.shared, clock.now())
      return { ...row, by: byName, at: iso(at) }
    }),
    handle(api.deleteShared, async ({ body }) => {
      await forgetShared(db, body.channel, patternOf(body.channel, body.pattern), clock.now())
      return {}
    }),
  ]
}
