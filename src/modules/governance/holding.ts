/** What the audit trail keeps about people outside: that somebody looked at them, or did something about them. */
import type { Holding } from '../../kernel/personal-data.ts'
import { sql } from 'kysely'
import type { Db } from '../../platform/postgres/database.ts'
import { trimTrail } from './seals.ts'
import { eraseSubjects } from './trail-store.ts'

export function governanceHolding(db: Db): Holding {
  return {
    name: 'governance',
    what: { en: 'Who of the company did what, and read which private content, sealed', nl: 'Wie van het bedrijf wat deed en welke privé-inhoud las, verzegeld' },
    postgres: ['governance.trail'],
    clickhouse: [],
    files: [],
    erase: ({ identities, interactions }) => eraseSubjects(db, [...identities.map((one) => one.id), ...interactions]),
    ageing: [{
      kind: 'audit',
      what: { en: 'Audit trail', nl: 'Auditspoor' },
      count: async (before) => {
        const { rows } = await sql<{ count: number }>`select count(*)::integer as count from governance.trail where seal <= (select max(number) from governance.seals where at < ${new Date(before)})`.execute(db)
        return rows[0]?.count ?? 0
      },
      remove: (before) => trimTrail(db, before),
    }],
  }
}
