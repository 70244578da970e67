/** Addresses of which nothing may be recorded: asked about for everything that comes in, so kept in memory. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { AddressHashes } from './address-hash.ts'

export interface Barred {
  /** Whether anybody is barred from being recorded at all. */
  readonly any: boolean
  /** Whether this address, as a channel shows it, may not be recorded. */
  has(channel: string, externalId: string): boolean
}

const nobody: Barred = { any: false, has: () => false }

export interface BarredAddresses {
  /** As it stands in this transaction. Cheap while nothing has changed. */
  current(tx: Db | Tx): Promise<Barred>
  invalidate(): void
}

/**
 * Those who asked never to be recorded again, and those whose erasure is under
 * way: what arrives for them meanwhile would be left behind.
 */
export function barredAddresses(hashes: AddressHashes): BarredAddresses {
  let version = ''
  let held: Barred = nobody
  return {
    invalidate: () => { version = '' },
    current: async (tx) => {
      // One row tells whether anything changed, also to a process that missed the notification.
      const { rows } = await sql<{ version: string }>`
        select (select count(*) || ':' || coalesce(max(at)::text, '') from people.suppressions where not record) || '|' || (select coalesce(string_agg(id::text, ',' order by id), '') from people.erasures where state <> 'done') as version`.execute(tx)
      const now = rows[0]?.version ?? ''
      if (now === version) return held
      const set = new Set<string>()
      const kept = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from people.suppressions where not record`.execute(tx)
      for (const { hash } of kept.rows) set.add(hash)
      const going = await sql<{ channel: string; externalId: string }>`
        select subject->>'channel' as channel, subject->>'externalId' as "externalId" from people.erasures, jsonb_array_elements(subjects) as subject where state <> 'done'`.execute(tx)
      for (const { channel, externalId } of going.rows) set.add(hashes.of(channel, externalId))
      held = set.size === 0 ? nobody : { any: true, has: (channel, externalId) => set.has(hashes.of(channel, externalId)) }
      version = now
      return held
    },
  }
}
