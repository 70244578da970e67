/** Shows the key that does something. */
import { cx } from './class-names.ts'
import css from './kbd.module.css'

const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const signs: Readonly<Record<string, string>> = { mod: apple ? '⌘' : 'Ctrl', shift: '⇧', alt: apple ? '⌥' : 'Alt', enter: '↵', escape: 'Esc', arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', space: '␣' }

/** A key or a chord as people write it: `mod+k` → ⌘K or Ctrl K. */
export function keyLabel(chord: string): string {
  return chord.split('+').map((key) => signs[key.toLowerCase()] ?? (chord.includes('+') ? key.toUpperCase() : key)).join(apple ? '' : ' ')
}

/** The same for who hears it: signs are read badly or not at all. */
export function spokenKeys(keys: string): string {
  return keys.replaceAll('mod', apple ? 'Command' : 'Ctrl').replaceAll('+', ' ')
}

/** @param keys As shortcuts are registered: `mod+k`, `j`, `g l`. */
export function Kbd({ keys, on = 'page' }: { readonly keys: string; readonly on?: 'page' | 'accent' }) {
  return (
    <span className={css.keys} aria-hidden="true">
      {keys.split(' ').map((chord) => <kbd key={chord} className={cx(css.key, on === 'accent' && css.accent)}>{keyLabel(chord)}</kbd>)}
    </span>
  )
}
