/** The chat on a site: people come to us, we answer where they are. */
import { SendFault } from '../../../kernel/send-fault.ts'
import { isUuid, newId, type Uuid } from '../../../kernel/ids.ts'
import type { Clock, Instant } from '../../../kernel/instant.ts'
import { rateLimiter } from '../../../platform/http/rate-limit.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import type { AccountChannel } from '../account-contract.ts'
import { openHub } from './hub.ts'
import { chatManifest, type ChatSettings } from './manifest.ts'
import { serveChat, type Attendance, type ChatServing } from './serve.ts'
import { addEntry, dropUnsaidFiles, findVisitor, keepOurFiles, noteSeenByUs, tellChat, type ChatFile } from './store.ts'

export { chatHolding } from './holding.ts'
export { chatDemo } from './demo-page.ts'
export type { Attendance } from './serve.ts'

export interface ChatDeps {
  readonly db: Db
  readonly clock: Clock
  readonly notifications: Notifications
  /** Signs visitors' tokens; never changes. */
  readonly key: string
  /** Whether somebody is there; absent: always. */
  attendance?(account: Uuid, now: Instant): Promise<Attendance>
  /** Tells colleagues that the person types, or stopped. */
  typing?(account: Uuid, thread: string, isTyping: boolean): Promise<void>
}

export interface Chat {
  readonly channel: AccountChannel<ChatSettings, never>
  /** Shows the visitor that one of us types; an empty name when they stopped. */
  showTyping(account: Uuid, thread: string, name: string): Promise<void>
  /** Shows the visitor that we have read what they said until then. */
  showRead(account: Uuid, thread: string, until: Instant): Promise<void>
  /** Forgets uploads that were never sent. @returns their keys, to be removed from the files. */
  tidy(before: Instant): Promise<readonly Uuid[]>
  close(): void
}

export function openChat(deps: ChatDeps): Chat {
  const { db, clock } = deps
  const hub = openHub(deps.notifications)
  const serving: ChatServing = {
    db, key: deps.key, hub, limit: rateLimiter(clock),
    attendance: deps.attendance ?? (async () => ({ isOpen: true, opensAt: null })),
    typing: deps.typing ?? (async () => undefined),
  }
  const channel: AccountChannel<ChatSettings, never> = {
    manifest: chatManifest,
    connect: async (settings, { account }) => ({ settings, externalId: account, handle: null, name: settings.name, avatarUrl: null, expiresAt: null }),
    serve: (request, url, context) => serveChat(serving, request, url, context),
    async send(message, { account }) {
      const { thread } = message
      const visitor = thread !== null && isUuid(thread) ? await findVisitor(db, account.id, thread) : null
      if (visitor === null) throw new SendFault('This visitor of the site is not known any more: they were erased, or never wrote here.', 'chat.no-visitor', 'refused')
      const files: ChatFile[] = message.files.map(({ file, name, mediaType, bytes, alt }) => ({ key: file, name, mediaType, bytes, ...(alt === undefined ? {} : { alt }) }))
      await keepOurFiles(db, visitor.id, files)
      const entry = await addEntry(db, visitor.id, { id: message.key, ours: true, text: message.text, files, name: message.sender?.name ?? null, avatarUrl: message.sender?.avatarUrl ?? null, removes: null, at: clock.now() })
      if (entry === null) throw new SendFault('This visitor of the site is not known any more: they were erased.', 'chat.no-visitor', 'refused')
      return { externalId: `${visitor.id}/${message.key}`, thread: visitor.id, at: entry.at }
    },
    async unsend(externalId, { account }) {
      const [visitorId = '', id = ''] = externalId.split('/')
      if (!isUuid(visitorId) || !isUuid(id) || !(await findVisitor(db, account.id, visitorId))) throw new SendFault('This message is not in the chat any more.', 'chat.no-message', 'refused')
      await addEntry(db, visitorId, { id: newId(), ours: true, text: '', files: [], name: null, avatarUrl: null, removes: id, at: clock.now() })
    },
  }
  return {
    channel,
    showTyping: async (account, thread, name) => {
      if (isUuid(thread) && (await findVisitor(db, account, thread))) await tellChat(db, { visitor: thread, typing: name.slice(0, 100) })
    },
    showRead: async (account, thread, until) => {
      if (isUuid(thread)) await noteSeenByUs(db, account, thread, until)
    },
    tidy: (before) => dropUnsaidFiles(db, before),
    close: () => hub.close(),
  }
}
