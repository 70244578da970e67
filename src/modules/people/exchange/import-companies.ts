/** The companies that rows name: found by domain, else by name, and made when nobody knows them. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Tx } from '../../../platform/postgres/database.ts'

export interface NamedCompany {
  readonly name: string
  readonly domains: readonly string[]
  readonly note?: string
}

export interface FoundCompany {
  readonly id: Uuid
  readonly made: boolean
}

/** One for each that is wanted, in their order; several that are one company are one. */
export async function companiesFor(tx: Tx, { source, now }: { readonly source: string; readonly now: Instant }, wanted: readonly NamedCompany[]): Promise<FoundCompany[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<{ id: Uuid; name: string; domains: string[] }>`
    select id, name, domains from people.companies where removed_at is null and (lower(name) = any(${[...new Set(wanted.map((one) => one.name.toLowerCase()))]}::text[]) or domains && ${[...new Set(wanted.flatMap((one) => one.domains))]}::text[]) order by created_at, id`.execute(tx)
  const byName = new Map<string, Uuid>()
  const byDomain = new Map<string, Uuid>()
  const know = (id: Uuid, name: string, domains: readonly string[]): void => {
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), id)
    for (const domain of domains) if (!byDomain.has(domain)) byDomain.set(domain, id)
  }
  for (const { id, name, domains } of rows) know(id, name, domains)
  const made: { id: Uuid; name: string; domains: readonly string[]; note: string }[] = []
  const found = wanted.map(({ name, domains, note }): FoundCompany => {
    const there = domains.map((domain) => byDomain.get(domain)).find((id) => id !== undefined) ?? byName.get(name.toLowerCase())
    if (there !== undefined) return { id: there, made: false }
    const id = newId(now)
    made.push({ id, name, domains, note: note ?? '' })
    know(id, name, domains)
    return { id, made: true }
  })
  if (made.length > 0) {
    await sql`
      insert into people.companies (id, name, domains, note, source, created_at)
      select id, name, array(select jsonb_array_elements_text(domains)), note, ${source}, ${new Date(now)} from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (id uuid, name text, domains jsonb, note text)`.execute(tx)
  }
  return found
}
