/** What `⌘K` can do: scenes register their acts while they are shown. */
import { useEffect } from 'react'
import type { IconName } from '../components/icon.tsx'
import { store } from './store.ts'

export interface Command {
  /** Stable and unique. */
  readonly id: string
  /** In the member's language. */
  readonly label: string
  readonly group: 'go' | 'do' | 'here'
  readonly icon?: IconName
  /** Its shortcut, if it has one; shown beside it. */
  readonly keys?: string
  /** Other words that find it. */
  readonly also?: string
  readonly run: () => void
}

export const commands = store<ReadonlyMap<string, Command>>(new Map())

/** Registers commands while the component is mounted. Keep the array stable with `useMemo`. */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => {
    commands.set((all) => new Map([...all, ...list.map((command) => [command.id, command] as const)]))
    return () => commands.set((all) => {
      const left = new Map(all)
      for (const command of list) if (left.get(command.id) === command) left.delete(command.id)
      return left
    })
  }, [list])
}
