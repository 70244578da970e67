/** A query as blocks to click: groups within groups, terms as chips. What is changed here is the text, and the other way round. */
import { useState } from 'react'
import { Icon } from '../../components/icon.tsx'
import { Said } from '../../components/said.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useWords } from '../../words/words.tsx'
import { blockText, emptyGroup, type Block } from './query-block-edits.ts'
import { GroupView } from './query-block-group.tsx'
import type { KnownValues } from './query-completion.ts'
import type { QueryFault } from './query-field.tsx'
import type { QueryReading } from './use-query-reading.ts'
import css from './query-blocks.module.css'

interface Props {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly reading: QueryReading | null
  /** Whether the reading is of the text as it stands. */
  readonly isCurrent: boolean
  readonly fault: QueryFault | null
  readonly known: KnownValues
}

export function QueryBlocks({ value, onValue, reading, isCurrent, fault, known }: Props) {
  const { t } = useWords()
  // What was drawn and the text it made: while they agree, a group that is still empty is not read away.
  const [drawn, setDrawn] = useState<{ readonly root: Block; readonly text: string } | null>(null)
  const isEmpty = value.trim() === ''
  const mine = drawn !== null && drawn.text === value ? drawn.root : null
  const root = mine ?? (isEmpty ? emptyGroup : isCurrent ? reading?.blocks ?? null : null)
  const change = (next: Block): void => {
    const text = blockText(next)
    setDrawn({ root: next, text })
    onValue(text)
  }
  if (root === null) {
    if (!isCurrent) return <div className={css.blocks} aria-busy="true" />
    return <EmptyState compact icon={fault === null ? 'info' : 'warning'} title={t(fault === null ? 'query.tooMany' : 'query.unread')} />
  }
  const group = root.kind === 'group' ? root : { ...emptyGroup, of: [root] }
  return (
    <div className={css.whole}>
      <section className={css.blocks} aria-label={t('query.blocksLabel')}>
        <GroupView group={group} path={[]} onChange={(next) => change(next ?? emptyGroup)} known={known} />
      </section>
      <div aria-live="polite" className={css.said}>
        {fault !== null && <p className={css.fault}><Icon name="warning" size={14} /><span><Said>{fault.message}</Said></span></p>}
        {isCurrent && reading?.warnings.map((warning) => <p key={`${warning.at} ${warning.message}`} className={css.warning}><Icon name="info" size={14} /><span><Said>{warning.message}</Said></span></p>)}
      </div>
      {value !== '' && <p className={css.text}><code>{value}</code></p>}
    </div>
  )
}
