/** One group of blocks: what must hold of it, what is in it, and how to add to it. */
import { useId, useState, type KeyboardEvent } from 'react'
import { Button, IconButton } from '../../components/button.tsx'
import { cx } from '../../components/class-names.ts'
import { Checkbox } from '../../components/toggles.tsx'
import { useWords } from '../../words/words.tsx'
import { emptyGroup, newTerm, senseOf, withBlock, withSense, type GroupBlock, type GroupSense } from './query-block-edits.ts'
import { TermView } from './query-block-term.tsx'
import type { KnownValues } from './query-completion.ts'
import css from './query-blocks.module.css'

interface Props {
  readonly group: GroupBlock
  /** Where it stands; the outermost is `[]`. */
  readonly path: readonly number[]
  /** `null` takes the group away. */
  readonly onChange: (next: GroupBlock | null) => void
  readonly known: KnownValues
}

const senses = { all: 'query.groupAll', any: 'query.groupAny', none: 'query.groupNone', notAll: 'query.groupNotAll', near: 'query.groupNear', notNear: 'query.groupNotNear' } as const satisfies Record<GroupSense, string>
const widest = 1_000

export function GroupView({ group, path, onChange, known }: Props) {
  const { t } = useWords()
  const sense = senseOf(group)
  const of = group.of
  const put = (index: number, next: GroupBlock['of'][number] | null): void => {
    const changed = withBlock(group, [index], next)
    if (changed.kind === 'group') onChange(changed)
  }
  const isNear = group.join === 'near'
  return (
    <fieldset aria-label={t(senses[sense])} className={cx(css.group, css[`sense-${sense}`])} data-depth={Math.min(path.length, 3)}>
      <div className={css.head}>
        <select aria-label={t('query.groupSense')} className={css.sense} value={sense} onChange={(event) => onChange(withSense(group, event.target.value as GroupSense))}>
          {(Object.keys(senses) as GroupSense[]).map((one) => <option key={one} value={one}>{t(senses[one])}</option>)}
        </select>
        {isNear && (
          <>
            <label className={css.within}>{t('query.within')} <input type="number" min={0} max={widest} value={group.within ?? 4} onChange={(event) => onChange({ ...group, within: Math.min(widest, Math.max(0, Math.trunc(Number(event.target.value)) || 0)) })} /></label>
            <Checkbox label={t('query.ordered')} checked={group.ordered === true} onChange={(event) => onChange({ ...group, ordered: event.target.checked })} />
          </>
        )}
        {path.length > 0 && <IconButton size="s" icon="close" label={t('query.removeGroup')} onClick={() => onChange(null)} />}
      </div>
      <div className={css.items}>
        {of.map((block, index) => block.kind === 'term'
          // Blocks have no name but their place.
          // oxlint-disable-next-line react/no-array-index-key
          ? <TermView key={`${index} ${block.text}`} term={block} onChange={(next) => put(index, next)} known={known} />
          // oxlint-disable-next-line react/no-array-index-key
          : <GroupView key={index} group={block} path={[...path, index]} onChange={(next) => put(index, next)} known={known} />)}
        <AddTerm onAdd={(value) => onChange({ ...group, of: [...of, newTerm(value)] })} />
        <Button size="s" look="plain" icon="plus" onClick={() => onChange({ ...group, of: [...of, { ...emptyGroup, join: group.join === 'any' ? 'all' : 'any' }] })}>{t('query.addGroup')}</Button>
      </div>
    </fieldset>
  )
}

function AddTerm({ onAdd }: { readonly onAdd: (value: string) => void }) {
  const { t } = useWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const add = (): void => {
    if (typed.trim() === '') return
    onAdd(typed.trim())
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    add()
  }
  return <input id={id} className={css.add} value={typed} size={Math.max(20, typed.length)} maxLength={200} placeholder={t('query.addTerm')} aria-label={t('query.addTerm')} title={t('query.addTermHint')} autoCapitalize="none" spellCheck={false} onChange={(event) => setTyped(event.target.value)} onKeyDown={onKeyDown} onBlur={add} />
}
