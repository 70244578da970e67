/** A mail as a message of ours to handle, and as what it says of mails that we sent. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { maxAheadMs, type Interaction } from '../../../kernel/interaction.ts'
import type { Party, Receipt } from '../../../kernel/message.ts'
import { automaticKind } from './automatic.ts'
import { bounceWords, readBounce } from './bounce.ts'
import { bareId, contentMark, conversationIn, externalIdOf, idsIn, keyOfOwn } from './mail-ids.ts'
import { newWords } from './new-words.ts'
import type { ParsedAddress, ParsedFile, ParsedMail } from './parse-mail.ts'

export interface Mailbox {
  readonly account: Uuid
  /** The address, then its aliases. */
  readonly addresses: readonly string[]
  readonly name: string
  readonly tokenKey: string
}

export interface ReadMail {
  /** Without brackets; made up from the content where the mail has none. */
  readonly messageId: string
  /** Tells apart different mails under one Message-ID. */
  readonly mark: string
  readonly isOurs: boolean
  readonly receipts: readonly Receipt[]
  /** The interaction under an id, with files that may be those of an earlier reading. */
  interaction(externalId: string, files: readonly ParsedFile[]): Interaction
}

const party = ({ address, name }: ParsedAddress): Party => ({ externalId: address, handle: address, ...(name === '' ? {} : { name }) })
const nobody = 'unknown@sender.invalid'
const cidsIn = (html: string | null): ReadonlySet<string> => new Set([...(html ?? '').matchAll(/cid:([^"'\s>)]{1,500})/gi)].map(([, id]) => id ?? ''))

/**
 * @param isSent it lies where mail from us lies
 * @param arrivedAt when the server took it; holds where the mail names no possible time
 */
export function readMail(mail: ParsedMail, mailbox: Mailbox, isSent: boolean, arrivedAt: Instant, now: Instant): ReadMail {
  const { account, addresses, tokenKey } = mailbox
  const from = mail.from[0] ?? mail.replyTo[0] ?? { address: nobody, name: '' }
  const possible = mail.date !== null && mail.date > 0 && mail.date <= now + maxAheadMs
  // What is older in its header than on the server by years was written on a clock that was never set.
  const at = possible && mail.date !== null && Math.abs(mail.date - arrivedAt) < 366 * 86_400_000 ? mail.date : Math.min(arrivedAt, now)
  const mark = contentMark([from.address, mail.subject, mail.text.trim(), String(mail.date)])
  const messageId = bareId(mail.headers.get('message-id')) ?? `${mark}@no-message-id.invalid`
  const key = keyOfOwn(messageId, tokenKey)
  const isOurs = isSent
  const references = [...new Set([...idsIn(mail.headers.get('references')), ...idsIn(mail.headers.get('in-reply-to'))])].filter((id) => id !== messageId)
  const external = (id: string): string => externalIdOf(id, account)
  const automatic = isOurs ? (/^auto-/i.test(mail.headers.get('auto-submitted') ?? '') ? 'notification' : undefined) : automaticKind(mail.headers, from.address, mail.subject, addresses)
  const bounce = mail.report === null || isOurs ? null : readBounce(mail.report.status, mail.report.original)
  const about = bounce?.messageId ?? null
  const bounced = about !== null && keyOfOwn(about, tokenKey) !== null
  const ids = bounced && about !== null ? [...references, about] : references
  const receipts: Receipt[] = !bounced || about === null ? [] : (bounce?.failed ?? []).map((failed) => ({ channel: 'mail', account, state: 'failed', at, externalId: external(about), because: bounceWords(failed), ...(failed.status === null ? {} : { code: failed.status }) }))
  const named = [...mail.to, ...mail.cc].map((one) => one.address)
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].flatMap((name) => (mail.headers.get(name) ?? '').split(/[\s,<>]+/)).filter((one) => one.includes('@'))
  const conversation = [...named, ...delivered].map((one) => conversationIn(one, addresses, account, tokenKey)).find((one) => one !== null) ?? null
  const { text, quoted } = newWords(mail.text)
  const author = isOurs ? { externalId: addresses[0] ?? from.address, handle: addresses[0] ?? from.address, ...(from.name === '' ? {} : { name: from.name }) } : party(from)
  const isUs = (one: ParsedAddress): boolean => addresses.includes(one.address) || conversationIn(one.address, addresses, account, tokenKey) !== null
  const inline = cidsIn(mail.html)
  return {
    messageId, mark, isOurs, receipts,
    interaction: (externalId, files) => ({
      channel: 'mail', externalId, kind: 'message', direction: isOurs ? 'outbound' : 'inbound', author, at, text,
      ...(mail.subject === '' ? {} : { title: mail.subject.slice(0, 2_000) }),
      ...(ids.length === 0 ? {} : { relations: [{ kind: 'reply' as const, externalId: external(ids.at(-1) ?? '') }] }),
      message: {
        account, visibility: 'private',
        thread: external(ids[0] ?? messageId),
        ...(ids.length === 0 ? {} : { references: ids.map(external) }),
        ...(conversation === null ? {} : { conversation }),
        ...whom(mail, isOurs, isUs),
        ...(mail.subject === '' ? {} : { subject: mail.subject }),
        ...(mail.html === null ? {} : { html: mail.html }),
        ...(quoted === null ? {} : { quoted }),
        ...(files.length === 0 ? {} : { attachments: files.map(({ contentId, ...file }) => ({ ...file, ...(contentId !== undefined && inline.has(contentId) ? { contentId } : {}) })) }),
        ...(automatic === undefined ? {} : { automatic }),
        ...(key === null || !isOurs ? {} : { key }),
      },
    }),
  }
}

function whom(mail: ParsedMail, isOurs: boolean, isUs: (one: ParsedAddress) => boolean): { to?: Party[]; cc?: Party[] } {
  const others = (list: readonly ParsedAddress[]): Party[] => (isOurs ? list : list.filter((one) => !isUs(one))).map(party)
  const to = others(mail.to)
  const cc = others(mail.cc)
  // Where answers are wanted elsewhere than at the sender, that is whom an answer is for.
  const answerTo = isOurs ? [] : mail.replyTo.filter((one) => one.address !== mail.from[0]?.address && !isUs(one)).map(party)
  return { ...(to.length + answerTo.length === 0 ? {} : { to: [...answerTo, ...to] }), ...(cc.length === 0 ? {} : { cc }) }
}
