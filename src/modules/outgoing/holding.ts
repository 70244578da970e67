/** What is kept of events and mails that were sent, as far as it is about people outside. */
import { sql } from 'kysely'
import type { Holding } from '../../kernel/personal-data.ts'
import type { Db } from '../../platform/postgres/database.ts'

/** An address this short would be found in everything. */
const shortest = 4

export function outgoingHolding(db: Db): Holding {
  return {
    name: 'outgoing',
    what: { en: 'Events and mails of the last thirty days, with what others answered', nl: 'Gebeurtenissen en mails van de laatste dertig dagen, met wat anderen antwoordden' },
    postgres: ['outgoing.events', 'outgoing.deliveries', 'outgoing.attempts', 'outgoing.mails'],
    clickhouse: [],
    files: [],
    erase: async ({ identities, interactions }) => {
      const marks = identities.flatMap(({ id, externalId, handle }) => [id, externalId, handle ?? '']).filter((mark) => mark.length >= shortest)
      // As JSON writes them, without the quotation marks, so that what is escaped is found too.
      const written = [...new Set(marks.flatMap((mark) => [mark, JSON.stringify(mark).slice(1, -1)]))]
      // That they were erased is told to others by their ids; this one event is kept until it has reached them.
      const events = await sql`
        delete from outgoing.events where type <> 'person.erased' and (
          exists (select from unnest(${written}::text[]) as mark where position(mark in body) > 0)
          or exists (select from regexp_matches(body, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as found where found[1]::uuid = any(${[...interactions]}::uuid[])))`.execute(db)
      const attempts = await sql`update outgoing.attempts set response = '', because = null where exists (select from unnest(${written}::text[]) as mark where position(mark in response) > 0 or position(mark in coalesce(because, '')) > 0)`.execute(db)
      const mails = await sql`delete from outgoing.mails where lower(address) = any(${identities.map((one) => one.externalId.toLowerCase())}::text[]) or exists (select from unnest(${written}::text[]) as mark where position(mark in subject) > 0)`.execute(db)
      return Number(events.numAffectedRows ?? 0n) + Number(attempts.numAffectedRows ?? 0n) + Number(mails.numAffectedRows ?? 0n)
    },
  }
}

/** To whom what happens here is told, as it is set up now: systems by name and host, and the server that sends mail. */
export async function recipientsOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; host: string }>`
    select name, regexp_replace(url, '^[a-z]+://([^/:@]+@)?([^/:]+).*$', '\\2') as host from outgoing.endpoints where active union all select from_name, host from outgoing.mail_settings order by 1`.execute(db)
  return rows.map(({ name, host }) => `${name} (${host})`)
}
