/** When somebody must act, or how long they wait, in the size of a word: shape and word, never colour alone. */
import type { Conversation } from '../../../api/routes.ts'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { timeWords } from '../../../components/time.tsx'
import { useNow } from '../../../hooks/now.ts'
import { useWords, type Words } from '../../../words/words.tsx'
import { spanOf, standingOf, type Standing } from '../standing.ts'
import css from './conversation-row.module.css'

const spanWord = { minutes: 'inbox.minutes', hours: 'inbox.hours', days: 'inbox.days' } as const

export function spanWords(ms: number, { t }: Pick<Words, 't'>): string {
  const { unit, n } = spanOf(ms)
  return t(spanWord[unit], { n })
}

/** The whole sentence, for who hears it and on hover. */
export function standingWords(standing: Standing, words: Pick<Words, 't' | 'dayAndClock'>): string {
  switch (standing.is) {
    case 'due': case 'soon': return words.t('inbox.dueIn', { time: spanWords(standing.ms, words) })
    case 'late': return words.t('inbox.lateBy', { time: spanWords(standing.ms, words) })
    case 'waits': return words.t('inbox.waits', { time: spanWords(standing.ms, words) })
    case 'snoozed': return standing.until === null ? words.t('inbox.snoozedAnswer') : words.t('inbox.snoozedUntil', { time: words.dayAndClock(new Date(standing.until)) })
    case 'last': return words.t('inbox.lastHeard', { time: words.dayAndClock(new Date(standing.at)) })
  }
}

export function When({ of }: { readonly of: Conversation }) {
  const words = useWords()
  const now = useNow()
  const standing = standingOf(of, now)
  const sentence = standingWords(standing, words)
  const short = standing.is === 'late' ? words.t('inbox.late', { time: spanWords(standing.ms, words) })
    : standing.is === 'last' ? timeWords(new Date(standing.at), now, words)
    : standing.is !== 'snoozed' ? spanWords(standing.ms, words)
    : standing.until === null ? words.t('inbox.snoozed') : timeWords(new Date(standing.until), now, words)
  return (
    <span className={cx(css.when, standing.is === 'soon' && css.soon, standing.is === 'late' && css.late)} title={sentence}>
      {(standing.is === 'due' || standing.is === 'soon') && <Icon name="clock" size={12} />}
      {standing.is === 'late' && <Icon name="warning" size={12} />}
      {standing.is === 'snoozed' && <Icon name="moon" size={12} />}
      <span aria-hidden="true">{short}</span><span className={css.said}>{sentence}</span>
    </span>
  )
}
