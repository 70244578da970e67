/** How many posts a day a query would have matched in the last 90 days, drawn small, with what the figure rests on. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useWords } from '../../words/words.tsx'
import css from './topic-preview.module.css'

/** The sample is larger than the preview's, so it is asked for when typing has come to rest. */
const restMs = 900

/** Nothing while the query cannot be read, or nothing is kept. */
export function ExpectedVolume({ query, isReadable }: { readonly query: string; readonly isReadable: boolean }) {
  const words = useWords()
  const [rested, setRested] = useState(query)
  useEffect(() => {
    const timer = setTimeout(() => setRested(query), restMs)
    return () => clearTimeout(timer)
  }, [query])
  const { data } = useQuery({
    queryKey: ['/topics/expect', rested],
    queryFn: ({ signal }) => api('post', '/topics/expect', { body: { query: rested } }, { signal }),
    enabled: isReadable && rested === query && rested.trim() !== '',
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (data === undefined || data.of === 0 || !isReadable || rested !== query) return null
  return (
    <div className={css.expected}>
      <span>{words.t('query.expectedTitle')}</span>
      <Sparkline values={data.days} width={150} height={28} label={words.t('query.expectedLabel', { most: words.number(Math.max(...data.days)) })} />
      <span className={css.basis} title={words.t('query.expectedBlind')}>{data.looked === data.of ? words.t('query.expectedAll', { n: data.of }) : words.t('query.expectedSample', { looked: data.looked, n: data.of })}</span>
    </div>
  )
}
