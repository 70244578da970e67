/** Which branches of a topic's query made a mention match, in words; asked for when the mention is open. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/queries.ts'
import { useWords } from '../../words/words.tsx'
import css from './mention-pane.module.css'

const parts = { b: (text: string) => <code>{text}</code> }

/** Nothing where the words alone already say it: a query of one branch. */
export function MentionReasons({ mention, topic }: { readonly mention: string; readonly topic: string }) {
  const words = useWords()
  const { data } = useQuery({ ...apiQuery('/mentions/{id}/why', { params: { id: mention } }), staleTime: 60_000, retry: false })
  const reasons = data?.items.find((item) => item.topic === topic)?.reasons
  if (reasons === undefined || (reasons.length === 1 && reasons[0]?.kind === 'has')) return null
  if (reasons.length === 0) return <p className={css.reasons}>{words.t('query.whyEarlier')}</p>
  return (
    <ul className={css.reasons}>
      {reasons.map(({ kind, query, found }) => {
        const quoted = words.list(found.map((word) => `“${word}”`))
        return (
          <li key={`${kind} ${query}`}>
            {kind === 'lacks' ? words.rich('query.whyLacks', parts, { query })
              : kind === 'is' ? words.rich('query.whyIs', parts, { query })
                : found.length === 0 ? words.rich('query.whyHasUnseen', parts, { query })
                  : words.rich(kind === 'near' ? 'query.whyNear' : 'query.whyHas', parts, { query, found: quoted })}
          </li>
        )
      })}
    </ul>
  )
}
