/** Labels that were just corrected, shown at once wherever the mention is. */
import type { Labels, Mention } from '../api/routes.ts'
import { store, useStore } from '../hooks/store.ts'

const corrected = store<ReadonlyMap<string, Labels>>(new Map())
/** A list that is read again brings the labels itself; only what was just corrected is held. */
const mostHeld = 200

export function showLabels(mention: string, labels: Labels): void {
  corrected.set((held) => new Map([...[...held].filter(([id]) => id !== mention).slice(-mostHeld), [mention, labels]]))
}

export function useLabels(mention: Pick<Mention, 'id' | 'labels'>): Labels | null {
  return useStore(corrected).get(mention.id) ?? mention.labels
}
