/** Small facts of a mention: who and where, in answer to what, how it was received, which topics. */
import { Link } from '@tanstack/react-router'
import type { Mention } from '../api/routes.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { useWords, type WordKey } from '../words/words.tsx'
import { handleWords } from './handle-words.ts'
import css from './mention-facts.module.css'

/** As people call them: `@tide.blue`, else a name, else the site. */
export function authorTitle(author: Mention['author'], site: string | null): string {
  if (author.handle) return handleWords(author.handle)
  return author.name ?? site ?? author.externalId
}

/** In answer to whom, or what is repeated or quoted; `null` for a post by itself. */
export function contextWords(mention: Pick<Mention, 'kind' | 'relations'>): { readonly icon: IconName; readonly word: WordKey & ('listen.repliesTo' | 'listen.quotes' | 'listen.reposts'); readonly url: string | undefined } | null {
  const relation = (kind: 'reply' | 'quote' | 'repost') => mention.relations.find((one) => one.kind === kind)
  const [reply, quote, repost] = [relation('reply'), relation('quote'), relation('repost')]
  if (repost || mention.kind === 'repost') return { icon: 'repost', word: 'listen.reposts', url: repost?.url }
  if (quote || mention.kind === 'quote') return { icon: 'quote', word: 'listen.quotes', url: quote?.url }
  if (reply || mention.kind === 'reply') return { icon: 'reply', word: 'listen.repliesTo', url: reply?.url }
  return null
}

const metricIcons = [['replies', 'reply', 'listen.metricReplies'], ['reposts', 'repost', 'listen.metricReposts'], ['quotes', 'quote', 'listen.metricQuotes'], ['likes', 'heart', 'listen.metricLikes'], ['views', 'eye', 'listen.metricViews']] as const

/** As the network counted them when it was read; what is zero or unknown is left out. */
export function Metrics({ metrics }: { readonly metrics: Mention['metrics'] }) {
  const words = useWords()
  const shown = metricIcons.filter(([name]) => (metrics[name] ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <ul className={css.metrics}>
      {shown.map(([name, icon, word]) => {
        const n = metrics[name] ?? 0
        return <li key={name} title={words.t(word, { n })}><Icon name={icon} size={12} /><span aria-hidden="true">{words.compact(n)}</span><span className={css.hidden}>{words.t(word, { n })}</span></li>
      })}
    </ul>
  )
}

export interface TopicMark { readonly id: string; readonly name: string; readonly colour: string }

/** Topics as chips; each leads to all its mentions. */
export function TopicChips({ topics }: { readonly topics: readonly TopicMark[] }) {
  if (topics.length === 0) return null
  return (
    <ul className={css.topics}>
      {topics.map((topic) => (
        <li key={topic.id}>
          <Link to="/listen" search={{ topics: topic.id }} className={css.topic}>
            <span className={css.swatch} style={{ background: topic.colour }} />{topic.name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
