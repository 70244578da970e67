/** Mail: any mailbox that speaks IMAP and SMTP. */
import type { AccountChannel } from '../account-contract.ts'
import { connectMail } from './connect-mail.ts'
import { mailManifest, type MailSettings } from './manifest.ts'
import { readMailAgain, readMailbox, type MailCursor } from './read-mail.ts'
import { sendMail } from './send-mail.ts'

export const mailChannel: AccountChannel<MailSettings, MailCursor> = {
  manifest: mailManifest,
  connect: connectMail,
  read: readMailbox,
  readAgain: readMailAgain,
  send: sendMail,
}
