/** What each measure is called. */
import type { WordKey } from '../../words/words.tsx'
import type { Measure } from './listen-filter.ts'

export const measureWord = { mentions: 'listen.measureMentions', people: 'listen.measurePeople', reach: 'listen.measureReach', engagement: 'listen.measureEngagement' } as const satisfies Record<Measure, WordKey>
