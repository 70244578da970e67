/** Our accounts at networks: heard, spoken through, renewed in time. */
import { accountChannels } from '../modules/channels/accounts/all-accounts.ts'
import { chatDemo, openAccounts, openChat, type AccountChannel, type Accounts, type Chat } from '../modules/channels/index.ts'
import { attendance } from '../modules/conversations/index.ts'
import type { Uuid } from '../kernel/ids.ts'
import { dayMs, type Instant } from '../kernel/instant.ts'
import type { Outgoing } from '../modules/outgoing/index.ts'
import type { KeptFiles } from '../platform/kept-files.ts'
import type { Ground } from './ground.ts'

export interface WiredAccounts extends Accounts {
  /** Files that came with messages, or go with them. */
  readonly files: KeptFiles
  /** The chat on sites: who types, what was read. */
  readonly chat: Chat
  showTyping(account: Uuid, thread: string, name: string): Promise<void>
  showRead(account: Uuid, thread: string, until: Instant): Promise<void>
  /** Whoever is to know that a person types: the last that said so. */
  onTyping(hear: (account: Uuid, thread: string, isTyping: boolean) => Promise<void>): void
  /** The page on which members try a chat; `null` for other addresses. */
  demo(isSignedIn: (request: Request) => Promise<boolean>): (request: Request, url: URL) => Promise<Response | null>
}

export function wireAccounts(ground: Ground, outgoing: Outgoing): WiredAccounts {
  const { db, clock, log, metrics, seal, fetch, notifications, takeIn, config } = ground
  const files = ground.messageFiles
  let typing: (account: Uuid, thread: string, isTyping: boolean) => Promise<void> = () => Promise.resolve()
  const chat = openChat({ db, clock, notifications, key: ground.secret('chat'), attendance: (_, now) => attendance(db, now), typing: (...told) => typing(...told) })
  ground.onStop('chat', () => chat.close())
  ground.tidy(async () => {
    for (const key of await chat.tidy(clock.now() - dayMs)) await files.remove(key)
  })
  const accounts = openAccounts({
    db, clock, log, metrics, seal, fetch, notifications, takeIn, files, channels: [...accountChannels, chat.channel as AccountChannel], publicUrl: config.publicUrl,
    tokenKey: ground.secret('account-tokens'), announce: (tx, event) => outgoing.announce(tx, event),
  })
  ground.begin('listen', () => {
    const runner = accounts.listen()
    ground.onStop('accounts', () => runner.stop())
  })
  ground.begin('work', (signal) => accounts.keepWaysIn(signal))
  const demo = (isSignedIn: (request: Request) => Promise<boolean>) => chatDemo({
    publicUrl: config.publicUrl, isSignedIn,
    nameOf: async (id) => (await accounts.all()).find((one) => one.id === id && one.channel === 'chat')?.name ?? null,
  })
  return { ...accounts, files, chat, demo, showTyping: (account, thread, name) => chat.showTyping(account, thread, name), showRead: (account, thread, until) => chat.showRead(account, thread, until), onTyping: (hear) => { typing = hear } }
}
