/** Wakes the open chats of this process when something is said, anywhere. */
import type { Uuid } from '../../../kernel/ids.ts'
import { TooMuch } from '../../../kernel/fault.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'

/** `entries`: look what is new. `typing`: one of us types; an empty name when they stopped. */
export type ChatNews = { readonly is: 'entries' } | { readonly is: 'typing'; readonly name: string }

export interface ChatHub {
  /** @throws {TooMuch} when one visitor or one address has too many open. */
  listen(visitor: Uuid, from: string, hear: (news: ChatNews) => void): () => void
  readonly open: number
  close(): void
}

/** Tabs of one visitor, and visitors behind one address, such as an office. */
const mostOfVisitor = 12
const mostOfAddress = 60

export function openHub(notifications: Notifications): ChatHub {
  const byVisitor = new Map<Uuid, Set<(news: ChatNews) => void>>()
  const byAddress = new Map<string, number>()
  const off = notifications.on('rapport_chat', (payload) => {
    if (payload === null) {
      // Something may have been missed: everybody looks.
      for (const ears of byVisitor.values()) for (const hear of ears) hear({ is: 'entries' })
      return
    }
    const { visitor, typing } = read(payload)
    for (const hear of byVisitor.get(visitor) ?? []) hear(typing === undefined ? { is: 'entries' } : { is: 'typing', name: typing })
  })
  return {
    listen(visitor, from, hear) {
      const ears = byVisitor.get(visitor) ?? new Set()
      const here = byAddress.get(from) ?? 0
      if (ears.size >= mostOfVisitor || here >= mostOfAddress) throw new TooMuch('The chat is open in too many windows at once. Close some of them.', 'chat.too-many-open', 429, 30)
      ears.add(hear)
      byVisitor.set(visitor, ears)
      byAddress.set(from, here + 1)
      let listening = true
      return () => {
        if (!listening) return
        listening = false
        ears.delete(hear)
        if (ears.size === 0) byVisitor.delete(visitor)
        const left = (byAddress.get(from) ?? 1) - 1
        if (left <= 0) byAddress.delete(from)
        else byAddress.set(from, left)
      }
    },
    get open() {
      return byVisitor.size
    },
    close: off,
  }
}

function read(payload: string): { visitor: Uuid; typing?: string } {
  try {
    return JSON.parse(payload) as { visitor: Uuid; typing?: string }
  } catch {
    return { visitor: '' }
  }
}
