/** What was heard lately is looked at again, since servers tell nobody but followers what was edited or removed at its source. */
import { dayMs, type Instant } from '../../../../kernel/instant.ts'
import { listOf, objectOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import { idOf } from '../status.ts'
import { NotThere, type Session } from './session.ts'

export interface Watched {
  /** On our server. */
  readonly id: string
  /** In the network. */
  readonly uri: string
  /** When it was edited last, as we know it; empty: never. */
  readonly edited: string
  readonly heardAt: Instant
}

/** Most of what is changed is changed soon. */
const watchedForMs = 3 * dayMs
const mostWatched = 300
/** As many as servers answer for at once. */
const atOnce = 20

export const editedAt = (status: Loose | null): string => wholeTextOf(status?.['edited_at'], 64) ?? ''

/** The newer of each, for as long as they are worth it. */
export function watching(before: readonly Watched[], more: readonly Watched[], now: Instant): readonly Watched[] {
  const all = new Map([...before, ...more].map((one) => [one.id, one]))
  return [...all.values()].filter(({ heardAt }) => now - heardAt < watchedForMs).slice(-mostWatched)
}

export interface Changes {
  readonly edited: readonly Loose[]
  readonly gone: readonly Watched[]
}

export async function changesOf(session: Session, watched: readonly Watched[]): Promise<Changes> {
  const edited: Loose[] = []
  const gone: Watched[] = []
  for (let from = 0; from < watched.length; from += atOnce) {
    const some = watched.slice(from, from + atOnce)
    const there = await manyOf(session, some)
    for (const one of some) {
      const status = there.get(one.id)
      if (status === undefined) gone.push(one)
      else if (editedAt(status) !== one.edited) edited.push(status)
    }
  }
  return { edited, gone }
}

/** Many at once where the server knows how (Mastodon 4.3); one by one what it left out, so that nothing counts as gone that it only did not name. */
async function manyOf(session: Session, some: readonly Watched[]): Promise<Map<string, Loose>> {
  const found = new Map<string, Loose>()
  const { body } = await session.ask('/api/v1/statuses', { query: some.map(({ id }) => ['id[]', id] as const) }).catch((thrown: unknown) => {
    if (thrown instanceof NotThere) return { body: [] }
    throw thrown
  })
  const take = (value: unknown): void => {
    const status = objectOf(value)
    const id = idOf(status?.['id'])
    if (status !== null && id !== undefined) found.set(id, status)
  }
  for (const value of listOf(body)) take(value)
  for (const { id } of some) {
    if (!found.has(id)) take(await session.ask(`/api/v1/statuses/${encodeURIComponent(id)}`).then((one) => one.body, (thrown: unknown) => {
      if (thrown instanceof NotThere) return null
      throw thrown
    }))
  }
  return found
}
