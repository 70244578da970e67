/** The conditions of a rule, to be written without knowing how they are kept. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Select } from '../../../components/select.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { flatOf, numberOrNull, split, whenOf, type FlatWhen, type Leaf, type Line, type When } from './condition-list.ts'
import css from './deciding.module.css'
import { dayWords, facts, freshLeaf, type FactName } from './facts.ts'

export function CommaField({ label, hint, value, onValue }: { readonly label: string; readonly hint?: string; readonly value: readonly string[]; readonly onValue: (value: string[]) => void }) {
  const [text, setText] = useState(value.join(', '))
  return <TextField label={label} hint={hint} value={text} autoComplete="off" onChange={(event) => { setText(event.target.value); onValue(split(event.target.value)) }} />
}

export function Ticks<Value extends string | number>({ options, value, onValue }: { readonly options: readonly { readonly value: Value; readonly label: string }[]; readonly value: readonly Value[]; readonly onValue: (value: Value[]) => void }) {
  return (
    <div className={css.ticks}>
      {options.map((option) => <Checkbox key={option.value} label={option.label} checked={value.includes(option.value)} onChange={(event) => onValue(event.target.checked ? [...value, option.value] : value.filter((one) => one !== option.value))} />)}
    </div>
  )
}

function LeafFields({ leaf, onLeaf }: { readonly leaf: Leaf; readonly onLeaf: (leaf: Leaf) => void }) {
  const { t, find } = useWords()
  const me = useMember()
  const { data: teams } = useQuery(apiQuery('/teams'))
  const { data: topics } = useQuery({ ...apiQuery('/topics'), enabled: me.may('topics.read') })
  const { data: labels } = useQuery(apiQuery('/conversation-labels'))
  const { shape } = facts[leaf.fact as FactName]
  const word = (value: string): string => find(`labels.${value}`) ?? value
  if (leaf.fact === 'words') return <CommaField label={t('deciding.values')} hint={t('deciding.forbiddenHint')} value={leaf.says} onValue={(says) => onLeaf({ ...leaf, says })} />
  if (leaf.fact === 'time') {
    return (
      <>
        <Ticks options={dayWords.map((key, at) => ({ value: at + 1, label: t(key) }))} value={leaf.days ?? []} onValue={(days) => onLeaf({ ...leaf, days })} />
        <TextField label={t('deciding.from')} type="time" value={leaf.from ?? '00:00'} onChange={(event) => onLeaf({ ...leaf, from: event.target.value })} />
        <TextField label={t('deciding.to')} type="time" value={leaf.to ?? '24:00'} onChange={(event) => onLeaf({ ...leaf, to: event.target.value })} />
      </>
    )
  }
  if ('is' in leaf) return <Select label={t('deciding.values')} value={leaf.is ? 'yes' : 'no'} options={[{ value: 'yes', label: t('deciding.yes') }, { value: 'no', label: t('deciding.no') }]} onValue={(value) => onLeaf({ ...leaf, is: value === 'yes' })} />
  if (shape.is === 'number') {
    const { fact, atLeast, atMost } = leaf as { fact: 'followers'; atLeast?: number; atMost?: number }
    const bounded = (low: number | null, high: number | null): void => onLeaf({ fact, ...(low === null ? {} : { atLeast: low }), ...(high === null ? {} : { atMost: high }) })
    return (
      <>
        <TextField label={t('deciding.atLeast')} type="number" min={0} value={atLeast ?? ''} onChange={(event) => bounded(numberOrNull(event.target.value), atMost ?? null)} />
        <TextField label={t('deciding.atMost')} type="number" min={0} value={atMost ?? ''} onChange={(event) => bounded(atLeast ?? null, numberOrNull(event.target.value))} />
      </>
    )
  }
  const chosen = 'in' in leaf ? leaf.in : 'anyOf' in leaf ? leaf.anyOf : []
  const choose = (values: string[]): void => onLeaf(('in' in leaf ? { ...leaf, in: values } : { ...leaf, anyOf: values }) as Leaf)
  if (shape.is === 'text') return <CommaField label={t('deciding.values')} hint={t('deciding.valuesHint')} value={chosen} onValue={choose} />
  const options = shape.is === 'choice' ? shape.values.map((value) => ({ value: value as string, label: word(value) })) : ({ team: teams?.items, topics: topics?.items, labels: labels?.items } as Record<string, readonly { id: string; name: string }[] | undefined>)[shape.is === 'named' ? shape.from : 'team']?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return <Ticks options={options} value={chosen} onValue={choose} />
}

export function ConditionForm({ when, onWhen }: { readonly when: When; readonly onWhen: (when: When) => void }) {
  const { t, zone } = useWords()
  const flat = flatOf(when)
  if (flat === null) return <Notice>{t('deciding.nested')}</Notice>
  const change = (next: Partial<FlatWhen>): void => onWhen(whenOf({ ...flat, ...next }))
  const changeLine = (at: number, line: Line): void => change({ lines: flat.lines.map((one, index) => (index === at ? line : one)) })
  return (
    <fieldset className={css.group}>
      <legend>{t('deciding.when')}</legend>
      {flat.lines.length === 0 && <span className={css.quiet}>{t('deciding.always')}</span>}
      {flat.lines.length > 1 && <Select label={t('deciding.combine')} value={flat.combine} options={[{ value: 'all', label: t('deciding.allOf') }, { value: 'any', label: t('deciding.anyOf') }]} onValue={(combine) => change({ combine })} />}
      {flat.lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a condition has no name but its place
        <div key={`${at}-${line.leaf.fact}`} className={css.row}>
          <Select label={t('deciding.fact')} value={line.leaf.fact in facts ? line.leaf.fact as FactName : 'channel'} options={(Object.keys(facts) as FactName[]).map((fact) => ({ value: fact, label: t(facts[fact].word) }))} onValue={(fact) => changeLine(at, { ...line, leaf: freshLeaf(fact, zone) })} />
          <Select label={t('deciding.combine')} quietLabel value={line.not ? 'not' : 'is'} options={[{ value: 'is', label: t('deciding.is') }, { value: 'not', label: t('deciding.isNot') }]} onValue={(value) => changeLine(at, { ...line, not: value === 'not' })} />
          {line.leaf.fact in facts && <LeafFields leaf={line.leaf} onLeaf={(leaf) => changeLine(at, { ...line, leaf })} />}
          <IconButton icon="close" label={t('deciding.removeCondition')} onClick={() => change({ lines: flat.lines.filter((_, index) => index !== at) })} />
        </div>
      ))}
      <div><Button size="s" icon="plus" onClick={() => change({ lines: [...flat.lines, { not: false, leaf: freshLeaf('channel', zone) }] })}>{t('deciding.addCondition')}</Button></div>
    </fieldset>
  )
}
