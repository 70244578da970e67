/** Compares each new or changed profile with all others, and links what is one person. Behind the loop, and safe to do twice. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { Conflict, sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, hourMs, iso, type Clock, type Instant } from '../../../kernel/instant.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Cells, Evidence } from '../linkage/explain-pair.ts'
import { importGoesOn } from '../exchange/import-store.ts'
import { changePeople } from './acts.ts'
import { judgeCandidates, rivalBits, type Judged } from './judge-candidates.ts'
import { claimKey, endLinks, insertLinks, judgedClaims, type NewLink } from './link-store.ts'
import { ordered, type LinkEvidence } from './model.ts'
import type { PlacedCandidate } from './placement-protocol.ts'
import { openPlacementThread } from './placement-thread.ts'
import { allPlacements, countKnown, countPlacements, lastModels, placeAllAgain, profilesToLearnFrom, saveModel, savePlacements, unplaced, type KeptModel, type Unplaced } from './placement-store.ts'
import { recordOf } from './profile-record.ts'
import { regroup } from './regroup.ts'
import { fewestKnown } from './thresholds.ts'
import { habitsOf, type Writing } from './writing-habits.ts'


export interface PlacerDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** What some identities wrote, and when. */
  writing(identities: readonly Uuid[]): Promise<Writing>
}

