/** One mail from its bytes to what is taken in, the same however often it is read. */
import type { Readable } from 'node:stream'
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Receipt } from '../../../kernel/message.ts'
import type { AccountContext } from '../account-contract.ts'
import { externalIdOf } from './mail-ids.ts'
import type { MailSettings } from './manifest.ts'
import { readMail, type Mailbox } from './message-of.ts'
import { parseMail, type ParsedFile } from './parse-mail.ts'

type Taking = Pick<AccountContext<MailSettings>, 'account' | 'settings' | 'files' | 'notes' | 'tokenKey' | 'clock'>

export function mailboxOf({ account, settings, tokenKey }: Taking): Mailbox {
  return { account: account.id, addresses: [settings.address, ...settings.aliases].map((one) => one.toLowerCase()), name: settings.name, tokenKey }
}

/** What is noted of a mail under its Message-ID. */
interface Noted {
  readonly mark: string
  readonly files: readonly ParsedFile[]
}

/**
 * A Message-ID that comes back with other words (a broken or a forging
 * program) makes a mail of its own, and never changes the earlier one. Files
 * are kept once, also when the mail is read again.
 */
export async function takeMail(source: Readable, context: Taking, where: { readonly isSent: boolean; readonly arrivedAt: Instant }): Promise<{ item: Interaction; receipts: readonly Receipt[] }> {
  const parsed = await parseMail(source, context.files)
  const mail = readMail(parsed, mailboxOf(context), where.isSent, where.arrivedAt, context.clock.now())
  const note = async (id: string): Promise<Noted> => {
    const key = `mail/${id}`
    const value: Noted = { mark: mail.mark, files: parsed.files }
    const stands = await context.notes.keep([{ key, value: JSON.stringify(value), about: externalIdOf(id, context.account.id) }])
    return JSON.parse(stands.get(key) ?? JSON.stringify(value)) as Noted
  }
  let id = mail.messageId
  let noted = await note(id)
  if (noted.mark !== mail.mark) {
    id = `${mail.messageId}#${mail.mark}`
    noted = await note(id)
  }
  const files = noted.files
  for (const { file } of parsed.files) if (!files.some((one) => one.file === file)) await context.files.remove(file)
  return { item: mail.interaction(externalIdOf(id, context.account.id), files), receipts: mail.receipts }
}
