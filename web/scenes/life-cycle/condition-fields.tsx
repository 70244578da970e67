/** One condition of a stage's rule, as fields that read like a sentence. */
import { Button, IconButton } from '../../components/button.tsx'
import { Popover } from '../../components/popover.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { intents, sentiments } from '../../../src/kernel/labels.ts'
import { labelWord } from '../../mentions/label-words.ts'
import { interactionKindList, kindWord } from '../../mentions/kind-words.ts'
import { useWords } from '../../words/words.tsx'
import type { Condition } from '../people/because-words.ts'
import css from './life-cycle.module.css'

type Measure = Condition['measure']
const measures = { acts: 'profile.measureActs', voiced: 'profile.measureVoiced', exchanges: 'profile.measureExchanges', purchases: 'profile.measurePurchases', spent: 'profile.measureSpent', silence: 'profile.measureSilence', 'since-purchase': 'profile.measureSincePurchase', known: 'profile.measureKnown', followers: 'profile.measureFollowers', alive: 'profile.measureAlive', tag: 'profile.measureTag' } as const
const windows = ['', '7', '30', '90', '180', '365', '730'] as const
const directions = { inbound: 'people.toUs', outbound: 'people.fromUs', around: 'people.aroundUs' } as const

/** The condition of another measure, with what of the old one still fits. */
function withMeasure(measure: Measure): Condition {
  if (measure === 'tag') return { measure, tag: '', has: true }
  if (measure === 'acts') return { measure, kinds: [], directions: [], withinDays: 365, compare: 'at-least', value: 3 }
  if (measure === 'voiced') return { measure, sentiments: ['negative'], intents: [], withinDays: 90, compare: 'at-least', value: 2 }
  if (measure === 'alive') return { measure, compare: 'at-most', value: 0.5 }
  if (measure === 'exchanges' || measure === 'purchases' || measure === 'spent') return { measure, withinDays: null, compare: 'at-least', value: measure === 'spent' ? 100_000 : 1 }
  return { measure, compare: 'at-least', value: measure === 'followers' ? 1_000 : 180 }
}

export function ConditionFields({ condition, onChange, onRemove }: { readonly condition: Condition; readonly onChange: (next: Condition) => void; readonly onRemove: () => void }) {
  const words = useWords()
  const { t } = words
  // Money is kept in minor units and chances as ratios; both are typed as people say them.
  const factor = condition.measure === 'spent' ? 100 : condition.measure === 'alive' ? 0.01 : 1
  return (
    <div className={css.condition}>
      <Select label={t('profile.condition')} quietLabel value={condition.measure} options={Object.entries(measures).map(([value, word]) => ({ value: value as Measure, label: t(word) }))} onValue={(measure) => onChange(withMeasure(measure))} />
      {condition.measure === 'acts' && (
        <Popover label={t('people.kinds')} trigger={<Button after="down">{condition.kinds.length === 0 && condition.directions.length === 0 ? t('profile.ofAnyKind') : t('profile.ofKinds', { n: condition.kinds.length + condition.directions.length })}</Button>}>
          <div className={css.kinds}>
            {interactionKindList.map((kind) => <Checkbox key={kind} label={t(kindWord(kind))} checked={condition.kinds.includes(kind)} onChange={(event) => onChange({ ...condition, kinds: event.target.checked ? [...condition.kinds, kind] : condition.kinds.filter((one) => one !== kind) })} />)}
            {(['inbound', 'around'] as const).map((direction) => <Checkbox key={direction} label={t(directions[direction])} checked={condition.directions.includes(direction)} onChange={(event) => onChange({ ...condition, directions: event.target.checked ? [...condition.directions, direction] : condition.directions.filter((one) => one !== direction) })} />)}
          </div>
        </Popover>
      )}
      {condition.measure === 'voiced' && (
        <Popover label={t('profile.labels')} trigger={<Button after="down">{condition.sentiments.length + condition.intents.length === 0 ? t('profile.ofAnyKind') : words.list([...condition.sentiments.map((one) => t(labelWord('sentiment', one))), ...condition.intents.map((one) => t(labelWord('intent', one)))])}</Button>}>
          <div className={css.kinds}>
            {sentiments.map((one) => <Checkbox key={one} label={t(labelWord('sentiment', one))} checked={condition.sentiments.includes(one)} onChange={(event) => onChange({ ...condition, sentiments: event.target.checked ? [...condition.sentiments, one] : condition.sentiments.filter((other) => other !== one) })} />)}
            {intents.filter((one) => one !== 'none').map((one) => <Checkbox key={one} label={t(labelWord('intent', one))} checked={condition.intents.includes(one)} onChange={(event) => onChange({ ...condition, intents: event.target.checked ? [...condition.intents, one] : condition.intents.filter((other) => other !== one) })} />)}
          </div>
        </Popover>
      )}
      {condition.measure === 'tag' ? (
        <>
          <Select label={t('profile.comparison')} quietLabel value={condition.has ? 'has' : 'not'} options={[{ value: 'has', label: t('profile.has') }, { value: 'not', label: t('profile.hasNot') }]} onValue={(value) => onChange({ ...condition, has: value === 'has' })} />
          <TextField label={t('profile.tag')} quietLabel placeholder={t('profile.tag')} value={condition.tag} maxLength={60} onChange={(event) => onChange({ ...condition, tag: event.target.value })} />
        </>
      ) : (
        <>
          <Select label={t('profile.comparison')} quietLabel value={condition.compare} options={[{ value: 'at-least', label: t('profile.atLeastShort') }, { value: 'at-most', label: t('profile.atMostShort') }]} onValue={(compare) => onChange({ ...condition, compare })} />
          <TextField label={t('profile.threshold')} quietLabel className={css.narrow} type="number" min={0} max={condition.measure === 'alive' ? 100 : undefined} value={String(Math.round((condition.value / factor) * 100) / 100)} onChange={(event) => onChange({ ...condition, value: Math.max(0, Math.min(condition.measure === 'alive' ? 1 : 1e12, Number(event.target.value) * factor)) })} after={condition.measure === 'alive' ? '%' : undefined} />
        </>
      )}
      {'withinDays' in condition && <Select label={t('profile.window')} quietLabel value={String(condition.withinDays ?? '')} options={[...new Set([...windows, String(condition.withinDays ?? '')])].map((value) => ({ value, label: value === '' ? t('profile.ever') : t('profile.withinDays', { n: Number(value) }) }))} onValue={(value) => onChange({ ...condition, withinDays: value === '' ? null : Number(value) })} />}
      <IconButton size="s" icon="close" label={t('profile.removeCondition')} onClick={onRemove} />
    </div>
  )
}
