/** Conversations as they are now: whatever learns of a change tells it here, and every row and head shows it. */
import { useSyncExternalStore } from 'react'
import type { Conversation } from '../../api/routes.ts'

/** So many are remembered; the oldest go first. */
const most = 2_000
const now = new Map<string, Conversation>()
const watchers = new Set<(items: readonly Conversation[]) => void>()

/** Tells what conversations have become. An older revision changes nothing. */
export function tellConversations(items: readonly Conversation[]): void {
  const newer = items.filter((one) => { const known = now.get(one.id); return known === undefined || one.revision >= known.revision })
  for (const one of newer) { now.delete(one.id); now.set(one.id, one) }
  for (const id of now.keys()) { if (now.size <= most) break; now.delete(id) }
  if (newer.length > 0) for (const watcher of watchers) watcher(newer)
}

export function watchConversations(watcher: (items: readonly Conversation[]) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** The newest that is known of a conversation; what is given where nothing is. */
export function useConversationNow<T extends Conversation>(given: T): T {
  const known = useSyncExternalStore(watchConversations, () => now.get(given.id))
  return known === undefined || known === given || known.revision < given.revision ? given : { ...given, ...known }
}
