/** Does something about conversations, says so, and offers to undo it. */
import { useCallback } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { Conversation, ConversationDeed } from '../../../api/routes.ts'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { tellConversations } from '../conversations-now.ts'

export interface Done {
  readonly act: string | null
  readonly changed: number
  readonly items: readonly Conversation[]
}

/** What shows other than conversations: counts, and what was done in the thread. */
export function refreshAround(): void {
  for (const path of ['/conversations/counts', '/conversations/{id}', '/conversation-figures', '/approvals'] as const) void queryClient.invalidateQueries({ queryKey: queryKey(path) })
}

export function useUndo(): (act: string, onUndone?: (items: readonly Conversation[]) => void) => void {
  const words = useWords()
  return useCallback((act, onUndone) => {
    api('post', '/conversations/acts/{id}/undo', { params: { id: act }, body: {} }).then(({ items, left }) => {
      tellConversations(items)
      refreshAround()
      onUndone?.(items)
      if (left > 0) toast(words.t('inbox.undoneBut', { n: left }))
    }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
  }, [words])
}

/** Tells everybody what was done, with its undo. */
export function useTellDone(): (done: Done, said: string, onUndone?: (items: readonly Conversation[]) => void) => void {
  const { t } = useWords()
  const undo = useUndo()
  return useCallback((done, said, onUndone) => {
    tellConversations(done.items)
    refreshAround()
    const { act } = done
    if (act === null) { if (done.changed === 0) toast(t('inbox.nothingChanged')) } else toast(said, { undo: () => undo(act, onUndone) })
  }, [t, undo])
}

export type Act = (ids: readonly string[], deed: ConversationDeed, said: string, onUndone?: (items: readonly Conversation[]) => void) => Promise<boolean>

/** Resolves to whether it was done; says so either way. */
export function useAct(): Act {
  const words = useWords()
  const tell = useTellDone()
  return useCallback(async (ids, deed, said, onUndone) => {
    if (ids.length === 0) return false
    try {
      const done = await api('post', '/conversations/acts', { body: { conversations: [...ids], deed } })
      if (deed.is === 'read' || deed.is === 'unread') { tellConversations(done.items); refreshAround() } else tell(done, said, onUndone)
      return true
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
      return false
    }
  }, [words, tell])
}
