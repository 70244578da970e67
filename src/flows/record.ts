/**
 * The loop behind the door: understand, recognise, record, tell. One stretch
 * of the stream at a time, exactly once in effect, whatever is killed when.
 *
 * PostgreSQL's part of a stretch (what is known, who was seen, counts, our
 * place in the stream) is one transaction. ClickHouse is written inside it,
 * before it commits: what an attempt that did not commit left there carries
 * its place in the stream, so the next attempt finds and skips it.
 */
import { sql } from 'kysely'
import { identityId, interactionId, type Uuid } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Interaction } from '../kernel/interaction.ts'
import type { Receipt } from '../kernel/message.ts'
import type { HeardMessage } from '../modules/conversations/index.ts'
import { contentHash, markRemoved, remember, understoodOf, type History, type Understood } from '../modules/history/index.ts'
import { activate, type Cascades, keepLabelChanges, maxToldKeys, termsOf, type Heard, type Hearing, type Listener, type Mentions, type NewMention, type Recorded } from '../modules/listening/index.ts'
import { forgetIdentities, forgetPurchases, holdPeople, markActed, notePurchases, observe, type BarredAddresses } from '../modules/people/index.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Db, Tx } from '../platform/postgres/database.ts'
import type { Entry, Stretch } from '../platform/stream/stream.ts'
import { heardOf, isPrivate, lastVersion, withoutWords } from './hear-messages.ts'
import type { StreamItem } from './take-in.ts'

export interface RecordDeps {
  readonly db: Db
  readonly history: History
  readonly mentions: Mentions
  readonly listener: Listener
  readonly hearing: Hearing
  readonly cascades: Cascades
  /** Told which mentions were recorded. */
  readonly told?: (mentions: readonly { readonly at: Instant; readonly id: Uuid }[]) => void
  readonly metrics: Metrics
  readonly now: () => Instant
  /** Keeps what reached or left our accounts; what it does lasts exactly when the transaction does. */
  readonly messages: { receive(tx: Tx, heard: readonly HeardMessage[], receipts: readonly Receipt[], removed: readonly Uuid[], removedOfOurs: readonly Uuid[]): Promise<void> }
  /** Addresses of which nothing may be recorded. */
  readonly barred: BarredAddresses
  /** Told how many of an origin's interactions were here already. */
  countKnown(origin: string, count: number, tx: Tx): Promise<void>
}

interface Said {
  readonly id: Uuid
  readonly at: Instant
  readonly batch: number
  readonly origin: string
  readonly interaction: Interaction
}

/** What an entry of the stream holds, with what is understood of it: made ready while earlier ones are recorded. */
export interface ReadEntry {
  readonly said: readonly Said[]
  readonly removed: readonly Uuid[]
  /** Those of them that one of our accounts told of. */
  readonly removedOfOurs: readonly Uuid[]
  /** Identities whose owner left the network. */
  readonly left: readonly Uuid[]
  readonly receipts: readonly Receipt[]
  readonly heard: ReadonlyMap<Uuid, Heard>
  /** The state of the topics for which it was heard. */
  readonly version: Listener['version']
}

async function readEntry({ hearing, listener }: Pick<RecordDeps, 'hearing' | 'listener'>, { seq, items }: Entry): Promise<ReadEntry> {
  const said: Said[] = []
  const removed: Uuid[] = []
  const removedOfOurs: Uuid[] = []
  const left: Uuid[] = []
  const receipts: Receipt[] = []
  for (const item of items as StreamItem[]) {
    if (item.is === 'removed') removed.push(interactionId(item.channel, item.externalId))
    if (item.is === 'removed' && item.ours === true) removedOfOurs.push(interactionId(item.channel, item.externalId))
    if (item.is === 'author-removed') left.push(identityId(item.channel, item.externalId))
    if (item.is === 'receipt') receipts.push(item.receipt)
    if (item.is === 'said') said.push({ id: interactionId(item.interaction.channel, item.interaction.externalId), at: item.at, batch: seq, origin: item.origin, interaction: item.interaction })
  }
  await listener.refresh()
  const { version } = listener
  return { said, removed, removedOfOurs, left, receipts, version, heard: await hearing.hear(said) }
}

interface Gathered {
  /** Each interaction once; where a stretch has several versions, the last. */
  readonly said: Map<Uuid, Said>
  readonly repeats: { origin: string }[]
  readonly removed: Set<Uuid>
  readonly left: Set<Uuid>
  readonly heard: Map<Uuid, Heard>
}

