/**
 * The digest that makes a block of the audit trail tamper-evident. Pure.
 *
 * Each seal is an HMAC-SHA-256 (RFC 2104) over the seal before it and over the
 * rows of its block in their order, so that changing, adding, removing or
 * reordering any row breaks it and every seal after it. The key lies outside
 * the database: whoever can write there cannot make seals that hold.
 * After B. Schneier and J. Kelsey, "Secure Audit Logs to Support Computer
 * Forensics" (1999), without its forward-secret keys.
 */
import { createHmac, hash } from 'node:crypto'
import type { Instant } from '../../kernel/instant.ts'

export interface TrailRow {
  readonly seq: number
  readonly at: Instant
  readonly actorKind: string
  readonly actor: string
  readonly actorName: string
  readonly deed: string
  readonly subjectDigest: Buffer | null
  readonly facts: unknown
  readonly address: string
  readonly status: number | null
}

/** What stands for the subject in the seal, so that the subject itself can be erased. */
export function subjectDigest(subject: string, salt: Buffer): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(subject)]), 'buffer')
}

/** JSON with the names of objects in order, as PostgreSQL keeps no order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`).join(',')}}`
  return JSON.stringify(value ?? null)
}

export function sealDigest(key: string, before: Buffer | null, rows: readonly TrailRow[]): Buffer {
  const hmac = createHmac('sha256', Buffer.from(key, 'base64url'))
  hmac.update(before ?? Buffer.alloc(32))
  for (const row of rows) {
    const line = canonical([row.seq, row.at, row.actorKind, row.actor, row.actorName, row.deed, row.subjectDigest?.toString('hex') ?? null, row.facts ?? null, row.address, row.status])
    hmac.update(`${Buffer.byteLength(line)}:${line}`)
  }
  return hmac.digest()
}
