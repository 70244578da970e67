/** The words that a repost without words of its own passes on, and whose they are. */
import type { Mention } from '../api/routes.ts'
import { excerpt } from './passage.ts'
import css from './passed-on.module.css'

export function PassedOn({ passedOn: { name, text, language }, length = Number.POSITIVE_INFINITY }: { passedOn: NonNullable<Mention['passedOn']>; length?: number }) {
  const shown = excerpt(text, length)
  return (
    <blockquote className={css.passed}>
      {name !== null && <bdi className={css.name}>{name}</bdi>}
      <span className={css.words} dir="auto" lang={language === 'und' ? undefined : language}>{shown === null ? text : `${shown}…`}</span>
    </blockquote>
  )
}
