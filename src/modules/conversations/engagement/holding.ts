/** What deciding keeps about people outside: their cases, what they said of our help, and what rules said of their conversations. */
import { sql } from 'kysely'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { DataSubject, Holding, ToldSection } from '../../../kernel/personal-data.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export function decidingHolding(db: Db): Holding {
  return {
    name: 'engagement',
    what: { en: 'Complaints and how they were mended, answers about satisfaction, promises, and which rules were used in conversations', nl: 'Klachten en hoe ze werden opgelost, antwoorden over tevredenheid, beloften, en welke regels in gesprekken werden gebruikt' },
    postgres: [
      'conversations.moments', 'conversations.promises', 'conversations.rule_uses', 'conversations.playbook_ticks', 'conversations.approvals', 'conversations.approval_votes', 'conversations.cases', 'conversations.case_promises', 'conversations.questions',
    ],
    clickhouse: [],
    files: [],
    tell: (subject) => [answers(db, subject), cases(db, subject)],
    erase: async ({ identities }) => {
      const ids = identities.map(({ id }) => id)
      return db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ id: string }>`
          select conversation as id from conversations.participants mine where identity = any(${ids}::uuid[]) and not exists (select from conversations.participants other where other.conversation = mine.conversation and not other.identity = any(${ids}::uuid[]))`.execute(tx)
        const alone = rows.map(({ id }) => id)
        let went = 0
        for (const statement of [
          sql`delete from conversations.questions where identity = any(${ids}::uuid[])`,
          sql`delete from conversations.cases where identity = any(${ids}::uuid[])`,
          sql`delete from conversations.rule_uses where conversation = any(${alone}::uuid[])`,
          sql`delete from conversations.approvals where conversation = any(${alone}::uuid[])`,
        ]) went += Number((await statement.execute(tx)).numAffectedRows ?? 0n)
        return went
      })
    },
  }
}

function answers(db: Db, { identities }: DataSubject): ToldSection {
  return {
    title: { en: 'What you said of our help', nl: 'Wat u van onze hulp vond' },
    items: (async function* items() {
      const { rows } = await sql<{ at: Instant; kind: string; score: number; comment: string | null }>`select answered_at as at, kind, score, comment from conversations.questions where state = 'answered' and identity = any(${identities.map(({ id }) => id)}::uuid[]) order by answered_at`.execute(db)
      for (const { at, ...row } of rows) yield { at: iso(at), ...row }
    })(),
  }
}

function cases(db: Db, { identities }: DataSubject): ToldSection {
  return {
    title: { en: 'Complaints of yours that we followed', nl: 'Klachten van u die wij opvolgden' },
    items: (async function* items() {
      const { rows } = await sql<{ at: Instant; title: string; state: string; because: string | null }>`select opened_at as at, title, state, closed_because as because from conversations.cases where identity = any(${identities.map(({ id }) => id)}::uuid[]) order by opened_at`.execute(db)
      for (const { at, ...row } of rows) yield { at: iso(at), ...row }
    })(),
  }
}
