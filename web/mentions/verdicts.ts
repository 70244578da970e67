/** Says what the team did with a mention, with undo; the order of what is worth joining learns from it. */
import { useCallback } from 'react'
import { api } from '../api/client.ts'
import { queryClient, queryKey } from '../api/queries.ts'
import { faultWords } from '../components/states.tsx'
import { toast } from '../components/toast.tsx'
import { useWords } from '../words/words.tsx'

export type Verdict = 'answered' | 'handled' | 'dismissed'
export const verdicts = ['answered', 'handled', 'dismissed'] as const
export const verdictDone = { answered: 'joining.doneAnswered', handled: 'joining.doneHandled', dismissed: 'joining.doneDismissed' } as const
export const verdictKeys = { answered: 'a', handled: 'h', dismissed: 'x' } as const

export async function verdictsChanged(): Promise<void> {
  await Promise.all((['/mentions/worth-joining', '/mentions/{id}/relevance', '/relevance'] as const).map((path) => queryClient.invalidateQueries({ queryKey: queryKey(path) })))
}

/** `null` takes the verdict back. */
export function useVerdict(): (mention: string, verdict: Verdict | null) => Promise<void> {
  const words = useWords()
  return useCallback(async (mention, verdict) => {
    const params = { id: mention }
    const failed = (fault: unknown): void => { toast(faultWords(fault, words), { tone: 'negative' }) }
    const undo = (): void => void api('delete', '/mentions/{id}/verdict', { params }).then(verdictsChanged, failed)
    try {
      if (verdict === null) await api('delete', '/mentions/{id}/verdict', { params })
      else {
        await api('put', '/mentions/{id}/verdict', { params, body: { verdict } })
        toast(words.t(verdictDone[verdict]), { undo })
      }
      await verdictsChanged()
    } catch (fault) {
      failed(fault)
    }
  }, [words])
}
