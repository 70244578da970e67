/** Light, dark, or what the system says; kept on this machine and with the member. */
import { useEffect } from 'react'
import { store, useStore } from './store.ts'

export type Theme = 'light' | 'dark' | 'system'
const key = 'rapport.theme'
const darkSystem = '(prefers-color-scheme: dark)'

/** Reads what was kept; `theme.js` reads the same before the first paint. */
export function readTheme(kept: string | null): Theme {
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

function keptTheme(): Theme {
  try {
    return readTheme(localStorage.getItem(key))
  } catch {
    return 'system'
  }
}

const choice = store<Theme>(typeof localStorage === 'undefined' ? 'system' : keptTheme())

function apply(theme: Theme): void {
  const root = document.documentElement
  root.dataset['theme'] = theme === 'system' ? (matchMedia(darkSystem).matches ? 'dark' : 'light') : theme
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', getComputedStyle(root).getPropertyValue('--paper').trim())
}

export function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Kept for this visit only.
  }
  choice.set(theme)
  apply(theme)
}

/** The member's choice; follows the system while that is the choice. */
export function useTheme(): Theme {
  const theme = useStore(choice)
  useEffect(() => {
    const list = matchMedia(darkSystem)
    const follow = (): void => apply(theme)
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [theme])
  return theme
}
