/** How the server reads a query, asked while it is typed. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import type { OutputOf } from '../../api/routes.ts'

export type QueryReading = OutputOf<'post', '/topics/parse'>

/** Typing rests this long before the server is asked, in milliseconds; longer texts wait longer. */
const restMs = (text: string): number => (text.length > 20_000 ? 600 : 150)

/** `null` while the text as it stands is not read yet. */
export function useQueryReading(text: string): QueryReading | null {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs(text))
    return () => clearTimeout(timer)
  }, [text])
  const isEmpty = rested.trim() === ''
  const { data } = useQuery({
    queryKey: ['/topics/parse', rested],
    queryFn: ({ signal }) => api('post', '/topics/parse', { body: { query: rested } }, { signal }),
    enabled: !isEmpty,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  return isEmpty || rested !== text ? null : data ?? null
}
