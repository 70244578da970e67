/** What two people have in common, and what would stand against joining them. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { apartTouching } from './link-store.ts'
import type { LinkEvidence } from './model.ts'
import type { Placer } from './placer.ts'
import { recordOf, type Profile } from './profile-record.ts'

export interface Conflicting {
  readonly code: 'kept-apart' | 'bot' | 'two-customers' | 'same-channel'
  readonly a: string | null
  readonly b: string | null
  /** The statement that keeps apart. */
  readonly statement: Uuid | null
}

interface Compared {
  /** Log odds of the pair of identities that agree most; null where nothing was learnt. */
  readonly bits: number | null
  readonly evidence: readonly LinkEvidence[]
  readonly conflicts: Conflicting[]
}

/** Pairs of identities compared at most. */
const mostPairs = 60

export async function comparePersons(db: Db, placer: Placer | null, left: readonly Uuid[], right: readonly Uuid[]): Promise<Compared> {
  const profiles = await profilesOf(db, [...left, ...right])
  const side = (ids: readonly Uuid[]) => ids.flatMap((id) => profiles.get(id) ?? [])
  const [xs, ys] = [side(left), side(right)]
  let best: { bits: number; evidence: readonly LinkEvidence[] } | null = null
  for (const [x, y] of xs.flatMap((one) => ys.map((other) => [one, other] as const)).slice(0, mostPairs)) {
    if (x.id === y.id) continue
    const found = await placer?.explain(recordOf(x), recordOf(y))
    if (found && (!best || found.bits > best.bits)) best = found
  }
  return { bits: best?.bits ?? null, evidence: best?.evidence ?? [], conflicts: [...(await keptApart(db, left, right)), ...contradictions(xs, ys)] }
}

type Known = Profile & { readonly id: Uuid; readonly bot: boolean }

async function profilesOf(db: Db, ids: readonly Uuid[]): Promise<Map<Uuid, Known>> {
  const { rows } = await sql<Known>`select id, channel, external_id as "externalId", handle, name, url, avatar_url as "avatarUrl", bio, place, bot from people.identities where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

async function keptApart(db: Db, left: readonly Uuid[], right: readonly Uuid[]): Promise<Conflicting[]> {
  const between = (a: Uuid, b: Uuid): boolean => left.includes(a) && right.includes(b)
  return (await apartTouching(db, left, true)).filter(({ a, b }) => between(a, b) || between(b, a)).map(({ id, madeBy }) => ({ code: 'kept-apart', a: madeBy, b: null, statement: id }))
}

/** What one person seldom has twice. */
function contradictions(xs: readonly Known[], ys: readonly Known[]): Conflicting[] {
  const shown = (one: Known): string => one.handle ?? one.externalId
  const found: Conflicting[] = []
  const bot = [...xs, ...ys].find((one) => one.bot)
  if (bot) found.push({ code: 'bot', a: shown(bot), b: null, statement: null })
  for (const x of xs) {
    const y = ys.find((other) => other.channel === x.channel && other.id !== x.id)
    if (y && !['mail', 'phone', 'cookie', 'site'].includes(x.channel)) found.push({ code: x.channel === 'customer' ? 'two-customers' : 'same-channel', a: shown(x), b: shown(y), statement: null })
  }
  return found
}
