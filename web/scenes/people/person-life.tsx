/** Somebody's way through the stages: every move with its reason. */
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useWords } from '../../words/words.tsx'
import { becauseWords } from './because-words.ts'
import css from './person-panel.module.css'
import type { PartProps } from './person-panel.tsx'
import { useLifeCycle } from './use-life-cycle.ts'

const shownFirst = 3

export function PersonLife({ profile }: PartProps) {
  const words = useWords()
  const { t } = words
  const { nameOf } = useLifeCycle()
  const [isAll, setAll] = useState(false)
  const { moves } = profile.life
  if (moves.length === 0) return null
  return (
    <section>
      <h2 className={css.heading}>{t('profile.way')}</h2>
      <ol className={css.moves}>
        {moves.slice(0, isAll ? undefined : shownFirst).map((move) => (
          <li key={move.id}>
            <span>{move.from === null ? '' : `${nameOf(move.from)} → `}<strong>{nameOf(move.to)}</strong> <span className={css.quiet}>{words.day(new Date(move.at))}</span></span>
            <span className={css.why}>{becauseWords(move.because, words)}</span>
          </li>
        ))}
      </ol>
      {moves.length > shownFirst && !isAll && <Button size="s" look="plain" onClick={() => setAll(true)}>{t('common.showMore')}</Button>}
    </section>
  )
}
