/** The way out of the page. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { queryClient } from '../api/queries.ts'
import { signOut } from '../api/sign-in.ts'
import { faultWords } from '../components/states.tsx'
import { toast } from '../components/toast.tsx'
import { useWords } from '../words/words.tsx'

/** Ends this session and forgets everything the page had kept in memory. */
export function useSignOut(): () => void {
  const words = useWords()
  const navigate = useNavigate()
  return useCallback(() => {
    signOut().then(
      async () => {
        await navigate({ to: '/sign-in', search: {} })
        queryClient.clear()
        sessionStorage.clear()
      },
      (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }),
    )
  }, [navigate, words])
}
