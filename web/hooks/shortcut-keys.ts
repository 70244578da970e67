/** How keys become shortcuts: pure rules over key events. */

/** What a rule needs of a `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** A sequence such as `g l` waits this long for its next key, in milliseconds. */
export const sequenceMs = 1_200

/**
 * The chord as shortcuts are registered: `j`, `?`, `mod+k`, `shift+enter`.
 * `mod` is ⌘ or Ctrl. Shift is named only for keys that it does not change.
 */
export function chordOf(press: KeyPress): string {
  const key = press.key === ' ' ? 'space' : press.key.length === 1 ? press.key.toLowerCase() : press.key.toLowerCase()
  const named = press.key.length > 1 || press.key === ' ' || (press.key.toLowerCase() !== press.key.toUpperCase() && press.shiftKey)
  return [press.ctrlKey || press.metaKey ? 'mod' : '', press.altKey ? 'alt' : '', press.shiftKey && named ? 'shift' : '', key].filter((part) => part !== '').join('+')
}

export type Step =
  | { readonly kind: 'run'; readonly keys: string }
  /** The chord begins a longer sequence. */
  | { readonly kind: 'wait'; readonly pending: string }
  | { readonly kind: 'none' }

/**
 * What a chord does, given what was pressed just before.
 * @param pending The sequence so far, empty at the start.
 */
export function step(pending: string, chord: string, registered: readonly string[]): Step {
  const keys = pending === '' ? chord : `${pending} ${chord}`
  if (registered.includes(keys)) return { kind: 'run', keys }
  if (registered.some((each) => each.startsWith(`${keys} `))) return { kind: 'wait', pending: keys }
  return pending === '' ? { kind: 'none' } : step('', chord, registered)
}

/** Whether a shortcut is a bare character, which rests while somebody types (WCAG 2.1.4). */
export function isBare(chord: string): boolean {
  return !/^(mod|alt)\+/.test(chord) && chord !== 'escape'
}
