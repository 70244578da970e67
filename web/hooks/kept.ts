/** A value that survives a reload: choices in local storage, drafts in session storage. */
import { useCallback, useState } from 'react'

export type Shelf = 'choices' | 'drafts'

function shelf(name: Shelf): Storage | null {
  try {
    return name === 'choices' ? localStorage : sessionStorage
  } catch {
    return null
  }
}

export function readKept(name: Shelf, key: string): unknown {
  try {
    const text = shelf(name)?.getItem(`rapport.${key}`)
    return text === null || text === undefined ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** `undefined` forgets. */
export function writeKept(name: Shelf, key: string, value: unknown): void {
  try {
    if (value === undefined) shelf(name)?.removeItem(`rapport.${key}`)
    else shelf(name)?.setItem(`rapport.${key}`, JSON.stringify(value))
  } catch {
    // A full or forbidden storage costs the memory of a choice, nothing else.
  }
}

/**
 * Like `useState`, kept. `read` turns what was kept into a value, or `undefined` when it no longer fits.
 */
export function useKept<T>(name: Shelf, key: string, initial: T, read: (kept: unknown) => T | undefined): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = readKept(name, key)
    return kept === undefined ? initial : (read(kept) ?? initial)
  })
  const set = useCallback((next: T) => {
    setValue(next)
    writeKept(name, key, next)
  }, [name, key])
  return [value, set]
}
