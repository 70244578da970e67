/** People and companies as files: streamed in constant memory, safe to open in a spreadsheet. */
import { sql } from 'kysely'
import { csvLine } from '../../../kernel/csv.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import { streamedAnswer } from '../../../platform/http/streamed.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export type ExportFormat = 'csv' | 'ndjson'
const pageRows = 500

interface Exported {
  readonly person: Uuid
  readonly name: string | null
  readonly identities: readonly { channel: string; externalId: string; handle: string | null }[]
  readonly place: string | null
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  readonly stage: string | null
  readonly tags: readonly string[]
  readonly traits: Readonly<Record<string, string>>
  readonly companies: readonly string[]
  readonly purchases: number
  readonly spentMinor: number
  readonly currency: string | null
}

async function pageOf(db: Db, after: Uuid, limit: number): Promise<Exported[]> {
  const { rows } = await sql<Exported>`
    with page as (select person from people.identities where person > ${after}::uuid group by person order by person limit ${limit})
    select page.person, one.name, one.identities, one.place, one."firstSeen", one."lastSeen", card.stage, coalesce(said.tags, '{}') as tags, coalesce(said.traits, '{}') as traits, coalesce(said.companies, '{}') as companies, bought.purchases, bought."spentMinor", bought.currency
    from page
    cross join lateral (
      select (array_agg(i.name order by i.last_seen_at desc) filter (where i.name is not null))[1] as name, (array_agg(i.place order by i.last_seen_at desc) filter (where i.place is not null))[1] as place,
        jsonb_agg(jsonb_build_object('channel', i.channel, 'externalId', i.external_id, 'handle', i.handle) order by i.first_seen_at, i.id) as identities, min(i.first_seen_at) as "firstSeen", max(i.last_seen_at) as "lastSeen"
      from people.identities i where i.person = page.person) one
    left join people.cards card on card.person = page.person
    left join lateral (
      select array_agg(distinct e.key) filter (where e.kind = 'tag') as tags, jsonb_object_agg(e.key, e.value #>> '{}' order by e.said_at) filter (where e.kind = 'trait') as traits,
        array_agg(distinct c.name) filter (where c.id is not null) as companies
      from people.entries e join people.identities i on i.id = e.identity left join people.companies c on e.kind = 'company' and c.id::text = e.key and c.removed_at is null
      where i.person = page.person and e.retracted_at is null and e.kind in ('tag', 'trait', 'company')) said on true
    cross join lateral (
      select count(*)::int as purchases, coalesce(sum(p.amount_minor), 0)::bigint as "spentMinor", min(p.currency) as currency from people.purchases p join people.identities i on i.id = p.identity where i.person = page.person) bought
    order by page.person`.execute(db)
  return rows
}

const columns = ['id', 'name', 'mail', 'phone', 'customer', 'handles', 'place', 'companies', 'stage', 'tags', 'traits', 'purchases', 'spent', 'currency', 'firstSeen', 'lastSeen'] as const

function cellsOf(one: Exported): (string | number | null)[] {
  const of = (channel: string): string => one.identities.filter((identity) => identity.channel === channel).map((identity) => identity.externalId).join('; ')
  const handles = one.identities.filter(({ channel }) => !['mail', 'phone', 'customer', 'cookie'].includes(channel)).map(({ channel, handle, externalId }) => `${channel}:${handle ?? externalId}`).join('; ')
  return [
    one.person, one.name, of('mail'), of('phone'), of('customer'), handles, one.place, one.companies.join('; '), one.stage, one.tags.join('; '), Object.entries(one.traits).map(([name, value]) => `${name}=${value}`).join('; '),
    one.purchases, one.purchases === 0 ? null : one.spentMinor / 100, one.currency, iso(one.firstSeen), iso(one.lastSeen),
  ]
}

function streamed(format: ExportFormat, name: string, parts: () => AsyncGenerator<string>): Response {
  return streamedAnswer(parts(), { 'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8', 'content-disposition': `attachment; filename="${name}.${format}"`, 'cache-control': 'no-store' })
}

const firstId = '00000000-0000-0000-0000-000000000000'

export function peopleAsFile(db: Db, format: ExportFormat): Response {
  return streamed(format, 'people', async function* () {
    if (format === 'csv') yield `\ufeff${csvLine(columns)}`
    for (let after = firstId; ;) {
      const rows = await pageOf(db, after, pageRows)
      if (rows.length > 0) yield rows.map((one) => (format === 'csv' ? csvLine(cellsOf(one)) : `${JSON.stringify({ id: one.person, ...one, person: undefined, firstSeen: iso(one.firstSeen), lastSeen: iso(one.lastSeen) })}\n`)).join('')
      after = rows.at(-1)?.person ?? after
      if (rows.length < pageRows) return
    }
  })
}

export function companiesAsFile(db: Db, format: ExportFormat): Response {
  return streamed(format, 'companies', async function* () {
    if (format === 'csv') yield `\ufeff${csvLine(['id', 'name', 'domains', 'note', 'people', 'createdAt'])}`
    for (let after = firstId; ;) {
      const { rows } = await sql<{ id: Uuid; name: string; domains: string[]; note: string; people: number; createdAt: Instant }>`
        select id, name, domains, note, created_at as "createdAt", (select count(distinct i.person)::int from people.entries e join people.identities i on i.id = e.identity where e.kind = 'company' and e.key = company.id::text and e.retracted_at is null) as people
        from people.companies as company where removed_at is null and id > ${after}::uuid order by id limit ${pageRows}`.execute(db)
      if (rows.length > 0) yield rows.map((one) => (format === 'csv' ? csvLine([one.id, one.name, one.domains.join('; '), one.note, one.people, iso(one.createdAt)]) : `${JSON.stringify({ ...one, createdAt: iso(one.createdAt) })}\n`)).join('')
      after = rows.at(-1)?.id ?? after
      if (rows.length < pageRows) return
    }
  })
}
