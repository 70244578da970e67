/** The company's own accounts: who speaks for us, and by which names we are addressed. */
import { sql } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Speakers } from '../ports.ts'

export interface OwnAccount {
  readonly id: Uuid
  readonly channel: string
  readonly handle: string
  /** Connected under Settings, Accounts, so not named here and not to be taken off here. */
  readonly isConnected: boolean
}

export interface Ourselves {
  readonly accounts: readonly (OwnAccount & { readonly identities: readonly Uuid[] })[]
  readonly identities: ReadonlySet<Uuid>
}

const mostAccounts = 200
const plain = (handle: string): string => handle.trim().replace(/^@/, '').toLowerCase()

/** All accounts with the identities that were heard under them. */
export async function ourselves(db: Db, speakers: Speakers): Promise<Ourselves> {
  const { rows } = await sql<Omit<OwnAccount, 'isConnected'>>`select id, channel, handle from listening.own_accounts order by channel, handle`.execute(db)
  const connected = (await speakers.connected()).map(({ id, channel, handle }) => ({ id, channel, handle: plain(handle), isConnected: true }))
  const named = rows.filter(({ channel, handle }) => !connected.some((one) => one.channel === channel && one.handle === handle)).map((one) => ({ ...one, isConnected: false }))
  const accounts = await Promise.all([...connected, ...named].map(async (account) => ({ ...account, identities: await speakers.identitiesByHandle(account.handle, account.channel) })))
  return { accounts, identities: new Set(accounts.flatMap(({ identities }) => identities)) }
}

/** @throws {Conflict} when it is on the list already. */
export async function addOwnAccount(db: Db, { channel, handle }: { channel: string; handle: string }): Promise<OwnAccount> {
  const name = plain(handle)
  if (name === '' || /\s/.test(name)) throw new Invalid(`"${handle.slice(0, 100)}" is no handle. Write it as the channel shows it, with or without @.`, { path: '/handle' }, 'listening.own-account.handle')
  const id = newId()
  const { rows } = await sql<Omit<OwnAccount, 'isConnected'>>`
    insert into listening.own_accounts (id, channel, handle) select ${id}, ${channel}, ${name} where (select count(*) from listening.own_accounts) < ${mostAccounts}
    on conflict (channel, handle) do nothing returning id, channel, handle`.execute(db)
  const made = rows[0]
  if (!made) throw new Conflict(`${name} on ${channel} is on the list already, or there are ${mostAccounts} accounts, the most that are kept.`, 'listening.own-account.there')
  return { ...made, isConnected: false }
}

export async function removeOwnAccount(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`delete from listening.own_accounts where id = ${id}`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('own account', id)
}
