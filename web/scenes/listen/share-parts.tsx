/** Share of voice within each channel or language: a line each, cut by topic. */
import type { OutputOf, Topic } from '../../api/routes.ts'
import { useWords } from '../../words/words.tsx'
import css from './share-parts.module.css'

interface Props {
  readonly title: string
  readonly parts: readonly (OutputOf<'get', '/mentions/share-of-voice'>['parts'][number] & { readonly label: string })[]
  readonly topics: readonly Topic[]
  readonly colours: ReadonlyMap<string, string>
}

const shownAtOnce = 6

export function ShareParts({ title, parts, topics, colours }: Props) {
  const words = useWords()
  const name = (id: string): string => topics.find((topic) => topic.id === id)?.name ?? id
  return (
    <section>
      <h3 className={css.title}>{title}</h3>
      <ul>
        {parts.slice(0, shownAtOnce).map(({ key, label, items, total }) => {
          const said = items.map(({ topic, share }) => `${name(topic)} ${words.percent(share)}`).join(', ')
          return (
            <li key={key} className={css.part} title={said}>
              <span className={css.label}>{label}</span>
              <span className={css.hidden}>{said}</span>
              <span className={css.bar} aria-hidden="true">{topics.flatMap((topic) => items.filter((item) => item.topic === topic.id)).map(({ topic, share }) => <span key={topic} style={{ width: `${share * 100}%`, background: colours.get(topic) ?? 'var(--series-rest)' }} />)}</span>
              <span className={css.total}>{words.compact(total)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
