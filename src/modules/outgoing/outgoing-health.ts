/** How webhooks and mail are, in words for the health page. */
import { sql } from 'kysely'
import type { Db } from '../../platform/postgres/database.ts'

interface Counts { readonly on: number; readonly failing: number; readonly off: number; readonly mail: boolean; readonly late: number }

/** One part for webhooks and one for mail, each only when it is in use. */
export async function outgoingHealth(db: Db): Promise<{ name: string; ok: boolean; words: string }[]> {
  const { rows } = await sql<Counts>`select
    count(*) filter (where active) as "on", count(*) filter (where active and failures > 0) as failing, count(*) filter (where not active and disabled_code <> 'by-hand') as off,
    exists (select from outgoing.mail_settings) as mail, (select count(*) from outgoing.mails where state = 'waiting' and tries > 0) as late from outgoing.endpoints`.execute(db)
  const [counts] = rows
  if (!counts) return []
  const { on, failing, off, mail, late } = counts
  const hooks = on + off === 0 ? [] : [{ name: 'webhooks', ok: failing + off === 0, words: failing + off === 0 ? `${on} webhooks get what they want.` : `${failing} of ${on} webhooks fail and ${off} were switched off; Settings, Webhooks says why.` }]
  return mail ? [...hooks, { name: 'mail', ok: late === 0, words: late === 0 ? 'Mail leaves as it should.' : `${late} mails were not taken by the mail server yet; Settings, Mail says why.` }] : hooks
}
