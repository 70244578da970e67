/** What a condition can be about, with the words for it, and how its values are given. */
import type { WordKey } from '../../../words/words.tsx'
import type { Leaf } from './condition-list.ts'

type Shape = { readonly is: 'choice'; readonly values: readonly string[] } | { readonly is: 'text' } | { readonly is: 'named'; readonly from: 'team' | 'topics' | 'labels' } | { readonly is: 'number' } | { readonly is: 'yes' } | { readonly is: 'words' } | { readonly is: 'time' }
export type FactName = keyof typeof facts

export const facts = {
  channel: { word: 'deciding.fact_channel', shape: { is: 'text' } },
  words: { word: 'deciding.fact_words', shape: { is: 'words' } },
  language: { word: 'deciding.fact_language', shape: { is: 'text' } },
  sentiment: { word: 'deciding.fact_sentiment', shape: { is: 'choice', values: ['negative', 'neutral', 'positive'] } },
  intent: { word: 'deciding.fact_intent', shape: { is: 'choice', values: ['question', 'complaint', 'praise', 'request', 'buying', 'leaving', 'thanks', 'spam', 'none'] } },
  urgency: { word: 'deciding.fact_urgency', shape: { is: 'choice', values: ['low', 'normal', 'high'] } },
  emotion: { word: 'deciding.fact_emotion', shape: { is: 'choice', values: ['anger', 'joy', 'optimism', 'sadness', 'none'] } },
  visibility: { word: 'deciding.fact_visibility', shape: { is: 'choice', values: ['public', 'private'] } },
  priority: { word: 'deciding.fact_priority', shape: { is: 'choice', values: ['low', 'normal', 'high', 'urgent'] } },
  topics: { word: 'deciding.fact_topics', shape: { is: 'named', from: 'topics' } },
  labels: { word: 'deciding.fact_labels', shape: { is: 'named', from: 'labels' } },
  team: { word: 'deciding.fact_team', shape: { is: 'named', from: 'team' } },
  stage: { word: 'deciding.fact_stage', shape: { is: 'text' } },
  kind: { word: 'deciding.fact_kind', shape: { is: 'text' } },
  followers: { word: 'deciding.fact_followers', shape: { is: 'number' } },
  value: { word: 'deciding.fact_value', shape: { is: 'number' } },
  earlier: { word: 'deciding.fact_earlier', shape: { is: 'number' } },
  'waiting-minutes': { word: 'deciding.fact_waiting', shape: { is: 'number' } },
  ours: { word: 'deciding.fact_ours', shape: { is: 'yes' } },
  known: { word: 'deciding.fact_known', shape: { is: 'yes' } },
  answered: { word: 'deciding.fact_answered', shape: { is: 'yes' } },
  automatic: { word: 'deciding.fact_automatic', shape: { is: 'yes' } },
  'open-case': { word: 'deciding.fact_openCase', shape: { is: 'yes' } },
  'team-open': { word: 'deciding.fact_teamOpen', shape: { is: 'yes' } },
  time: { word: 'deciding.fact_time', shape: { is: 'time' } },
} as const satisfies Record<string, { readonly word: WordKey; readonly shape: Shape }>

export const dayWords = ['deciding.mon', 'deciding.tue', 'deciding.wed', 'deciding.thu', 'deciding.fri', 'deciding.sat', 'deciding.sun'] as const satisfies readonly WordKey[]

/** A condition of its kind to begin with. */
export function freshLeaf(fact: FactName, zone: string): Leaf {
  const { shape } = facts[fact]
  switch (shape.is) {
    case 'words': return { fact: 'words', says: [] }
    case 'number': return { fact, atLeast: 0 } as Leaf
    case 'yes': return { fact, is: true } as Leaf
    case 'time': return { fact: 'time', zone, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
    case 'named': return (shape.from === 'team' ? { fact, in: [] } : { fact, anyOf: [] }) as unknown as Leaf
    default: return { fact, in: [] } as unknown as Leaf
  }
}

/** Whether something is chosen: a condition without values holds nowhere and is not kept. */
export function isWhole(leaf: Leaf): boolean {
  if ('in' in leaf) return leaf.in.length > 0
  if ('anyOf' in leaf) return leaf.anyOf.length > 0
  return leaf.fact !== 'words' || leaf.says.length > 0
}
