/** What reaches our account on the fediverse, and what we said there by other ways. The stream only rings; what it rings for is asked for, so that nothing hangs on a connection. */
import { minuteMs, parseInstant, secondMs, type Instant } from '../../../../kernel/instant.ts'
import type { Interaction } from '../../../../kernel/interaction.ts'
import { pause } from '../../../../platform/pause.ts'
import type { AccountReadContext } from '../../account-contract.ts'
import type { SetAside } from '../../contract.ts'
import { cut, listOf, objectOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import { compareIds } from '../order.ts'
import { idOf } from '../status.ts'
import { openBell, type Bell } from './bell.ts'
import type { FediverseAccountSettings } from './manifest.ts'
import { messageOf, reactionOf } from './message-of.ts'
import { idKey, uriKey } from './numbers.ts'
import { NotThere, sessionOf, type Session } from './session.ts'
import { describe } from './way-in.ts'
import { changesOf, editedAt, watching, type Watched } from './watching.ts'

export interface FediverseAccountCursor {
  /** Numbers of one server mean nothing on another. */
  readonly server: string
  /** Newest notification that was taken in; `null` before the first look. */
  readonly notified: string | null
  /** Newest status of our own. */
  readonly own: string | null
  readonly watched: readonly Watched[]
}

type Context = AccountReadContext<FediverseAccountSettings, FediverseAccountCursor>

const streamedEveryMs = minuteMs
const askedEveryMs = 20 * secondMs
const lookAgainMs = 5 * minuteMs
const openAgainMs = 5 * minuteMs
const restMs = secondMs
const mostPages = 50
const longestRaw = 10_000

export async function readFediverseAccount(context: Context): Promise<void> {
  const { signal, health, settings, clock } = context
  const session = sessionOf(settings, context)
  const { limits, domain, streaming } = await describe(session)
  if (JSON.stringify(limits) !== JSON.stringify(settings.limits)) await context.keepSettings({ ...context.settings, limits }, null)
  const own = idOf(objectOf((await session.ask('/api/v1/accounts/verify_credentials')).body)?.['id']) ?? ''
  const reader = new Reader(context, session, domain, own)
  const open = (): Promise<Bell> => openBell(session, streaming, context, (id) => reader.watches(id))
  let bell = await open()
  let [openedAt, lookedAt, askedAt] = [clock.now(), clock.now(), Number.NEGATIVE_INFINITY]
  try {
    while (!signal.aborted) {
      if (!bell.rings && clock.now() - openedAt >= openAgainMs) {
        bell = await open()
        openedAt = clock.now()
      }
      await reader.notifications()
      if (clock.now() - askedAt >= (bell.rings ? streamedEveryMs : 0)) {
        await reader.ownStatuses()
        askedAt = clock.now()
      }
      const changed = bell.takeChanged()
      const isDue = clock.now() - lookedAt >= lookAgainMs
      if (isDue) lookedAt = clock.now()
      if (isDue || changed.size > 0) await reader.lookAgain(isDue ? null : changed)
      health({ state: 'reading', words: bell.rings ? `${session.base.host} tells at once of mentions, replies and direct posts.` : `Asking ${session.base.host} for mentions, replies and direct posts.` })
      // Many notifications at once are one reason to look.
      await pause(restMs, signal)
      await (bell.rings ? bell.wait(streamedEveryMs, signal) : pause(askedEveryMs, signal))
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  } finally {
    bell.close()
  }
}

class Reader {
  readonly #context: Context
  readonly #session: Session
  readonly #domain: string
  readonly #ownId: string
  #cursor: FediverseAccountCursor

  constructor(context: Context, session: Session, domain: string, ownId: string) {
    this.#context = context
    this.#session = session
    this.#domain = domain
    this.#ownId = ownId
    const server = session.base.host
    this.#cursor = context.cursor?.server === server ? context.cursor : { server, notified: null, own: null, watched: [] }
  }

  get #since(): Instant {
    return this.#context.settings.connectedAt
  }

  async notifications(): Promise<void> {
    const { clock, account } = this.#context
    await this.#pages('/api/v1/notifications', this.#cursor.notified, [['limit', '80'], ['include_filtered', 'true']], async (values, newest, isFirst) => {
      const gathered = new Gathered(this.#context)
      for (const value of values) {
        const notification = objectOf(value)
        if (notification === null || (isFirst && this.#isBefore(notification['created_at']))) continue
        const type = String(notification['type'])
        const reaction = reactionOf(notification, { host: this.#session.base.host, domain: this.#domain, now: clock.now(), own: account.externalId })
        if (reaction !== null) gathered.items.push(reaction)
        else if (type === 'mention' || type === 'quote') await this.#take(objectOf(notification['status']), gathered)
      }
      await this.#keep(gathered, { notified: newest })
    })
  }

  async ownStatuses(): Promise<void> {
    await this.#pages(`/api/v1/accounts/${encodeURIComponent(this.#ownId)}/statuses`, this.#cursor.own, [['limit', '40'], ['exclude_reblogs', 'true']], async (values, newest, isFirst) => {
      const gathered = new Gathered(this.#context)
      for (const value of values) {
        const status = objectOf(value)
        if (status !== null && !(isFirst && this.#isBefore(status['created_at']))) await this.#take(status, gathered)
      }
      await this.#keep(gathered, { own: newest })
    })
  }

  watches(id: string): boolean {
    return this.#cursor.watched.some((one) => one.id === id)
  }

  /** @param only these, or everything that is watched */
  async lookAgain(only: ReadonlySet<string> | null): Promise<void> {
    const watched = watching(this.#cursor.watched, [], this.#context.clock.now())
    const { edited, gone } = await changesOf(this.#session, only === null ? watched : watched.filter(({ id }) => only.has(id)))
    const gathered = new Gathered(this.#context)
    for (const status of edited) await this.#take(status, gathered)
    for (const { uri } of gone) gathered.removed.push({ channel: 'fediverse', externalId: uri })
    const left = new Set(gone.map(({ id }) => id))
    this.#cursor = { ...this.#cursor, watched: watched.filter(({ id }) => !left.has(id)) }
    if (edited.length + gone.length > 0) await this.#keep(gathered, {})
  }

  /** Oldest first from the place where we stopped; the first time only the newest page, of which what came since we were connected counts. */
  async #pages(path: string, from: string | null, query: readonly (readonly [string, string])[], take: (values: readonly unknown[], newest: string, isFirst: boolean) => Promise<void>): Promise<void> {
    let place = from
    for (let page = 0; page < mostPages; page++) {
      const { body } = await this.#session.ask(path, { query: [...query, ...(place === null ? [] : [['min_id', place] as const])] })
      const values = listOf(body).toReversed()
      const newest = values.reduce<string>((found, value) => { const id = idOf(objectOf(value)?.['id']); return id !== undefined && compareIds(id, found) > 0 ? id : found }, place ?? '0')
      if (values.length === 0 && place !== null) return
      await take(values, newest, place === null)
      if (place === null || newest === place) return
      place = newest
    }
  }

  #isBefore(created: unknown): boolean {
    const at = typeof created === 'string' ? parseInstant(created) : null
    return at !== null && at < this.#since
  }

  async #take(status: Loose | null, gathered: Gathered): Promise<void> {
    const { clock, account } = this.#context
    const id = idOf(status?.['id'])
    if (status === null || id === undefined) return gathered.aside({ code: 'fediverse.no-status', because: 'A notification of a mention should carry the status and its number.' }, status)
    const above = await this.#above(status)
    const read = messageOf(status, { account: account.id, own: account.externalId, domain: this.#domain, now: clock.now(), above })
    if (read.kind === 'unreadable') return gathered.aside(read, status)
    gathered.items.push(read.item)
    gathered.numbers.push({ id, uri: read.item.externalId })
    gathered.watched.push({ id, uri: read.item.externalId, edited: editedAt(status), heardAt: clock.now() })
  }

  /** What was said before it in its thread: servers name only the number of what is answered. */
  async #above(status: Loose): Promise<{ uri: string; author: string }[]> {
    const parent = idOf(status['in_reply_to_id'])
    const id = idOf(status['id'])
    if (parent === undefined || id === undefined) return []
    const { body } = await this.#session.ask(`/api/v1/statuses/${encodeURIComponent(id)}/context`).catch((thrown: unknown) => {
      if (thrown instanceof NotThere) return { body: null }
      throw thrown
    })
    return listOf(objectOf(body)?.['ancestors']).slice(-50).flatMap((value) => {
      const one = objectOf(value)
      const uri = wholeTextOf(one?.['uri'], 1_024)
      const author = wholeTextOf(objectOf(one?.['account'])?.['uri'], 1_024) ?? wholeTextOf(objectOf(one?.['account'])?.['url'], 1_024)
      return uri === undefined || author === undefined ? [] : [{ uri, author }]
    })
  }

  async #keep(gathered: Gathered, moved: Partial<FediverseAccountCursor>): Promise<void> {
    const { notes, clock, emit } = this.#context
    await notes.keep(gathered.numbers.flatMap(({ id, uri }) => [{ key: idKey(uri), value: id, about: uri }, { key: uriKey(id), value: uri, about: uri }]))
    this.#cursor = { ...this.#cursor, ...moved, watched: watching(this.#cursor.watched, gathered.watched, clock.now()) }
    await emit({ items: gathered.items, setAside: gathered.setAside, removed: gathered.removed, cursor: this.#cursor })
  }
}

/** What a page came to. */
class Gathered {
  readonly items: Interaction[] = []
  readonly setAside: SetAside[] = []
  readonly removed: { channel: string; externalId: string }[] = []
  readonly numbers: { id: string; uri: string }[] = []
  readonly watched: Watched[] = []
  readonly #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  aside({ code, because }: { readonly code: string; readonly because: string }, raw: unknown): void {
    this.#context.warn(because)
    this.setAside.push({ code, because, raw: cut(JSON.stringify(raw) ?? '', longestRaw) })
  }
}
