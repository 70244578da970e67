/** Conversations put together: what the loop calls, what runs behind it, and what is answered over HTTP. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Receipt } from '../../kernel/message.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { LiveHub } from '../../platform/http/live-hub.ts'
import type { MountedRoute } from '../../platform/http/route.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { dropOldActs } from './acting/act-store.ts'
import { actingRoutes } from './acting/routes.ts'
import { wakeSnoozed } from './acting/wake.ts'
import { runOutbox } from './answering/outbox-runner.ts'
import { answeringRoutes } from './answering/routes.ts'
import { arrangingRoutes } from './arranging/routes.ts'
import { conversationById } from './conversation-store.ts'
import { conversationDeeds } from './deeds.ts'
import type { ConversationDeps } from './deps.ts'
import { oldUploads } from './files/file-store.ts'
import { fileRoutes } from './files/routes.ts'
import { figureRoutes } from './figures/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { translationRoutes } from './translating/routes.ts'
import type { ConversationDeeds } from './hooks.ts'
import { personTypes, showTyping } from './live/person-there.ts'
import { openConversationsLive } from './live/open-live.ts'
import { presenceRoutes } from './live/routes.ts'
import type { Heard } from './model.ts'
import { readingRoutes } from './reading/routes.ts'
import { wordsFor, type SaidWhere } from './reading/words-for.ts'
import { receiveDeps } from './receive-deps.ts'
import { dropEarlyRemovals, rememberRemoved, takenBackBefore } from './receiving/early-removals.ts'
import { dropEarlyReceipts, takeReceipts } from './receiving/receipts.ts'
import { receive } from './receiving/receive.ts'
import { searchRoutes } from './searching/routes.ts'
import { removeWords } from './receiving/revise.ts'
import { scopeOfTold } from './receiving/told-scope.ts'

export interface Conversations {
  readonly deeds: ConversationDeeds
  /** What reached or left our accounts, what became of what we sent, and what was taken back at its source. */
  receive(tx: Tx, heard: readonly Heard[], receipts: readonly Receipt[], removed: readonly Uuid[], removedOfOurs: readonly Uuid[]): Promise<void>
  /** The person outside types in a dialogue on one of our accounts, or stopped. */
  personTypes(account: Uuid, thread: string, isTyping: boolean): Promise<void>
  /** Where things somebody said are answered, with their words, for those who may read them. */
  wordsFor(actor: Actor, interactions: readonly Uuid[]): Promise<ReadonlyMap<Uuid, SaidWhere>>
  /** Only where this process serves the page. */
  routes(hub: LiveHub, onStop: (name: string, close: () => unknown) => void): MountedRoute[]
  /** Sends what waits and wakes what slept, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
  tidy(): Promise<void>
}

export function openConversations(deps: ConversationDeps): Conversations {
  const { db, clock, files } = deps
  return {
    deeds: conversationDeeds(deps),
    receive: async (tx, heard, receipts, removed, removedOfOurs) => {
      await receive(tx, receiveDeps(deps), heard)
      await takeReceipts(tx, receipts, clock.now())
      await removeWords(tx, [...removed, ...(await takenBackBefore(tx, heard.map(({ id }) => id)))], clock.now())
      await rememberRemoved(tx, removedOfOurs, clock.now())
    },
    personTypes: (account, thread, isTyping) => personTypes(deps, account, thread, isTyping),
    wordsFor: (actor, interactions) => wordsFor(deps, actor, interactions),
    routes: (hub, onStop) => {
      const live = openConversationsLive(deps, hub)
      onStop('conversations-live', () => live.close())
      return [
        ...readingRoutes({ ...deps, isPresent: live.isPresent }), ...actingRoutes(deps), ...arrangingRoutes(deps), ...fileRoutes(deps), ...searchRoutes(deps), ...knowledgeRoutes(deps), ...figureRoutes(deps), ...translationRoutes(deps), ...presenceRoutes(deps, live),
        ...answeringRoutes({
          ...deps, writes: async (actor, id, is) => {
            const conversation = await conversationById(db, id)
            if (conversation && actor.kind === 'member') await live.say(actor, id, scopeOfTold(conversation), 'writes', is)
            if (conversation && is === 'reply') await showTyping(deps, conversation.id, actor.name)
          },
        }),
      ]
    },
    run: async (signal) => void await Promise.all([runOutbox({ ...deps, random: Math.random }, signal), wakeSnoozed(deps, signal)]),
    tidy: async () => {
      const now = clock.now()
      await dropOldActs(db, now)
      await dropEarlyReceipts(db, now)
      await dropEarlyRemovals(db, now)
      for (const file of await oldUploads(db, now)) await files.remove(file)
    },
  }
}
