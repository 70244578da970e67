/** What happens once somebody has just been signed in. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { api } from '../../api/client.ts'
import { queryClient } from '../../api/queries.ts'
import { machineZone, useWords } from '../../words/words.tsx'

/** A path of our own page to go on to; anything else, such as another site, becomes Today. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** For a new account: keeps the language and zone it was made in, then opens Today. */
export function useFirstEntry(): () => Promise<void> {
  const { language } = useWords()
  const navigate = useNavigate()
  return useCallback(async () => {
    queryClient.clear()
    await api('patch', '/me', { body: { language, timeZone: machineZone() } })
    await navigate({ to: '/', replace: true })
  }, [language, navigate])
}
