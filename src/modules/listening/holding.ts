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
    postgres: ['listening.corrections', 'listening.label_changes', 'listening.cascade_texts', 'listening.cascade_places', 'listening.verdicts', 'listening.alarms'],
    clickhouse: ['mentions'],
    files: [],
    tell: (subject) => [understood(db, clickhouse, subject)],
    erase: async ({ identities, interactions }) => {
      await clickhouse.run('delete from rapport.mentions where identity in {identities:Array(UUID)}', { params: { identities: identities.map((one) => one.id) } })
      return (await forgetLabels(db, interactions)) + (await forgetInAlarms(db, marksOf(identities)))
    },
  }
}

/** What names somebody among the words of an alarm. */
function marksOf(identities: DataSubject['identities']): string[] {
  return [...new Set(identities.flatMap(({ externalId, handle }) => [externalId, handle ?? '']).map((mark) => mark.toLowerCase()).filter((mark) => mark.length >= 4))]
}

/** Alarms stay, for they are about many; the words in them that name somebody go. */
async function forgetInAlarms(db: Db, marks: readonly string[]): Promise<number> {
  const named = (text: string) => sql`exists (select from unnest(${[...marks]}::text[]) as mark where position(mark in lower(${sql.raw(text)})) > 0)`
  const { numAffectedRows } = await sql`
    update listening.alarms set terms = array(select term from unnest(terms) as term where not ${named('term')}), subject = case when ${named('subject')} then id::text else subject end
    where exists (select from unnest(terms) as term where ${named('term')}) or ${named('subject')}`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

const byInteraction = [['listening.corrections', 'interaction'], ['listening.label_changes', 'interaction'], ['listening.cascade_texts', 'id'], ['listening.cascade_places', 'id'], ['listening.verdicts', 'interaction']] as const

/** Takes out what was made of some interactions: labels, what members said about them, their places in cascades. */
export async function forgetLabels(db: Db, interactions: readonly Uuid[]): Promise<number> {
  let removed = 0
  for (let at = 0; at < interactions.length; at += blockSize) {
    const ids = interactions.slice(at, at + blockSize)
    for (const [table, column] of byInteraction) {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${ids}::uuid[])`.execute(db)
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