export interface Placer {
  /** Learns from what is there now. @throws {Conflict} while it learns already, or there is too little. */
  learn(by: string): Promise<KeptModel>
  /** Begins to learn, and comes back once it has begun. @throws as `learn`. */
  begin(by: string): Promise<void>
  /** The evidence between two profiles under the model in use; null without one. */
  explain(a: Cells, b: Cells): Promise<{ bits: number; evidence: readonly LinkEvidence[] } | null>
  readonly isLearning: boolean
  /** Compares everybody who waits now; for tests and commands. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Profiles compared between two commits. */
const atOnce = 200
const idleMs = 2_000
const afterFaultMs = 30_000
/** Fewer profiles teach nothing. */
const fewestProfiles = 200
/** More than these teach nothing new. */
const mostProfiles = 50_000
const learnEveryMs = 7 * dayMs
/** A difference in bits below which a link goes on as it is. */
const sameBits = 1
const basis = 'profile'

const tooFew = (profiles: number): Conflict => new Conflict(`There are ${profiles} profiles; recognition learns from ${fewestProfiles} on. Listen for a while, or import people.`, 'people.too-few-to-learn')

export function openPlacer(deps: PlacerDeps): Placer {
  const { db, clock, log } = deps
  const thread = openPlacementThread()
  const stopping = new AbortController()
  let model: KeptModel | null = null
  /** The thread that holds the index of `model`. */
  let loadedIn = 0
  let learning: Promise<KeptModel> | null = null
  const today = (): string => iso(clock.now()).slice(0, 10).replaceAll('-', '')

  async function load(): Promise<void> {
    const [last] = await lastModels(db, 1)
    if (!last) return
    if (model?.id === last.id && loadedIn === thread.started && loadedIn > 0) return
    await thread.ask('begin', { learnt: last.learnt, today: today() })
    for await (const page of allPlacements(db)) await thread.ask('load', { profiles: page.map(({ id, cells }) => ({ id, cells })) })
    await thread.ask('ready', {})
    model = last
    loadedIn = thread.started
  }

  /** True when there may be more to do. */
  async function placeSome(): Promise<boolean> {
    await load()
    const waiting = await unplaced(db, atOnce)
    if (waiting.length === 0) return false
    const habits = habitsOf(await deps.writing(waiting.map((one) => one.id)))
    const records = new Map(waiting.map((one) => [one.id, recordOf({ ...one, ...habits.get(one.id) })]))
    const comparable = waiting.flatMap((one) => { const cells = records.get(one.id); return cells && !one.bot ? [{ id: one.id, cells }] : [] })
    const placed = model ? await thread.ask('place', { profiles: comparable, least: model.learnt.offerAt }) : []
    const now = clock.now()
    await changePeople(db, async (tx) => {
      if (model) await linkPlaced(tx, waiting, placed, model, now)
      await savePlacements(tx, waiting.map(({ id, channel, since }) => ({ id, channel, since, record: records.get(id) ?? null })), now)
    })
    return true
  }

  async function learnNow(by: string): Promise<KeptModel> {
    const { profiles, known } = await profilesToLearnFrom(db, mostProfiles)
    if (profiles.length < fewestProfiles) throw tooFew(profiles.length)
    const learnt = await thread.ask('learn', { profiles, known, today: today() })
    const now = clock.now()
    await db.transaction().execute(async (tx) => {
      await saveModel(tx, learnt, by, now)
      await placeAllAgain(tx)
    })
    log.info('people.learnt', { records: learnt.records, known: learnt.known, joinAt: learnt.joinAt })
    const [kept] = await lastModels(db, 1)
    if (!kept) throw new Conflict('What was learnt is gone again. Learn anew.', 'people.nothing-learnt')
    return kept
  }

  function learn(by: string): Promise<KeptModel> {
    if (learning) throw new Conflict('Recognition is learning already; it will be done in a minute or two.', 'people.learning')
    learning = learnNow(by).finally(() => { learning = null })
    return learning
  }

  /** Learns when nothing was learnt, when it was a week ago, and when there is twice as much to learn from. */
  async function learnWhenDue(): Promise<void> {
    const [last] = await lastModels(db, 1)
    const there = await countPlacements(db)
    if (there < fewestProfiles) return
    const isGrown = last !== undefined && there > 2 * last.learnt.records && last.learnt.records < mostProfiles
    // What was too little to be believed may be enough by now.
    const isKnownBetter = last !== undefined && last.learnt.joinAt === null && last.learntAt < clock.now() - hourMs && (await countKnown(db)) >= 2 * fewestKnown
    if (!last || last.learntAt < clock.now() - learnEveryMs || isGrown || isKnownBetter) await learn('Rapport')
  }

  async function run(): Promise<void> {
    let idle = 0
    while (!stopping.signal.aborted) {
      let pauseMs = idleMs
      try {
        if (await placeSome()) pauseMs = (await importGoesOn(db)) ? idleMs : 20
        // When nobody waits, or again and again while many do.
        else if (learning === null && idle++ % 30 === 0) await learnWhenDue()
      } catch (thrown) {
        if (!stopping.signal.aborted) log.warn('people.placing', { because: sentence(thrown) })
        pauseMs = afterFaultMs
      }
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()

  return {
    learn: async (by) => learn(by),
    begin: async (by) => {
      if (await countPlacements(db) < fewestProfiles) throw tooFew(await countPlacements(db))
      learn(by).catch((thrown: unknown) => log.warn('people.learning', { because: sentence(thrown) }))
    },
    explain: async (a, b) => {
      await load()
      const found = model ? await thread.ask('explain', { a, b }) : null
      return found ? { bits: found.bits, evidence: evidenceOf(found.evidence, false, clock.now()) } : null
    },
    get isLearning() {
      return learning !== null
    },
    settle: async () => { while (await placeSome()); },
    stop: async () => {
      stopping.abort()
      await thread.close()
      await running
      await learning?.catch(() => undefined)
    },
  }
}

type Placed = readonly { readonly id: Uuid; readonly candidates: readonly PlacedCandidate[] }[]

/** Evidence as links keep it. `turned`: the pair was compared the other way round than the link has it. */
function evidenceOf(evidence: readonly Evidence[], turned: boolean, at: Instant): LinkEvidence[] {
  return evidence.map(({ field, level, weight, a, b }) => ({ what: field === 'handle/told' ? 'handle' : field, level, a: turned ? b : a, b: turned ? a : b, weight: Math.round(weight * 10) / 10, at }))
}

/** Brings the links by probability of some identities to what comparing says now. */
async function linkPlaced(tx: Tx, waiting: readonly Unplaced[], placed: Placed, model: KeptModel, now: Instant): Promise<void> {
  const others = await facesOf(tx, placed.flatMap((one) => one.candidates.map((candidate) => candidate.id)))
  const own = new Map(waiting.map((one) => [one.id, one]))
  const wanted = new Map<string, NewLink>()
  for (const { id, candidates } of placed) {
    const self = own.get(id)
    if (!self) continue
    const known = candidates.flatMap((candidate) => { const face = others.get(candidate.id); return face ? [{ ...candidate, ...face }] : [] })
    for (const judged of judgeCandidates(self, known, model.learnt.joinAt, model.learnt.offerAt)) {
      const link = linkOf(id, judged.state === 'standing' && (await hasRival(tx, self, judged.candidate)) ? { ...judged, state: 'offered', doubt: 'rival' } : judged, now)
      const before = wanted.get(claimKey(link))
      // Compared from both ends in one go: what either doubts is offered.
      if (!before || link.state === 'offered') wanted.set(claimKey(link), link)
    }
  }
  const judged = await judgedClaims(tx, [...wanted.values()])
  const { rows: open } = await sql<{ id: Uuid; a: Uuid; b: Uuid; state: string; bits: number }>`
    select id, a, b, state, bits from people.links where (a = any(${waiting.map((one) => one.id)}::uuid[]) or b = any(${waiting.map((one) => one.id)}::uuid[])) and kind = 'probability' and basis = ${basis} and state in ('standing', 'offered')`.execute(tx)
  const keyOf = (link: { a: Uuid; b: Uuid }): string => claimKey({ ...link, kind: 'probability', basis })
  const stays = (link: typeof open[number]): boolean => {
    const now = wanted.get(keyOf(link))
    return now !== undefined && Math.abs((now.bits ?? 0) - link.bits) < sameBits && (now.state === link.state)
  }
  const ended = open.filter((link) => !stays(link))
  await endLinks(tx, ended.filter((link) => !wanted.has(keyOf(link))).map((link) => link.id), 'undone', 'evidence-gone', { by: 'Rapport', at: now })
  await endLinks(tx, ended.filter((link) => wanted.has(keyOf(link))).map((link) => link.id), 'undone', 'weighed-anew', { by: 'Rapport', at: now })
  const kept = new Set(open.filter(stays).map(keyOf))
  const fresh = [...wanted.values()].filter((link) => !judged.has(claimKey(link)) && !kept.has(claimKey(link)))
  await insertLinks(tx, fresh, { by: 'Rapport', at: now })
  await regroup(tx, [...new Set([...ended, ...fresh].flatMap(({ a, b }) => [a, b]))])
}

/** Whether the other end resembles somebody else on the same channel about as much: seen from either end, neither is joined by itself. */
async function hasRival(tx: Tx, self: Unplaced, candidate: { id: Uuid; bits: number }): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from (select b as other, bits, kind, state from people.links where a = ${candidate.id} union all select a, bits, kind, state from people.links where b = ${candidate.id}) as tied
      join people.identities as rival on rival.id = tied.other
      where tied.kind = 'probability' and tied.state in ('standing', 'offered') and tied.bits > ${candidate.bits - rivalBits} and rival.id <> ${self.id} and rival.channel = ${self.channel} and rival.person <> ${self.person}) as found`.execute(tx)
  return rows[0]?.found === true
}

function linkOf(id: Uuid, { candidate, state, doubt }: Judged, at: Instant): NewLink {
  const [a, b] = ordered(id, candidate.id)
  const evidence = evidenceOf(candidate.evidence, a !== id, at)
  return { a, b, kind: 'probability', basis, state, bits: candidate.bits, evidence: doubt === null ? evidence : [...evidence, { what: 'doubt', level: doubt, weight: null, at }] }
}

async function facesOf(tx: Tx, ids: readonly Uuid[]): Promise<Map<Uuid, { channel: string; person: Uuid; bot: boolean }>> {
  const { rows } = await sql<{ id: Uuid; channel: string; person: Uuid; bot: boolean }>`select id, channel, person, bot from people.identities where id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...face }) => [id, face]))
}
