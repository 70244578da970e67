/** What changes in conversations, told to every tab that may know; and who is looking at what. */
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import { written, type LiveHub, type LiveTab } from '../../../platform/http/live-hub.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Scope } from '../model.ts'
import { mayRead } from '../scope.ts'
import { conversationsChannel, tell, type Told, type ToldScope } from '../tell.ts'
import { presenceBoard, type Presence } from './presence.ts'

/** Gathered for so long, so that a burst is a few writes a tab. */
const flushEveryMs = 150
const countsEveryMs = 1_000
const scopeKeptMs = 15_000
const sweepEveryMs = 5_000

export interface ConversationsLive {
  /** Says what somebody does, to all processes. */
  say(actor: Actor, conversation: Uuid, scope: ToldScope, doing: 'looks' | 'writes' | 'left', is: 'reply' | 'note' | null): Promise<void>
  others(conversation: Uuid, member: string): readonly Presence[]
  isPresent(member: string): boolean
  close(): void
}

export function openConversationsLive({ db, clock, log, notifications, governance }: Pick<ConversationDeps, 'db' | 'clock' | 'log' | 'notifications' | 'governance'>, hub: LiveHub): ConversationsLive {
  const board = presenceBoard()
  const scopes = new WeakMap<LiveTab, { scope: Scope; at: Instant }>()
  let waiting: Told[] = []
  let timer: NodeJS.Timeout | null = null
  let countsTimer: NodeJS.Timeout | null = null

  const readers = (): LiveTab[] => [...hub.tabs].filter(({ actor }) => may(actor, 'conversations.read'))
  const scopeOf = async (tab: LiveTab): Promise<Scope> => {
    const known = scopes.get(tab)
    if (known && clock.now() - known.at < scopeKeptMs) return known.scope
    const scope = await governance.scopeOf(tab.actor)
    scopes.set(tab, { scope, at: clock.now() })
    return scope
  }

  async function flush(): Promise<void> {
    timer = null
    const told = waiting
    waiting = []
    const presences = told.flatMap((one) => (one.is === 'presence' && board.say(one) ? [one] : []))
    const tabs = readers()
    if (tabs.length === 0) return
    const events = [...latest(told).flatMap(eventOf), ...[...new Map(presences.map((one) => [one.conversation, one])).values()].map((one) => ({ scope: one.scope, text: presenceEvent(one.conversation) }))]
    const whole = new TextEncoder().encode(events.map(({ text }) => text).join(''))
    for (const tab of tabs) {
      const scope = await scopeOf(tab)
      if (scope.all && whole.length > 0) tab.sendWritten(whole)
      else if (!scope.all) {
        const part = events.filter((event) => mayRead(scope, event.scope)).map(({ text }) => text).join('')
        if (part !== '') tab.sendWritten(new TextEncoder().encode(part))
      }
    }
    for (const one of told) {
      if (one.is !== 'mentioned') continue
      const { is: _is, members, ...data } = one
      for (const tab of tabs) if (members.includes(tab.actor.id)) tab.send('mentioned', data)
    }
    if (told.some(({ is }) => is === 'conversation')) countsTimer ??= setTimeout(tellCounts, countsEveryMs)
  }
  const soon = (): void => void (timer ??= setTimeout(() => void flush().catch((thrown: unknown) => log.warn('conversations.live-failed', { because: sentence(thrown) })), flushEveryMs))
  function tellCounts(): void {
    countsTimer = null
    for (const tab of readers()) tab.send('conversation-counts', {})
  }
  const presenceEvent = (conversation: Uuid): string => written('presence', { conversation, people: board.at(conversation).map(({ member, name, doing, writes, since }) => ({ member, name, doing, is: writes, since: iso(since) })) })

  const off = notifications.on(conversationsChannel, (payload) => {
    if (payload === null) {
      for (const tab of readers()) tab.send('reset', {})
      return
    }
    waiting.push(...(JSON.parse(payload) as Told[]))
    soon()
  })
  const sweep = setInterval(() => {
    for (const gone of board.sweep(clock.now())) for (const tab of readers()) void scopeOf(tab).then((scope) => { if (mayRead(scope, gone.scope)) tab.sendWritten(new TextEncoder().encode(presenceEvent(gone.conversation))) }).catch(() => undefined)
  }, sweepEveryMs)
  sweep.unref()

  return {
    say: (actor, conversation, scope, doing, is) => db.transaction().execute((tx) => tell(tx, [{ is: 'presence', conversation, member: actor.id, name: actor.name, doing, writes: doing === 'writes' ? is ?? 'reply' : null, at: clock.now(), scope }])),
    others: (conversation, member) => board.at(conversation).filter((one) => one.member !== member),
    isPresent: (member) => [...hub.tabs].some(({ actor }) => actor.id === member),
    close: () => {
      clearInterval(sweep)
      if (timer) clearTimeout(timer)
      if (countsTimer) clearTimeout(countsTimer)
      off()
    },
  }
}

/** Of a conversation that changed several times, the last. */
function latest(told: readonly Told[]): Told[] {
  const conversations = new Map<Uuid, Extract<Told, { is: 'conversation' }>>()
  for (const one of told) {
    if (one.is !== 'conversation') continue
    const before = conversations.get(one.id)
    conversations.set(one.id, before ? { ...one, what: [...new Set([...before.what, ...one.what])] } : one)
  }
  return [...told.filter(({ is }) => is === 'message' || is === 'person-types'), ...conversations.values()]
}

function eventOf(told: Told): { scope: ToldScope; text: string }[] {
  if (told.is === 'conversation') return [{ scope: told.scope, text: written('conversation', { id: told.id, revision: told.revision, what: told.what, by: told.by }) }]
  if (told.is === 'person-types') return [{ scope: told.scope, text: written('person-types', { conversation: told.conversation, isTyping: told.isTyping }) }]
  if (told.is === 'message') return [{ scope: told.scope, text: written('message', { conversation: told.conversation, id: told.id, direction: told.direction, is: told.note ? 'note' : 'message', state: told.state, isNew: told.isNew }) }]
  return []
}
