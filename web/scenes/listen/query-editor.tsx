/** Where a query is made: as text or as blocks, both of the same query, with how it is read. */
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useWords } from '../../words/words.tsx'
import { QueryField, type QueryFault } from './query-field.tsx'
import type { QueryReading } from './use-query-reading.ts'
import { useQueryValues } from './use-query-values.ts'
import css from './query-editor.module.css'

const QueryBlocks = lazy(() => import('./query-blocks.tsx').then((module) => ({ default: module.QueryBlocks })))

interface Props {
  readonly value: string
  readonly onValue: (value: string) => void
  /** How the server reads the text as it stands; `null` while it is not known. */
  readonly reading: QueryReading | null
  readonly fault: QueryFault | null
  readonly label: string
  readonly hint: ReactNode
}

/** A longer one is not compared with what was typed. */
const longestShown = 2_000

export function QueryEditor({ value, onValue, reading, fault, label, hint }: Props) {
  const { t } = useWords()
  const known = useQueryValues()
  const [view, setView] = useKept<'text' | 'blocks'>('choices', 'query.view', 'text', (kept) => (kept === 'text' || kept === 'blocks' ? kept : undefined))
  // The last reading stays while the next is awaited, so that blocks do not flicker.
  const [last, setLast] = useState<QueryReading | null>(reading)
  if (reading !== null && reading !== last) setLast(reading)
  const canonical = reading?.canonical ?? null
  const differs = canonical !== null && canonical.length <= longestShown && canonical !== value.trim()
  return (
    <div className={css.editor}>
      <div className={css.views}><Segments label={t('query.view')} value={view} onValue={setView} options={[{ value: 'text', label: t('query.asText') }, { value: 'blocks', label: t('query.asBlocks') }]} /></div>
      {view === 'text'
        ? <QueryField label={label} value={value} onValue={onValue} fault={fault} warnings={reading?.warnings ?? []} hint={hint} known={known} />
        : <Suspense fallback={<Skeleton lines={3} />}><QueryBlocks value={value} onValue={onValue} reading={reading ?? last} isCurrent={reading !== null} fault={fault} known={known} /></Suspense>}
      {differs && view === 'text' && (
        <p className={css.canonical}>
          <span>{t('query.canonical')} <code>{canonical}</code></span>
          <Button size="s" look="plain" onClick={() => onValue(canonical)}>{t('query.canonicalUse')}</Button>
        </p>
      )}
    </div>
  )
}
