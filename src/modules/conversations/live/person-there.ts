/** The person outside and us, at the same moment: that they type, that one of us does, what we have read. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { ConversationDeps } from '../deps.ts'
import { tell, type ToldScope } from '../tell.ts'

type Deps = Pick<ConversationDeps, 'db' | 'accounts'>

async function threadsOf(db: Db, conversations: readonly Uuid[]): Promise<readonly { account: Uuid; thread: string }[]> {
  return (await sql<{ account: Uuid; thread: string }>`select account, network_thread as thread from conversations.threads where conversation = any(${[...conversations]}::uuid[]) and network_thread is not null limit 200`.execute(db)).rows
}

/** The first name alone, as answers are signed. */
export async function showTyping({ db, accounts }: Deps, conversation: Uuid, name: string): Promise<void> {
  if (!accounts.showTyping) return
  for (const { account, thread } of await threadsOf(db, [conversation])) await accounts.showTyping(account, thread, name.split(' ')[0] ?? name)
}

/** Where the network can show it, they see that somebody here has read what they said. */
export async function showRead({ db, accounts }: Deps, conversations: readonly Uuid[], until: Instant): Promise<void> {
  if (!accounts.showRead) return
  for (const { account, thread } of await threadsOf(db, conversations)) await accounts.showRead(account, thread, until)
}

/** They type, or stopped: told to everybody who may read their conversation, kept nowhere. */
export async function personTypes({ db }: Pick<Deps, 'db'>, account: Uuid, thread: string, isTyping: boolean): Promise<void> {
  const { rows: [row] } = await sql<{ conversation: Uuid } & ToldScope>`
    select conversation.id as conversation, conversation.accounts, conversation.team, conversation.labels, conversation.assignee
    from conversations.threads thread join conversations.conversations conversation on conversation.id = thread.conversation
    where thread.account = ${account} and thread.network_thread = ${thread} order by thread.takes desc, thread.opened_at desc limit 1`.execute(db)
  if (!row) return
  const { conversation, accounts, team, labels, assignee } = row
  await db.transaction().execute((tx) => tell(tx, [{ is: 'person-types', conversation, isTyping, scope: { accounts, team, labels, assignee } }]))
}
