/** People's words as the network shows them, with the stretches that matched softly underlined. */
import { Fragment, useMemo, type ReactNode } from 'react'
import type { Mention } from '../api/routes.ts'
import { excerpt, facetsByLook, runs, safeHref, type Run } from './passage.ts'
import css from './mention-text.module.css'

interface Props {
  readonly mention: Pick<Mention, 'text' | 'facets' | 'hits' | 'language'>
  /** Names by topic id, for what a marked word says on hover. */
  readonly topicName?: ((topic: string) => string | undefined) | undefined
  /** Cut after about so many characters. */
  readonly length?: number
  /** Asks for everything about a tag (`#fiets`) or with a mention (`@name`). */
  readonly onWord?: ((word: string) => void) | undefined
}

export function MentionText({ mention, topicName, length = Number.POSITIVE_INFINITY, onWord }: Props) {
  const { text, facets, hits, language } = mention
  const { parts, isCut } = useMemo(() => {
    const shown = excerpt(text, length)
    const whole = shown ?? text
    return { parts: runs(whole, facets.length > 0 ? facets : facetsByLook(whole.slice(0, 20_000)), hits), isCut: shown !== null }
  }, [text, facets, hits, length])
  return (
    <span className={css.words} dir="auto" lang={language === 'und' ? undefined : language}>
      {/* oxlint-disable-next-line react/no-array-index-key -- the runs of one text never move */}
      {parts.map((run, index) => <Fragment key={index}>{marked(run, linked(run, onWord), topicName)}</Fragment>)}
      {isCut && '…'}
    </span>
  )
}

function linked(run: Run, onWord: Props['onWord']): ReactNode {
  const { facet, text } = run
  if (!facet) return text
  const href = safeHref(facet.target)
  if (href !== null) return <a className={css.link} href={href} target="_blank" rel="noopener noreferrer nofollow">{text}</a>
  if (facet.kind === 'link') return text
  const word = `${facet.kind === 'tag' ? '#' : '@'}${facet.kind === 'tag' ? facet.target.replace(/^#/, '') : text.replace(/^@/, '').trim()}`
  return onWord ? <button type="button" className={css.link} onClick={() => onWord(word)}>{text}</button> : <span className={css.tag}>{text}</span>
}

function marked(run: Run, content: ReactNode, topicName: Props['topicName']): ReactNode {
  if (run.topics.length === 0) return content
  const names = run.topics.flatMap((topic) => topicName?.(topic) ?? [])
  return <mark className={css.hit} title={names.length > 0 ? names.join(', ') : undefined}>{content}</mark>
}
