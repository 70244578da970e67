/** What an alarm is called and says, in the member's language. */
import type { Alarm } from '../../api/routes.ts'
import { channelTitle } from '../../components/channel-mark.tsx'
import type { Words, WordKey } from '../../words/words.tsx'

export const kindWord = {
  spike: 'alarms.spike', 'slow-burn': 'alarms.slowBurn', drop: 'alarms.drop', sentiment: 'alarms.sentiment', 'new-words': 'alarms.newWords', 'take-off': 'alarms.takeOff', 'source-silent': 'alarms.sourceSilent',
} as const satisfies Record<Alarm['kind'], WordKey>

/** A small expectation keeps one digit, since 0.4 and 0 are not the same. */
export const roughly = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value))

/** What was counted, in a sentence. */
export function alarmSentence(alarm: Pick<Alarm, 'kind' | 'counted' | 'expected' | 'terms' | 'subject' | 'from' | 'to'>, { t, number }: Pick<Words, 't' | 'number'>): string {
  const n = Math.round(alarm.counted)
  const expected = number(roughly(alarm.expected))
  const hours = number(Math.round((Date.parse(alarm.to) - Date.parse(alarm.from)) / 3_600_000))
  switch (alarm.kind) {
    case 'spike': return t('alarms.spikeSays', { n, expected })
    case 'slow-burn': return t('alarms.slowBurnSays', { n, expected })
    case 'drop': return t('alarms.dropSays', { n, expected, hours })
    case 'sentiment': return t('alarms.sentimentSays', { n, expected })
    case 'new-words': return t('alarms.newWordsSays', { n, term: alarm.terms[0] ?? '' })
    case 'take-off': return t('alarms.takeOffSays', { n, expected })
    case 'source-silent': return t('alarms.sourceSilentSays', { n, expected, hours, name: channelTitle(alarm.subject) })
  }
}

/** How long, in the unit that reads best. */
export function spanWords(ms: number, { t }: Pick<Words, 't'>): string {
  const hours = Math.max(1, Math.round(ms / 3_600_000))
  return hours < 48 ? t('alarms.hours', { n: hours }) : t('alarms.days', { n: Math.round(hours / 24) })
}
