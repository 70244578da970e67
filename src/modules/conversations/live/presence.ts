/** Who looks at which conversation, and who writes in it: held in memory, forgotten when nothing is heard of them. */
import type { Uuid } from '../../../kernel/ids.ts'
import { secondMs, type Instant } from '../../../kernel/instant.ts'
import type { Told, ToldScope } from '../tell.ts'

type Said = Extract<Told, { is: 'presence' }>

export interface Presence {
  readonly member: string
  readonly name: string
  readonly doing: 'looks' | 'writes'
  readonly writes: 'reply' | 'note' | null
  readonly since: Instant
  readonly heardAt: Instant
  readonly scope: ToldScope
}

/** The page says so again every twenty seconds. */
const goneAfterMs = 45 * secondMs
/** Who stops typing looks again. */
const writesForMs = 20 * secondMs

export function presenceBoard() {
  const conversations = new Map<Uuid, Map<string, Presence>>()
  return {
    /** @returns whether anything is different now */
    say: ({ conversation, member, name, doing, writes, at, scope }: Said): boolean => {
      const here = conversations.get(conversation) ?? new Map<string, Presence>()
      const before = here.get(member)
      if (doing === 'left') {
        here.delete(member)
        if (here.size === 0) conversations.delete(conversation)
        return before !== undefined
      }
      const isSame = before !== undefined && before.doing === doing && before.writes === writes
      here.set(member, { member, name, doing, writes, scope, heardAt: at, since: isSame ? before.since : at })
      conversations.set(conversation, here)
      return !isSame
    },
    at: (conversation: Uuid): Presence[] => [...(conversations.get(conversation)?.values() ?? [])].toSorted((a, b) => a.since - b.since),
    /** Conversations where somebody went, or stopped writing. */
    sweep: (now: Instant): { conversation: Uuid; scope: ToldScope }[] => {
      const changed: { conversation: Uuid; scope: ToldScope }[] = []
      for (const [conversation, here] of conversations) {
        for (const [member, one] of here) {
          if (now - one.heardAt > goneAfterMs) here.delete(member)
          else if (one.doing === 'writes' && now - one.heardAt > writesForMs) here.set(member, { ...one, doing: 'looks', writes: null, since: now })
          else continue
          changed.push({ conversation, scope: one.scope })
        }
        if (here.size === 0) conversations.delete(conversation)
      }
      return changed
    },
  }
}
