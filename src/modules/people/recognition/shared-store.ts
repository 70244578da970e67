/** Notes which addresses are shared: listed, or seen with names that are not one person's. */
import { sql } from 'kysely'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { changePeople } from './acts.ts'
import { addressOf } from './address.ts'
import { regroup } from './regroup.ts'
import { patternsOf, sharedByNames } from './shared-addresses.ts'

export interface SharedAddress {
  readonly channel: string
  /** An address, or a mail box at any host: `info@*`. */
  readonly pattern: string
  /** False: somebody said that it is one person's, whatever it looks like. */
  readonly shared: boolean
  readonly because: 'role' | 'names' | 'hand'
  readonly byName: string
  readonly at: Instant
}

interface Address {
  readonly id: Uuid
  readonly channel: string
  readonly externalId: string
}

const columns = sql`channel, pattern, shared, because, by_name as "byName", at`
/** Ties looked at to tell how many names an address has; one more does not change the answer. */
const tiesLookedAt = 60

/** What the list says about some addresses, by identity; the address itself before its mail box at any host. */
export async function listed(db: Db, addresses: readonly Address[]): Promise<Map<Uuid, SharedAddress>> {
  const asked = addresses.flatMap(({ id, channel, externalId }) => patternsOf(channel, externalId).map((pattern) => ({ id, channel, pattern })))
  const { rows } = await sql<SharedAddress & { id: Uuid }>`
    select distinct on (id) id, ${columns} from people.shared_addresses join jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (id uuid, channel text, pattern text) using (channel, pattern)
    order by id, pattern like '%@*'`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Sets the mark; returns the identities around those whose mark changed, to be regrouped. */
async function mark(tx: Tx, verdicts: readonly { id: Uuid; shared: boolean }[]): Promise<Uuid[]> {
  if (verdicts.length === 0) return []
  const { rows } = await sql<{ id: Uuid }>`
    with changed as (
      update people.identities as known set shared = row.shared from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as row (id uuid, shared boolean)
      where known.id = row.id and known.shared <> row.shared returning known.id)
    select id from changed
    union select b from people.links join changed on a = changed.id where state = 'standing'
    union select a from people.links join changed on b = changed.id where state = 'standing'`.execute(tx)
  return rows.map((row) => row.id)
}

/** Marks addresses as the list has them. Returns whom to regroup. */
export async function noteListed(tx: Tx, addresses: readonly Address[]): Promise<Uuid[]> {
  const known = await listed(tx, addresses)
  return mark(tx, [...known].map(([id, { shared }]) => ({ id, shared })))
}

/** Lists and marks addresses that are tied to several people's names. Returns whom to regroup. */
export async function noteByNames(tx: Tx, addresses: readonly Address[], now: Instant): Promise<Uuid[]> {
  const known = await listed(tx, addresses)
  const open = addresses.filter(({ id }) => !known.has(id))
  if (open.length === 0) return []
  const { rows } = await sql<{ id: Uuid; names: string[]; customers: number }>`
    select asked.id, coalesce(array_agg(distinct identity.name) filter (where identity.name is not null), '{}') as names, count(distinct identity.id) filter (where identity.channel = 'customer')::int as customers
    from unnest(${open.map(({ id }) => id)}::uuid[]) as asked (id)
    cross join lateral (
      select name, channel, id from (
        (select b as other from people.links where a = asked.id and kind = 'rule' and state = 'standing' limit ${tiesLookedAt})
        union all (select a from people.links where b = asked.id and kind = 'rule' and state = 'standing' limit ${tiesLookedAt})) as tied
      join lateral (select one.name, one.channel, one.id from people.identities as one where one.id = tied.other limit 1) as found on true) as identity
    group by asked.id having count(*) > 1`.execute(tx)
  const byId = new Map(open.map((one) => [one.id, one]))
  const found = rows.flatMap(({ id, names, customers }) => {
    const address = byId.get(id)
    const different = address && (sharedByNames(address.channel, names) ?? (address.channel === 'cookie' && customers > 1 ? names : null))
    return address && different ? [address] : []
  })
  if (found.length === 0) return []
  await sql`
    insert into people.shared_addresses (channel, pattern, because, at)
    select channel, "externalId", 'names', ${new Date(now)} from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as row (channel text, "externalId" text)
    on conflict do nothing`.execute(tx)
  return mark(tx, found.map(({ id }) => ({ id, shared: true })))
}

/** The list, in order, each with a few of the names it is tied to now. */
export async function sharedAddresses(db: Db, filter: { channel?: string | undefined; after?: readonly [string, string] | null; limit: number }): Promise<(SharedAddress & { names: string[] })[]> {
  const { rows } = await sql<SharedAddress & { names: string[] }>`
    select ${columns}, array(
      select distinct other.name from people.identities as own join people.links on own.id in (links.a, links.b) join people.identities as other on other.id in (links.a, links.b) and other.id <> own.id
      where own.channel = shared_addresses.channel and own.external_id = pattern and links.state = 'standing' and other.name is not null limit 5) as names
    from people.shared_addresses
    where (${filter.channel ?? null}::text is null or channel = ${filter.channel ?? null}) and (${filter.after?.[0] ?? null}::text is null or (channel, pattern) > (${filter.after?.[0] ?? ''}, ${filter.after?.[1] ?? ''}))
    order by channel, pattern limit ${filter.limit}`.execute(db)
  return rows
}

/** The form in which a pattern is kept. @throws {Invalid} when it is neither an address nor a mail box at any host. */
export function patternOf(channel: string, text: string): string {
  const box = /^\s*([^\s@*]+)@\*\s*$/.exec(text)?.[1]
  if (channel === 'mail' && box !== undefined) return `${box.toLowerCase()}@*`
  if (text.includes('*')) throw new Invalid(`"${text.slice(0, 100)}" is no pattern that is known: write a whole address, or a mail box at any host such as info@*.`, { path: '/pattern' }, 'people.shared-pattern')
  return addressOf(channel, text)
}

async function matching(tx: Tx, channel: string, pattern: string): Promise<Address[]> {
  const box = channel === 'mail' && pattern.endsWith('@*') ? `${pattern.slice(0, -1).replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null
  const { rows } = await sql<Address>`
    select id, channel, external_id as "externalId" from people.identities where channel = ${channel} and (external_id = ${pattern} or (${box}::text is not null and external_id like ${box ?? ''}))`.execute(tx)
  return rows
}

/** States by hand that an address is shared, or that it is not; who is who follows at once. */
export async function stateShared(db: Db, actor: Actor, channel: string, text: string, shared: boolean, now: Instant): Promise<SharedAddress> {
  const pattern = patternOf(channel, text)
  return changePeople(db, async (tx) => {
    const { rows } = await sql<SharedAddress>`
      insert into people.shared_addresses as known (channel, pattern, shared, because, by_name, at) values (${channel}, ${pattern}, ${shared}, 'hand', ${actor.name}, ${new Date(now)})
      on conflict (channel, pattern) do update set shared = excluded.shared, because = 'hand', by_name = excluded.by_name, at = excluded.at returning ${columns}`.execute(tx)
    await remark(tx, await matching(tx, channel, pattern), now)
    const [row] = rows
    if (!row) throw new NotFound('shared address', pattern)
    return row
  })
}

/** Takes an entry off the list; names may put it there again. */
export async function forgetShared(db: Db, channel: string, pattern: string, now: Instant): Promise<void> {
  await changePeople(db, async (tx) => {
    const gone = await sql`delete from people.shared_addresses where channel = ${channel} and pattern = ${pattern} returning 1`.execute(tx)
    if (gone.rows.length === 0) throw new NotFound('shared address', pattern)
    await remark(tx, await matching(tx, channel, pattern), now)
  })
}

/** Marks anew what an entry was about. */
async function remark(tx: Tx, addresses: readonly Address[], now: Instant): Promise<void> {
  const known = await listed(tx, addresses)
  const seeds = new Set(await mark(tx, addresses.map(({ id }) => ({ id, shared: known.get(id)?.shared ?? false }))))
  for (const id of await noteByNames(tx, addresses, now)) seeds.add(id)
  await regroup(tx, [...seeds])
}
