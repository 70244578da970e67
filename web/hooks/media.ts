/** Whether a media query holds, followed. */
import { useCallback, useSyncExternalStore } from 'react'

/** Below this width the page shows one pane at a time and navigates from the bottom. */
export const phoneQuery = '(max-width: 719px)'

export function useMedia(query: string): boolean {
  const watch = useCallback((watcher: () => void) => {
    const list = matchMedia(query)
    list.addEventListener('change', watcher)
    return () => list.removeEventListener('change', watcher)
  }, [query])
  return useSyncExternalStore(watch, () => matchMedia(query).matches)
}
