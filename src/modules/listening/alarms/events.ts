/** What mail and webhooks are told of alarms. */
import { z } from 'zod'
import { eventType } from '../../../kernel/event.ts'
import type { Letter, LetterLanguage } from '../../../kernel/letter.ts'
import { alarmKinds, type AlarmKind } from './model.ts'

const time = z.iso.datetime()
const alarmData = z.object({
  id: z.guid(),
  kind: z.enum(alarmKinds),
  severity: z.int().min(1).max(10),
  topic: z.object({ id: z.guid(), name: z.string() }).nullable().describe('Null for a silent source.'),
  channel: z.string().nullable().describe('For a silent source.'),
  beganAt: time,
  openedAt: time,
  counted: z.number().describe('What was counted from `from` to `to`: mentions, negative mentions, people who use a word, or shares of a post.'),
  expected: z.number(),
  from: time,
  to: time,
  terms: z.array(z.string()).describe('New words and phrases, the most telling first.'),
  posts: z.array(z.object({ id: z.guid(), text: z.string(), by: z.string(), at: time, url: z.string().nullable() })).describe('What is being said, by the posts that say what most others say.'),
  also: z.array(z.enum(alarmKinds)).describe('Other kinds that are open for the same topic.'),
})
export type AlarmData = z.output<typeof alarmData>

const example: AlarmData = {
  id: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e', kind: 'spike', severity: 7, topic: { id: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8f', name: 'Velora' }, channel: null,
  beganAt: '2026-11-17T08:40:00.000Z', openedAt: '2026-11-17T09:40:00.000Z', counted: 44, expected: 5.1, from: '2026-11-17T08:40:00.000Z', to: '2026-11-17T09:40:00.000Z', terms: ['hub gear', '#soonvelora'],
  posts: [{ id: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d90', text: 'Nine weeks for a hub gear, and now "soon" again.', by: 'tide.blue', at: '2026-11-17T09:12:00.000Z', url: 'https://social.example/tide/1' }], also: ['sentiment'],
}

const kindWord: Readonly<Record<LetterLanguage, Readonly<Record<AlarmKind, string>>>> = {
  en: { spike: 'much more is said than usual', 'slow-burn': 'more has been said for days', drop: 'hardly anything is said', sentiment: 'the mood has turned', 'new-words': 'new words have come up', 'take-off': 'one post takes off', 'source-silent': 'a source is silent' },
  nl: { spike: 'er wordt veel meer gezegd dan gewoonlijk', 'slow-burn': 'er wordt al dagen meer gezegd', drop: 'er wordt bijna niets gezegd', sentiment: 'de stemming is omgeslagen', 'new-words': 'er duiken nieuwe woorden op', 'take-off': 'één bericht gaat rond', 'source-silent': 'een bron zwijgt' },
}

const shown = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toString())

function letter(turn: 'opened' | 'grew' | 'closed', data: AlarmData, language: LetterLanguage): Letter {
  const about = data.topic?.name ?? data.channel ?? ''
  const what = kindWord[language][data.kind]
  const quotes = data.posts.slice(0, 3).map(({ text, by, url }) => ({ text, by, ...(url === null ? {} : { url }) }))
  return {
    en: {
      subject: `${turn === 'opened' ? `Alarm ${data.severity}/10` : turn === 'grew' ? `Alarm grew to ${data.severity}/10` : 'Alarm closed'}: ${about}, ${what}`,
      opening: turn === 'closed' ? `The alarm about ${about} is over: it has been calm for a while.` : `${about}: ${what}. Counted ${shown(data.counted)} where ${shown(data.expected)} were to be expected.`,
      facts: [['Severity', `${data.severity} of 10`], ['Counted', `${data.from} to ${data.to}`], ...(data.terms.length === 0 ? [] : [['New words', data.terms.join(', ')] as const])] as const,
      quotes: turn === 'closed' ? [] : quotes,
      action: { label: 'Open the alarm', path: `/listen/alarms/${data.id}` },
      closing: 'How keen alarms are, and who is told, stands in Listen, Alarms, Settings of the topic.',
    },
    nl: {
      subject: `${turn === 'opened' ? `Alarm ${data.severity}/10` : turn === 'grew' ? `Alarm steeg naar ${data.severity}/10` : 'Alarm gesloten'}: ${about}, ${what}`,
      opening: turn === 'closed' ? `Het alarm over ${about} is voorbij: het is al een tijd rustig.` : `${about}: ${what}. Geteld: ${shown(data.counted)}, waar ${shown(data.expected)} te verwachten was.`,
      facts: [['Ernst', `${data.severity} van 10`], ['Geteld', `${data.from} tot ${data.to}`], ...(data.terms.length === 0 ? [] : [['Nieuwe woorden', data.terms.join(', ')] as const])] as const,
      quotes: turn === 'closed' ? [] : quotes,
      action: { label: 'Open het alarm', path: `/listen/alarms/${data.id}` },
      closing: 'Hoe gevoelig alarmen zijn en wie ze krijgt, staat in Luisteren, Alarmen, Instellingen van het onderwerp.',
    },
  }[language]
}

export const alarmEvents = [
  eventType({ type: 'alarm.opened', summary: 'An alarm opened: something unusual is said about a topic', data: alarmData, example, needs: 'mentions.read', letter: (data, language) => letter('opened', data, language) }),
  eventType({ type: 'alarm.grew', summary: 'An open alarm became graver, or another kind joined it', data: alarmData, example, needs: 'mentions.read', letter: (data, language) => letter('grew', data, language) }),
  eventType({ type: 'alarm.closed', summary: 'An alarm closed, because it was calm for a while', data: alarmData, example, needs: 'mentions.read', letter: (data, language) => letter('closed', data, language) }),
]
