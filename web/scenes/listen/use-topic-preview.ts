/** What a query would match, asked while it is typed. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { ApiFault } from '../../api/fault.ts'
import type { OutputOf } from '../../api/routes.ts'
import type { QueryFault } from './query-field.tsx'

export interface TopicPreview {
  readonly found: OutputOf<'post', '/topics/preview'> | undefined
  /** What is wrong with the query as it stands; `null` while it can be read, or is not judged yet. */
  readonly fault: QueryFault | null
  /** Anything else that went wrong: no connection, no permission. */
  readonly trouble: unknown
  readonly isBusy: boolean
}

/** Typing rests this long before the server is asked, in milliseconds. */
const restMs = 250

export function useTopicPreview(query: string): TopicPreview {
  const [rested, setRested] = useState(query)
  useEffect(() => {
    const timer = setTimeout(() => setRested(query), restMs)
    return () => clearTimeout(timer)
  }, [query])
  const isEmpty = rested.trim() === ''
  const { data, error, isFetching } = useQuery({
    queryKey: ['/topics/preview', rested],
    queryFn: ({ signal }) => api('post', '/topics/preview', { body: { query: rested, limit: 20 } }, { signal }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  const refused = error instanceof ApiFault && (error.status === 422 || error.status === 400)
  return {
    found: isEmpty || error ? undefined : data,
    // A fault of an older text would underline the wrong place.
    fault: refused && rested === query ? { at: error.place?.at ?? null, message: error.message } : null,
    trouble: error !== null && !refused ? error : null,
    isBusy: isFetching || rested !== query,
  }
}
