/** The view of the scene, read from the address and written to it. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useEffect } from 'react'
import { filterOf, searchOf, type ListenFilter } from './listen-filter.ts'
import { readListenSearch } from './listen-search.ts'

export interface ListenView {
  readonly filter: ListenFilter
  /** Changes the view. `replace`: without a step in the browser's history, for what is passing. */
  readonly change: (part: Partial<ListenFilter>, options?: { readonly replace?: boolean }) => void
}

/** @returns The view, and a steady one for whatever does not care which mention or topic is open: it stays the same object while only they change. */
export function useListenFilter(): { readonly view: ListenView; readonly steady: ListenView } {
  const search: unknown = useSearch({ strict: false })
  const navigate = useNavigate()
  const filter = useMemo(() => filterOf(readListenSearch((search ?? {}) as Record<string, unknown>)), [search])
  const latest = useRef(filter)
  useEffect(() => { latest.current = filter })
  const change = useCallback((part: Partial<ListenFilter>, { replace = false } = {}) => {
    const next = { ...latest.current, ...part }
    // Two changes in one moment build on each other.
    latest.current = next
    void navigate({ to: '/listen', search: searchOf(next), replace })
  }, [navigate])
  const key = JSON.stringify({ ...filter, mention: '', topic: '' })
  const steady = useMemo(() => ({ filter: JSON.parse(key) as ListenFilter, change }), [key, change])
  return { view: { filter, change }, steady }
}