function gather({ entries }: Stretch<ReadEntry>): Gathered {
  const said = new Map<Uuid, Said>()
  const repeats: { origin: string }[] = []
  const heard = new Map<Uuid, Heard>()
  for (const { prepared } of entries) {
    for (const one of prepared.said) {
      const before = said.get(one.id)
      if (before) repeats.push({ origin: one.origin })
      said.set(one.id, before ? { ...one, origin: before.origin, interaction: lastVersion(before.interaction, one.interaction) } : one)
    }
    for (const [id, told] of prepared.heard) heard.set(id, told)
  }
  return { said, repeats, heard, removed: new Set(entries.flatMap(({ prepared }) => prepared.removed)), left: new Set(entries.flatMap(({ prepared }) => prepared.left)) }
}

export interface Recorder {
  prepare(entry: Entry): Promise<ReadEntry>
  record(stretch: Stretch<ReadEntry>): Promise<void>
}

export function recorder(deps: RecordDeps): Recorder {
  const record = async (stretch: Stretch<ReadEntry>): Promise<void> => {
    await deps.listener.refresh()
    const { said, repeats, removed, left: gone, heard } = gather(stretch)
    for (const id of await deps.history.idsOf([...gone])) removed.add(id)
    // Topics may have come, gone or changed since it was made ready.
    if (stretch.entries.some(({ prepared }) => prepared.version !== deps.listener.version)) for (const [id, told] of await deps.hearing.hear([...said.values()])) heard.set(id, told)
    for (const [id, told] of await deps.hearing.passedOn([...said.values()], heard)) heard.set(id, told)
    const first = stretch.entries[0]?.seq ?? 0
    const unactive = deps.listener.topics.filter((topic) => topic.activeFrom === null).map((topic) => topic.edition)
    let fresh: Understood[] = []
    let mentions: NewMention[] = []
    let keepCascades = (): void => undefined

    await deps.db.transaction().execute(async (tx) => {
      // Before any identity is touched, so that who joins people meanwhile does not wait crosswise.
      if (gone.size > 0) await holdPeople(tx)
      // Who asked never to be recorded again, and who is being erased at this moment.
      const barred = await deps.barred.current(tx)
      if (barred.any) for (const [id, { interaction }] of said) if (barred.has(interaction.channel, interaction.author.externalId)) said.delete(id)
      const known = await remember(tx, [...said.values()].map(({ id, interaction }) => ({ id, content: contentHash(interaction) })))
      const understand = ({ id, interaction, at, batch, origin }: Said): Understood => understoodOf(withoutWords(interaction), heard.get(id)?.language ?? 'und', at, batch, origin, id)
      fresh = [...said.values()].filter(({ id }) => known.fresh.has(id)).map(understand)
      const revised = [...said.values()].filter(({ id }) => known.changed.has(id)).map(understand)
      const takenBack = await markRemoved(tx, [...removed])

      if (unactive.length > 0) {
        await activate(tx, unactive, first)
        await sql`select pg_notify('rapport_topics', 'active')`.execute(tx)
      }

      const left = stretch.mayRepeat ? await leftBehind(deps, first - 1) : null
      // History is written while the rest is worked out.
      const history = [deps.history.append(fresh, left ?? undefined), deps.history.appendRevisions(revised)]
      await meanwhile(history, async () => {
        const matched = mentionsOf(fresh.filter(({ interaction }) => !isPrivate(interaction)), heard)
        const isMention = new Set(matched.map(({ of }) => of.id))
        const gathering = await deps.cascades.gather(tx, fresh.filter(({ id }) => isMention.has(id)).map(({ id, interaction }) => ({ id, at: interaction.at, channel: interaction.channel, kind: interaction.kind, text: interaction.text, relations: interaction.relations ?? [] })))
        mentions = matched.map((mention) => ({ ...mention, cascade: gathering.cascades.get(mention.of.id) ?? null }))
        keepCascades = gathering.keep
      })
      await allDone([
        observe(tx, [...fresh, ...revised].map(({ identity, interaction }) => ({ id: identity, channel: interaction.channel, author: interaction.author, at: interaction.at })))
          .then(() => notePurchases(tx, [...fresh, ...revised].filter(({ interaction }) => interaction.kind === 'purchase').map(({ id, identity, interaction }) => ({ id, identity, at: interaction.at, purchase: interaction.purchase ?? null }))))
          .then(() => markActed(tx, [...new Set([...fresh, ...revised].map(({ identity }) => identity))]))
          .then(() => countKnownByOrigin(deps, tx, said, repeats, known.fresh)),
        ...history,
        deps.mentions.append(left ? mentions.filter((mention) => !left.mentions.has(`${mention.edition}:${mention.of.id}`)) : mentions),
      ])
      await hearMessages(deps, tx, { said, heard, mentions, receipts: stretch.entries.flatMap(({ prepared }) => prepared.receipts), removed: [...removed], removedOfOurs: stretch.entries.flatMap(({ prepared }) => prepared.removedOfOurs) })
      await keepLabelChanges(tx, revised.filter(({ interaction }) => !isPrivate(interaction)).flatMap(({ id, interaction }) => { const said = heard.get(id)?.labels; return said ? [{ id, at: interaction.at, labels: said }] : [] }))
      await deps.history.erase(takenBack)
      await deps.mentions.erase(takenBack)
      await deps.cascades.forget(tx, takenBack)
      await forgetPurchases(tx, takenBack)
      await forgetIdentities(tx, [...gone])

      await stretch.done(tx)
      await tell(tx, mentions)
    })
    keepCascades()
    deps.told?.([...new Map(mentions.map(({ of }) => [of.id, { at: of.at, id: of.id }])).values()])
    observeFigures(deps, stretch, fresh.length)
  }
  return { prepare: (entry) => readEntry(deps, entry), record }
}

