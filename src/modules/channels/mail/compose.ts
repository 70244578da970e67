/** A message of ours as a mail. Pure but for the bytes of files, which are handed in as streams. */
import type { Readable } from 'node:stream'
import type { OutgoingFile, OutgoingMessage, Party } from '../../../kernel/message.ts'
import { answerAddress, messageIdOf, ownMessageId } from './mail-ids.ts'
import type { Mailbox } from './message-of.ts'

export interface ComposedMail {
  readonly messageId: string
  readonly raw: Buffer
  readonly envelope: { readonly from: string; readonly to: string[] }
}

const address = ({ externalId, name }: Party): { address: string; name: string } => ({ address: externalId, name: (name ?? '').replaceAll(/[\r\n]/g, ' ') })
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').trim()

/** Header lines grow with the matter; what a References line holds at most keeps the first and the latest (RFC 5322, section 3.6.4). */
function shortened(ids: readonly string[]): string[] {
  return ids.length <= 30 ? [...ids] : [...ids.slice(0, 1), ...ids.slice(-29)]
}

/**
 * The whole mail. Its Message-ID follows from the key, so that every try is the
 * same mail to every mailbox.
 * @param open the bytes of a file
 */
export async function composeMail(message: OutgoingMessage, mailbox: Mailbox, options: { readonly answerAddress: boolean; readonly date: Date }, open: (file: OutgoingFile) => Promise<Readable>): Promise<ComposedMail> {
  const [own = ''] = mailbox.addresses
  const messageId = ownMessageId(message.key, mailbox.tokenKey, own.slice(own.lastIndexOf('@') + 1))
  const answers = options.answerAddress ? answerAddress(own, message.conversation, mailbox.account, mailbox.tokenKey) : null
  const inReplyTo = message.inReplyTo === null ? null : messageIdOf(message.inReplyTo.externalId)
  const references = shortened([...new Set([...message.references.map(messageIdOf), ...(inReplyTo === null ? [] : [inReplyTo])])])
  const name = message.sender?.name ?? mailbox.name
  const html = message.html
  const cids = new Set([...(html ?? '').matchAll(/cid:([0-9a-f-]{36})/gi)].map(([, id]) => id?.toLowerCase()))
  const attachments = await Promise.all(message.files.map(async (file) => ({
    filename: oneLine(file.name), contentType: file.mediaType, content: await open(file),
    ...(cids.has(file.file) ? { cid: file.file, contentDisposition: 'inline' as const } : {}),
  })))
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    from: { name: oneLine(name), address: own }, to: message.to.map(address), cc: (message.cc ?? []).map(address),
    ...(answers === null ? {} : { replyTo: { name: oneLine(name), address: answers } }),
    subject: oneLine(message.subject ?? ''), text: message.text, ...(html === undefined ? {} : { html }),
    messageId: `<${messageId}>`, date: options.date, attachments,
    ...(inReplyTo === null ? {} : { inReplyTo: `<${inReplyTo}>` }),
    ...(references.length === 0 ? {} : { references: references.map((id) => `<${id}>`) }),
    headers: {
      ...(message.automatic ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' } : {}),
      ...(message.language === undefined ? {} : { 'Content-Language': oneLine(message.language) }),
    },
    disableFileAccess: true, disableUrlAccess: true,
  })
  const raw = await composer.compile().build()
  const to = [...message.to, ...(message.cc ?? []), ...(message.bcc ?? [])].map(({ externalId }) => externalId)
  return { messageId, raw, envelope: { from: own, to: [...new Set(to)] } }
}
