/** What this browser remembers of the chat, shared by all its tabs; in this tab only where it may not remember. */
import type { Pending } from './types.ts'

export interface Remembered {
  readonly token?: string
  readonly pending?: readonly Pending[]
  readonly isOpen?: boolean
  readonly draft?: string
}

const without = (name: keyof Remembered) => (now: Remembered): Remembered => Object.fromEntries(Object.entries(now).filter(([key]) => key !== name))
export const withoutToken = without('token')
export const withoutDraft = without('draft')

export interface Memory {
  get(): Remembered
  /** Changes what is there now, also when another tab changed it meanwhile. */
  change(change: (now: Remembered) => Remembered): void
  /** Another tab changed something. */
  onChange(hear: () => void): void
}

export function openMemory(account: string): Memory {
  const key = `rapport-chat:${account}`
  let own: Remembered = {}
  const get = (): Remembered => {
    try {
      const text = localStorage.getItem(key)
      own = text === null ? {} : (JSON.parse(text) as Remembered)
    } catch {
      // Not allowed, or spoilt by somebody else: what this tab knows stands.
    }
    return own
  }
  return {
    get,
    change(change) {
      own = change(get())
      try {
        localStorage.setItem(key, JSON.stringify(own))
      } catch {
        // Full or forbidden: this tab goes on by itself.
      }
    },
    onChange: (hear) => addEventListener('storage', (event) => {
      if (event.key === key || event.key === null) hear()
    }),
  }
}