/** What reached or left our accounts becomes messages, also what was known before it was one. */
async function hearMessages({ messages, listener }: RecordDeps, tx: Tx, { said, heard, mentions, receipts, removed, removedOfOurs }: { said: ReadonlyMap<Uuid, Said>; heard: ReadonlyMap<Uuid, Heard>; mentions: readonly NewMention[]; receipts: readonly Receipt[]; removed: readonly Uuid[]; removedOfOurs: readonly Uuid[] }): Promise<void> {
  const ours = [...said.values()].filter(({ interaction }) => interaction.message !== undefined)
  if (ours.length === 0 && receipts.length === 0 && removed.length === 0) return
  const topics = Map.groupBy(mentions, ({ of }) => of.id)
  const messagesHeard = ours.flatMap(({ id, at, interaction }) => heardOf({ id, takenInAt: at, interaction }, heard.get(id), (topics.get(id) ?? []).flatMap(({ edition }) => listener.topicOfEdition(edition)?.id ?? [])) ?? [])
  await messages.receive(tx, messagesHeard, receipts, removed, removedOfOurs)
}

/**
 * Waits for all, also when one fails: a write that still runs while the next
 * attempt looks for what is there would be doubled.
 */
async function allDone(writes: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find((write) => write.status === 'rejected')
  if (failed) throw failed.reason
}

/** Does something while writes go on; when it fails, they are waited for first, as in `allDone`. */
async function meanwhile(writes: readonly Promise<unknown>[], act: () => Promise<void>): Promise<void> {
  const settled = Promise.allSettled(writes)
  try {
    await act()
  } catch (thrown) {
    await settled
    throw thrown
  }
}

async function leftBehind({ history, mentions }: RecordDeps, batch: number) {
  return { ...(await history.leftBehind(batch)), mentions: await mentions.leftBehind(batch) }
}

function mentionsOf(fresh: readonly Understood[], heard: ReadonlyMap<Uuid, Heard>): NewMention[] {
  return fresh.flatMap(({ id, identity, interaction, language, batch }) => {
    const { labels, editions } = heard.get(id) ?? { labels: null, editions: [] }
    const terms = editions.length === 0 ? [] : termsOf(interaction, language)
    return editions.map((edition) => ({
      edition, batch, countedBefore: editions.filter((other) => other < edition), terms, labels, cascade: null,
      of: { id, identity, language, at: interaction.at, channel: interaction.channel, kind: interaction.kind, followers: interaction.author.followers ?? null, metrics: interaction.metrics ?? {} },
    }))
  })
}

async function countKnownByOrigin(deps: RecordDeps, tx: Tx, said: ReadonlyMap<Uuid, Said>, repeats: readonly { origin: string }[], fresh: ReadonlySet<Uuid>): Promise<void> {
  const counts = new Map<string, number>()
  const count = (origin: string): void => {
    counts.set(origin, (counts.get(origin) ?? 0) + 1)
  }
  for (const one of said.values()) if (!fresh.has(one.id)) count(one.origin)
  for (const { origin } of repeats) count(origin)
  for (const [origin, known] of counts) await deps.countKnown(origin, known, tx)
}

/** Word to every page that listens. A notification is sent when the transaction commits, and only then. */
async function tell(tx: Tx, mentions: readonly NewMention[]): Promise<void> {
  if (mentions.length === 0) return
  const byId = new Map(mentions.map(({ of }) => [of.id, of.at]))
  const newest = [...byId].toSorted((a, b) => b[1] - a[1])
  const recorded: Recorded = { keys: newest.slice(0, maxToldKeys).map(([id, at]) => [at, id]), more: Math.max(0, newest.length - maxToldKeys) }
  await sql`select pg_notify('rapport_recorded', ${JSON.stringify(recorded)})`.execute(tx)
}

function observeFigures({ metrics, now }: RecordDeps, stretch: Stretch<ReadEntry>, fresh: number): void {
  metrics.recorded.inc(fresh)
  const oldest = stretch.entries[0]
  if (oldest) metrics.loopSeconds.observe(Math.max(0, now() - oldest.at) / 1_000)
}
