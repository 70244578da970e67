/** Does something about a person and offers to undo it. */
import { useCallback } from 'react'
import { api } from '../../api/client.ts'
import { queryClient, queryKey } from '../../api/queries.ts'
import type { InputOf, OutputOf } from '../../api/routes.ts'
import { faultWords } from '../../components/states.tsx'
import { toast } from '../../components/toast.tsx'
import { useWords } from '../../words/words.tsx'

export type Deed = InputOf<'post', '/people/{id}/acts'>['body']
export type Profile = OutputOf<'get', '/people/{id}/profile'>

const concerned = ['/people/{id}/profile', '/people/{id}/story', '/people/{id}', '/people', '/people/count', '/people/tags', '/people/life-cycle', '/companies/{id}', '/companies'] as const
export const refreshPerson = (): Promise<unknown> => Promise.all(concerned.map((path) => queryClient.invalidateQueries({ queryKey: queryKey(path) })))

/** Resolves to whether it was done; says so either way. */
export function useDeed(person: string): (deed: Deed, said: string) => Promise<boolean> {
  const words = useWords()
  return useCallback(async (deed, said) => {
    const failed = (fault: unknown): false => { toast(faultWords(fault, words), { tone: 'negative' }); return false }
    try {
      const act = await api('post', '/people/{id}/acts', { params: { id: person }, body: deed })
      toast(said, { undo: () => { void api('post', '/people/acts/{act}/undo', { params: { act: act.id }, body: {} }).then(refreshPerson, failed) } })
      await refreshPerson()
      return true
    } catch (fault) {
      return failed(fault)
    }
  }, [person, words])
}
