/** Sends a message as a mail, and keeps a copy with the sent mail unless the provider does. */
import type { OutgoingMessage, Sent } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { sentence } from '../../../kernel/fault.ts'
import type { AccountContext } from '../account-contract.ts'
import { composeMail, type ComposedMail } from './compose.ts'
import { foldersOf, openImap } from './imap.ts'
import { externalIdOf, messageIdOf } from './mail-ids.ts'
import type { MailSettings } from './manifest.ts'
import { credentialsOf } from './sign-in.ts'
import { handOver } from './smtp.ts'
import { mailboxOf } from './take-mail.ts'

/** Providers that keep a copy of whatever goes out through them. */
const keepsByItself = /(?:^|\.)(?:gmail\.com|googlemail\.com|office365\.com|outlook\.com|outlook\.office\.com)$/

const keepsCopy = ({ sentCopy, smtpHost }: MailSettings): boolean => sentCopy === 'yes' || (sentCopy === 'auto' && !keepsByItself.test(smtpHost))

export async function sendMail(message: OutgoingMessage, context: AccountContext<MailSettings>): Promise<Sent> {
  const { settings, files, clock } = context
  if (message.to.length === 0) throw new SendFault('This mail has nobody it goes to. Give it an address.', 'mail.no-recipient', 'refused')
  const mailbox = mailboxOf(context)
  const at = clock.now()
  const mail = await composeMail(message, mailbox, { answerAddress: settings.answerAddress, date: new Date(at) }, async ({ file }) => (await files.read(file)).body)
  const credentials = await credentialsOf(context)
  const externalId = externalIdOf(mail.messageId, context.account.id)
  const thread = message.thread ?? externalIdOf(message.references[0] === undefined ? mail.messageId : messageIdOf(message.references[0]), context.account.id)
  try {
    const { refused } = await handOver(settings, mail, credentials, context)
    if (keepsCopy(settings)) await copyToSent(mail, context)
    return { externalId, thread, at, ...(refused.length === 0 ? {} : { refused }) }
  } catch (thrown) {
    // The provider's own copy tells whether it went out.
    if (thrown instanceof SendFault && thrown.outcome === 'unknown' && (await isAmongSent(mail.messageId, context))) return { externalId, thread, at }
    throw thrown
  }
}

/** The mail went out already: a copy that cannot be kept is no reason to send it again. */
async function copyToSent(mail: ComposedMail, context: AccountContext<MailSettings>): Promise<void> {
  await inSent(context, async (client, path) => void (await client.append(path, mail.raw, ['\\Seen']))).catch((thrown: unknown) => {
    context.warn(`The mail went out, but its copy was not kept: ${sentence(thrown)}`)
  })
}

async function isAmongSent(messageId: string, context: AccountContext<MailSettings>): Promise<boolean> {
  return inSent(context, async (client, path) => {
    await client.mailboxOpen(path, { readOnly: true })
    const uids = await client.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true })
    return (uids || []).length > 0
  }).then((found) => found === true, () => false)
}

async function inSent<T>(context: AccountContext<MailSettings>, act: (client: Awaited<ReturnType<typeof openImap>>, path: string) => Promise<T>): Promise<T | null> {
  const client = await openImap(context.settings, await credentialsOf(context), context)
  try {
    const sent = (await foldersOf(client, { ...context.settings, folders: [] })).find(({ isSent }) => isSent)
    return sent === undefined ? null : await act(client, sent.path)
  } finally {
    client.close()
  }
}
