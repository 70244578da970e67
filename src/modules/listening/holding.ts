/** What listening keeps about a person: which topics their words matched, and what members said those words mean. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import type { DataSubject, Holding, ToldSection } from '../../kernel/personal-data.ts'
import type { Clickhouse } from '../../platform/clickhouse/open.ts'
import type { Db } from '../../platform/postgres/database.ts'

const blockSize = 5_000

export function listeningHolding({ db, clickhouse }: { db: Db; clickhouse: Clickhouse }): Holding {
  return {
    name: 'listening',
    what: { en: 'Which topics people\'s words matched, and how those words were understood', nl: 'Bij welke onderwerpen iemands woorden pasten, en hoe die begrepen werden' },
    postgres: ['listening.corrections', 'listening.label_changes'],
    clickhouse: ['mentions'],
    files: [],
    tell: (subject) => [understood(db, clickhouse, subject)],
    erase: async ({ identities, interactions }) => {
      await clickhouse.run('delete from rapport.mentions where identity in {identities:Array(UUID)}', { params: { identities: identities.map((one) => one.id) } })
      return forgetLabels(db, interactions)
    },
  }
}

/** Takes out what members said about some interactions. */
export async function forgetLabels(db: Db, interactions: readonly Uuid[]): Promise<number> {
  let removed = 0
  for (let at = 0; at < interactions.length; at += blockSize) {
    const ids = interactions.slice(at, at + blockSize)
    for (const table of ['listening.corrections', 'listening.label_changes']) {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} where interaction = any(${ids}::uuid[])`.execute(db)
      removed += Number(numAffectedRows ?? 0n)
    }
  }
  return removed
}

function understood(db: Db, clickhouse: Clickhouse, { identities, interactions }: DataSubject): ToldSection {
  async function* items(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    const names = new Map((await sql<{ edition: number; name: string }>`select edition, name from listening.topics where removed_at is null`.execute(db)).rows.map((row) => [row.edition, row.name]))
    const rows = clickhouse.stream<{ topic: number; at: string; sentiment: string; emotion: string; intent: string; urgency: string }>('select topic, toString(at) as at, sentiment, emotion, intent, urgency from rapport.mentions where identity in {identities:Array(UUID)} order by at desc', { params: { identities: identities.map((one) => one.id) } })
    for await (const block of rows) for (const { topic, at, ...labels } of block) if (names.has(topic)) yield { at, topic: names.get(topic), ...labels }
    for (let at = 0; at < interactions.length; at += blockSize) {
      const corrections = await sql<{ label: string; before: string; after: string; at: Instant }>`select label, before, after, at from listening.corrections where interaction = any(${interactions.slice(at, at + blockSize)}::uuid[]) and undone_at is null`.execute(db)
      for (const { label, before, after, at: written } of corrections.rows) yield { at: iso(written), corrected: label, from: before, to: after }
    }
  }
  return { title: { en: 'How your words were understood', nl: 'Hoe uw woorden begrepen werden' }, items: items() }
}
