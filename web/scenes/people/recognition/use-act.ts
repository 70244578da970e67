/** Does something to links and offers to take it back. */
import { useCallback } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { refreshPerson } from '../use-deed.ts'

const concerned = ['/people/{id}/links', '/recognition/review', '/recognition/review/figures', '/recognition/compare', '/recognition'] as const
export const refreshLinks = (): Promise<unknown> => Promise.all([...concerned.map((path) => queryClient.invalidateQueries({ queryKey: queryKey(path) })), refreshPerson()])

/** Resolves to whether it was done; says so either way. `onUndone` is told when it was taken back. */
export function useAct() {
  const words = useWords()
  return useCallback(async (acting: Promise<{ readonly act: string }>, said: string, onUndone?: () => void): Promise<boolean> => {
    const failed = (fault: unknown): false => { toast(faultWords(fault, words), { tone: 'negative' }); return false }
    try {
      const { act } = await acting
      toast(said, { undo: () => { api('post', '/recognition/acts/{id}/undo', { params: { id: act } }).then(async () => { await refreshLinks(); onUndone?.() }, failed) } })
      await refreshLinks()
      return true
    } catch (fault) {
      return failed(fault)
    }
  }, [words])
}
