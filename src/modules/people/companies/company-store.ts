/** SQL of companies: who they are, their domains, and who may belong to them. */
import { sql } from 'kysely'
import type { Instant } from '../../../kernel/instant.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface Company {
  readonly id: Uuid
  readonly name: string
  readonly domains: readonly string[]
  readonly note: string
  readonly createdAt: Instant
  readonly source: string
}
const columns = sql`id, name, domains, note, created_at as "createdAt", source`

export async function companyOf(db: Db, id: Uuid): Promise<Company | null> {
  const { rows } = await sql<Company>`select ${columns} from people.companies where id = ${id} and removed_at is null`.execute(db)
  return rows[0] ?? null
}

export async function companiesOf(db: Db, ids: readonly Uuid[]): Promise<Map<Uuid, Company>> {
  const { rows } = await sql<Company>`select ${columns} from people.companies where id = any(${ids}::uuid[]) and removed_at is null`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function pageOfCompanies(db: Db, ask: { q: string; after: { value: string; id: Uuid } | null; limit: number }): Promise<(Company & { people: number; spentMinor: number; lastAt: Instant | null })[]> {
  const { rows } = await sql<Company & { people: number; spentMinor: number; lastAt: Instant | null }>`
    select ${columns}, figures.* from people.companies co cross join lateral (
      select count(*) as people, coalesce(sum(spent_minor), 0)::bigint as "spentMinor", max(last_at) as "lastAt" from people.cards c where c.companies <> '{}' and c.companies @> array[co.id]
    ) figures
    where removed_at is null and ${ask.q === '' ? sql`true` : sql`(lower(name) like ${`%${ask.q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`} or domains @> ${[ask.q.toLowerCase()]}::text[])`}
      and ${ask.after === null ? sql`true` : sql`(lower(name), id) > (${ask.after.value}, ${ask.after.id}::uuid)`}
    order by lower(name), id limit ${ask.limit}`.execute(db)
  return rows
}

export async function addCompany(db: Db, company: { name: string; domains: readonly string[]; note: string; source: string }, now: Instant): Promise<Uuid> {
  const id = newId(now)
  await sql`insert into people.companies (id, name, domains, note, source, created_at) values (${id}, ${company.name}, ${company.domains}::text[], ${company.note}, ${company.source}, ${new Date(now)})`.execute(db)
  return id
}

export async function changeCompany(db: Db, id: Uuid, change: { name?: string | undefined; domains?: readonly string[] | undefined; note?: string | undefined; removed?: boolean | undefined }): Promise<boolean> {
  const { rows } = await sql`update people.companies set name = coalesce(${change.name ?? null}, name), domains = coalesce(${change.domains ?? null}::text[], domains), note = coalesce(${change.note ?? null}, note),
    removed_at = case when ${change.removed ?? null}::boolean is null then removed_at when ${change.removed ?? null}::boolean then now() else null end where id = ${id} returning id`.execute(db)
  return rows.length > 0
}

/** The company of a domain; the oldest when several claim it. */
export async function companyOfDomain(db: Db, domain: string): Promise<Company | null> {
  const { rows } = await sql<Company>`select ${columns} from people.companies where removed_at is null and domains @> ${[domain]}::text[] order by created_at limit 1`.execute(db)
  return rows[0] ?? null
}

/** Identities of people, by the persons that are tied to a company. */
export async function peopleOfCompany(db: Db, company: Uuid, limit: number): Promise<{ person: Uuid; role: string; entry: Uuid; source: string }[]> {
  const { rows } = await sql<{ person: Uuid; role: string; entry: Uuid; source: string }>`
    select distinct on (i.person) i.person, coalesce(e.value ->> 'role', '') as role, e.id as entry, e.source
    from people.entries e join people.identities i on i.id = e.identity
    where e.kind = 'company' and e.key = ${company} and e.retracted_at is null order by i.person, e.said_at desc limit ${limit}`.execute(db)
  return rows
}

/** People with an address at one of these domains who are not tied to the company. */
export async function peopleAtDomains(db: Db, company: Uuid, domains: readonly string[], limit: number): Promise<{ person: Uuid; address: string }[]> {
  if (domains.length === 0) return []
  const { rows } = await sql<{ person: Uuid; address: string }>`
    select distinct on (i.person) i.person, coalesce(i.handle, i.external_id) as address from people.identities i
    where (i.external_id like '%@%' or i.handle like '%@%')
      and split_part(lower(case when i.external_id like '%@%' then i.external_id else coalesce(i.handle, '') end), '@', 2) = any(${domains}::text[])
      and not exists (select from people.entries e join people.identities o on o.id = e.identity where o.person = i.person and e.kind = 'company' and e.key = ${company} and e.retracted_at is null)
    order by i.person limit ${limit}`.execute(db)
  return rows
}
