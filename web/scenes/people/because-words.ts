/** Why somebody moved between stages, in a sentence; and conditions of rules in words. */
import type { LifeCycle } from './use-life-cycle.ts'
import type { Words } from '../../words/words.tsx'
import { kindWord } from '../../mentions/kind-words.ts'
import { labelWord } from '../../mentions/label-words.ts'
import type { Profile } from './use-deed.ts'

export type Condition = LifeCycle['stages'][number]['rule'][number][number]
type Move = Profile['life']['moves'][number]

const directionWord = { inbound: 'people.toUs', outbound: 'people.fromUs', around: 'people.aroundUs' } as const

/** What a condition counts, without its threshold. */
function counted(condition: Exclude<Condition, { measure: 'tag' }>, words: Words): string {
  const { t } = words
  const within = 'withinDays' in condition && condition.withinDays !== null ? ` ${t('profile.withinDays', { n: condition.withinDays })}` : ''
  switch (condition.measure) {
    case 'acts': {
      const kinds = condition.kinds.length === 0 ? t('profile.measureActs') : words.list(condition.kinds.map((kind) => t(kindWord(kind)).toLocaleLowerCase()))
      return `${kinds}${condition.directions.length === 0 ? '' : ` ${words.list(condition.directions.map((direction) => t(directionWord[direction])))}`}${within}`
    }
    case 'voiced': {
      const labels = [...condition.sentiments.map((one) => t(labelWord('sentiment', one))), ...condition.intents.map((one) => t(labelWord('intent', one)))]
      return `${t('profile.measureVoiced')}${labels.length === 0 ? '' : ` (${words.list(labels.map((label) => label.toLocaleLowerCase()))})`}${within}`
    }
    case 'exchanges': return t('profile.measureExchanges') + within
    case 'purchases': return t('profile.measurePurchases') + within
    case 'spent': return t('profile.measureSpent') + within
    case 'followers': return t('profile.measureFollowers')
    case 'silence': return t('profile.measureSilence')
    case 'since-purchase': return t('profile.measureSincePurchase')
    case 'known': return t('profile.measureKnown')
    case 'alive': return t('profile.measureAlive')
  }
}

const shown = (condition: Condition, value: number, words: Words): string => (condition.measure === 'alive' ? words.percent(value) : condition.measure === 'spent' ? words.number(value / 100) : words.number(Math.floor(value)))

export function conditionWords(condition: Condition, words: Words): string {
  if (condition.measure === 'tag') return words.t(condition.has ? 'profile.hasTag' : 'profile.hasNotTag', { tag: condition.tag })
  return words.t(condition.compare === 'at-least' ? 'profile.atLeast' : 'profile.atMost', { what: counted(condition, words), value: shown(condition, condition.value, words) })
}

export function becauseWords(because: Move['because'], words: Words): string {
  if (because.by === 'hand') return words.t('profile.movedByHand', { name: because.name ?? '' })
  if (because.met.length === 0) return words.t('profile.movedNoLonger')
  return words.t('profile.movedBecause', { why: words.list(because.met.map(({ condition, actual }) => (condition.measure === 'tag' ? conditionWords(condition, words) : `${counted(condition, words)}: ${shown(condition, Number(actual), words)}`))) })
}
