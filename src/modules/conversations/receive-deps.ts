/** What receiving needs of everything that conversations have. */
import type { ConversationDeps } from './deps.ts'
import { receivedEvents } from './events.ts'
import { factsOf } from './facts.ts'
import type { ReceiveDeps } from './receiving/receive.ts'

export function receiveDeps(deps: Pick<ConversationDeps, 'hooks' | 'clock' | 'people' | 'telling'>): ReceiveDeps {
  return { hooks: deps.hooks, now: () => deps.clock.now(), factsOf: (tx, ids) => factsOf(deps, tx, ids), announceReceived: (tx, received) => deps.telling.announce(tx, receivedEvents(received)) }
}
