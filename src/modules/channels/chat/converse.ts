/** What visitors do in the chat: come, say something, leave a message, read. */
import { Unauthenticated } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Attachment, Receipt } from '../../../kernel/message.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { z } from 'zod'
import type { HeardBatch } from '../account-contract.ts'
import type { awayBody, messageBody, sessionBody, signalBody } from './bodies.ts'
import type { ChatSettings } from './manifest.ts'
import { addEntry, addVisitor, filesOf, findEntry, findVisitor, mailAccountOf, markSaid, noteProgress, seenVisitor, visitorOfUser, type ChatEntry, type ChatFile, type Visitor } from './store.ts'
import { signedInOf, visitorOf } from './tokens.ts'

export interface ChatScene {
  readonly db: Db
  /** Signs visitors' tokens and addresses of files. */
  readonly key: string
  readonly account: Uuid
  readonly settings: ChatSettings
  readonly now: () => Instant
  /** Resolves when it is on disk. */
  emit(batch: HeardBatch<null>): Promise<void>
}

/** The author's id in our loop: the site's own id of somebody signed in, else the visitor's. */
export function authorIdOf(account: Uuid, { id, userId }: Pick<Visitor, 'id' | 'userId'>): string {
  return userId === null ? `visitor:${id}` : `user:${account}:${userId}`
}

/** The visitor whose token it is. @throws {Unauthenticated} */
export async function visitorWith(scene: ChatScene, token: string): Promise<Visitor> {
  const id = visitorOf(scene.key, scene.account, token, scene.now())
  const visitor = id === null ? null : await findVisitor(scene.db, scene.account, id)
  if (visitor === null) throw new Unauthenticated('The chat does not know this visitor any more. Begin a new session.')
  return visitor
}

/**
 * Somebody opens the chat. Who is signed in to the site finds their own
 * conversation again on every device; a stranger's becomes theirs when they
 * have none yet.
 */
export async function begin(scene: ChatScene, { token, identity, language, page }: z.output<typeof sessionBody>): Promise<Visitor> {
  const { db, account } = scene
  const known = token === undefined ? null : visitorOf(scene.key, account, token, scene.now())
  const before = known === null ? null : await findVisitor(db, account, known)
  if (identity === undefined) return (before && (await seenVisitor(db, before.id, { language, page }))) ?? addVisitor(db, account, { language, page })
  const facts = { ...signedInOf(identity, scene.settings.identitySecret, scene.now()), language, page }
  const own = await visitorOfUser(db, account, facts.userId)
  const same = own ?? (before?.userId === null ? before : null)
  return (same && (await seenVisitor(db, same.id, facts))) ?? addVisitor(db, account, facts)
}

const attachmentOf = ({ key, name, mediaType, bytes }: ChatFile): Attachment => ({ file: key, name, mediaType, bytes })

/** Keeps what a visitor says: first in the loop, then where the widget reads it. The same id again is the same as once. */
export async function say(scene: ChatScene, visitor: Visitor, { id, text, files, page }: z.output<typeof messageBody>): Promise<ChatEntry> {
  const { db } = scene
  const known = await findEntry(db, visitor.id, id)
  if (known) return known
  const at = scene.now()
  const kept = await filesOf(db, visitor.id, files)
  const interaction: Interaction = {
    channel: 'chat', externalId: `${visitor.id}/${id}`, kind: 'message', direction: 'inbound', at, text,
    author: { externalId: authorIdOf(scene.account, visitor), handle: visitor.userId ?? `visitor-${visitor.id.slice(-4)}`, ...(visitor.name === null ? {} : { name: visitor.name }) },
    ...(page === undefined ? {} : { url: page }),
    extra: { ...(visitor.mail === null ? {} : { mail: visitor.mail }), ...(visitor.language === null ? {} : { pageLanguage: visitor.language }), isSignedIn: visitor.userId !== null },
    message: { account: scene.account, visibility: 'private', thread: visitor.id, ...(kept.length === 0 ? {} : { attachments: kept.map(attachmentOf) }) },
  }
  await scene.emit({ items: [interaction], cursor: null })
  await markSaid(db, kept.map(({ key }) => key))
  const entry = await addEntry(db, visitor.id, { id, ours: false, text, files: kept, name: null, avatarUrl: null, removes: null, at })
  if (entry === null) throw new Unauthenticated('The chat does not know this visitor any more. Begin a new session.')
  return entry
}

/**
 * Keeps what somebody left while nobody was there. With a mail account to
 * answer from it is a mail to that account, so that the answer goes by mail.
 */
export async function leaveMessage(scene: ChatScene, visitor: Visitor, { id, name, mail, text, language, page }: z.output<typeof awayBody>, host: string): Promise<void> {
  const at = scene.now()
  await seenVisitor(scene.db, visitor.id, { name, mail, language, page })
  const mailbox = scene.settings.answerFrom === '' ? null : await mailAccountOf(scene.db, scene.settings.answerFrom)
  const common = { kind: 'message', direction: 'inbound', at, text, ...(page === undefined ? {} : { url: page }) } as const
  const item: Interaction = mailbox === null
    ? {
        ...common, channel: 'chat', externalId: `${visitor.id}/${id}`, author: { externalId: authorIdOf(scene.account, visitor), name }, extra: { mail, isLeftMessage: true, isSignedIn: visitor.userId !== null },
        message: { account: scene.account, visibility: 'private', thread: visitor.id },
      }
    : {
        ...common, channel: 'mail', externalId: `<chat.${visitor.id}.${id}@${host}>`, author: { externalId: mail, name }, title: subjectOf(text), extra: { isLeftInChat: true, chat: scene.account },
        message: { account: mailbox, visibility: 'private', thread: `chat.${visitor.id}.${id}`, subject: subjectOf(text) },
      }
  await scene.emit({ items: [item], cursor: null })
  if (mailbox === null) await addEntry(scene.db, visitor.id, { id, ours: false, text, files: [], name: null, avatarUrl: null, removes: null, at })
}

/** The first words, as a subject. */
export function subjectOf(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? ''
  if (line.length <= 70) return line
  const short = line.slice(0, 70)
  return `${short.slice(0, short.lastIndexOf(' ') > 30 ? short.lastIndexOf(' ') : 69)}…`
}

/** Notes what the widget has, and what the person has read of it. */
export async function signal(scene: ChatScene, visitor: Visitor, { delivered, read }: z.output<typeof signalBody>): Promise<void> {
  if (delivered === undefined && read === undefined) return
  await noteProgress(scene.db, visitor.id, { delivered, read }, async ({ deliveredUpTo, readUpTo }) => {
    const receipt = (state: Receipt['state'], upTo: Instant): Receipt => ({ channel: 'chat', account: scene.account, state, at: scene.now(), thread: visitor.id, upTo })
    await scene.emit({ items: [], cursor: null, receipts: [...(deliveredUpTo === null ? [] : [receipt('delivered', deliveredUpTo)]), ...(readUpTo === null ? [] : [receipt('read', readUpTo)])] })
  })
}
