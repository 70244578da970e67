/** The keys that work now: scenes register theirs while they are shown. */
import { useLayoutEffect, useRef } from 'react'
import { useKept } from './kept.ts'
import { chordOf, isBare, sequenceMs, step } from './shortcut-keys.ts'
import { store } from './store.ts'

export interface Shortcut {
  /** `j`, `mod+k`, `g l`. */
  readonly keys: string
  /** What it does, in the member's language, for the overview. */
  readonly does: string
  /** The heading it stands under in the overview: usually the name of the scene. */
  readonly group: string
  readonly run: () => void
}

/** In order of registration; of two with the same keys the later one works. */
export const shortcuts = store<readonly Shortcut[]>([])

/** Registers a key while the component is mounted and `enabled`. */
export function useShortcut(keys: string, does: string, group: string, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useLayoutEffect(() => { latest.current = run })
  // Before the scene is painted: a key that is pressed as soon as it is seen works.
  useLayoutEffect(() => {
    if (!enabled) return undefined
    const shortcut: Shortcut = { keys, does, group, run: () => latest.current() }
    shortcuts.set((all) => [...all, shortcut])
    return () => shortcuts.set((all) => all.filter((each) => each !== shortcut))
  }, [keys, does, group, enabled])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=combobox]') !== null)
}

/** Whether shortcuts of one character are on; kept on this machine. */
export function useBareShortcuts(): readonly [boolean, (on: boolean) => void] {
  return useKept('choices', 'bare-shortcuts', true, (kept) => (typeof kept === 'boolean' ? kept : undefined))
}

/** Listens to the keyboard; once, in the shell. */
export function useShortcutListener(): void {
  const pending = useRef({ keys: '', at: 0 })
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
      const chord = chordOf(event)
      const off = localStorage.getItem('rapport.bare-shortcuts') === 'false'
      const inDialog = document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]') !== null
      if (isBare(chord) && (off || isTyping(event.target) || inDialog)) return
      if (chord === 'escape' && inDialog) return
      // A focused button or link answers Enter and Space itself.
      if ((chord === 'enter' || chord === 'space') && event.target instanceof HTMLElement && event.target.closest('button, a, summary, label, [role=button]') !== null) return
      const all = shortcuts.get()
      const before = event.timeStamp - pending.current.at < sequenceMs ? pending.current.keys : ''
      const next = step(before, chord, all.map((each) => each.keys))
      pending.current = next.kind === 'wait' ? { keys: next.pending, at: event.timeStamp } : { keys: '', at: 0 }
      if (next.kind === 'none') return
      event.preventDefault()
      if (next.kind === 'run') all.findLast((each) => each.keys === next.keys)?.run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
