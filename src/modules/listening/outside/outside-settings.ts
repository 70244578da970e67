/** How an outside model is reached and what it may tell: kept in PostgreSQL, its key sealed. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Seal } from '../../../platform/seal.ts'

/** Labels that an outside model may tell. Urgency stays a rule that can be read. */
export const outsideLabels = ['sentiment', 'emotion', 'intent'] as const
export type OutsideLabel = (typeof outsideLabels)[number]

export interface OutsideSettings {
  readonly enabled: boolean
  /** Base address of an OpenAI-compatible API: `https://host.example/v1`. */
  readonly address: string
  readonly model: string
  readonly labels: readonly OutsideLabel[]
  readonly timeoutMs: number
  /** Requests at once. */
  readonly concurrency: number
  /** Requests a minute. */
  readonly perMinute: number
}

export interface OutsideModel extends OutsideSettings {
  readonly key: string | null
}

export async function outsideModel(db: Db, seal: Seal): Promise<OutsideModel | null> {
  const { rows } = await sql<OutsideSettings & { sealedKey: string | null }>`
    select enabled, address, model, sealed_key as "sealedKey", labels, timeout_ms as "timeoutMs", concurrency, per_minute as "perMinute" from listening.outside_model`.execute(db)
  const [row] = rows
  if (!row) return null
  const { sealedKey, ...settings } = row
  return { ...settings, key: sealedKey === null ? null : seal.open(sealedKey) }
}

/** `key` undefined keeps the one there is; empty takes it away. A key is never sent to another host than it was given for. */
export async function saveOutsideModel(db: Db, seal: Seal, settings: OutsideSettings, key: string | undefined): Promise<void> {
  const { enabled, address, model, labels, timeoutMs, concurrency, perMinute } = settings
  const before = await outsideModel(db, seal)
  const kept = before?.key && hostOf(before.address) === hostOf(address) ? before.key : null
  const used = key === undefined ? kept : key === '' ? null : key
  await sql`
    insert into listening.outside_model (enabled, address, model, sealed_key, labels, timeout_ms, concurrency, per_minute)
    values (${enabled}, ${address}, ${model}, ${used === null ? null : seal.seal(used)}, ${[...labels]}::text[], ${timeoutMs}, ${concurrency}, ${perMinute})
    on conflict (one) do update set enabled = excluded.enabled, address = excluded.address, model = excluded.model, sealed_key = excluded.sealed_key, labels = excluded.labels,
      timeout_ms = excluded.timeout_ms, concurrency = excluded.concurrency, per_minute = excluded.per_minute, changed_at = now()`.execute(db)
  await sql`select pg_notify('rapport_outside', '')`.execute(db)
}

export function hostOf(address: string): string {
  try {
    return new URL(address).host
  } catch {
    return address.slice(0, 100)
  }
}
