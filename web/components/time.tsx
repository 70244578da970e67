/** When something was: relative up to a day, with the exact time and zone on hover. */
import type { Formats } from '../words/formats.ts'
import { relativeTime } from '../words/relative-time.ts'
import { useWords, type Words } from '../words/words.tsx'
import { useNow } from '../hooks/now.ts'

type Say = Pick<Words, 't'> & Pick<Formats, 'day' | 'dayAndClock'>

/** The words for a moment as seen from `now`. */
export function timeWords(at: Date, now: number, { t, dayAndClock }: Say): string {
  const relative = relativeTime(at.getTime(), now)
  if (relative.kind === 'now') return t('common.now')
  if (relative.kind === 'date') return dayAndClock(at, new Date(now))
  const { n, ahead } = relative
  if (relative.kind === 'minutes') return ahead ? t('common.inMinutes', { n }) : t('common.minutesAgo', { n })
  return ahead ? t('common.inHours', { n }) : t('common.hoursAgo', { n })
}

/** @param at ISO 8601, or milliseconds. */
export function Time({ at, className }: { readonly at: string | number; readonly className?: string | undefined }) {
  const words = useWords()
  const now = useNow()
  const date = new Date(at)
  return <time dateTime={date.toISOString()} title={words.exact(date)} className={className}>{timeWords(date, now, words)}</time>
}
