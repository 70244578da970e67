/** What each column of a file means: guesses with their reasons, to be changed, and the first rows as they would be taken in. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Import, Mapping } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { Select } from '../../../components/select.tsx'
import { FaultState, faultWords, Notice, Skeleton, TooMany } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { useKept } from '../../../hooks/kept.ts'
import { useWords } from '../../../words/words.tsx'
import css from './imports.module.css'
import { PreviewRows } from './preview-rows.tsx'
import { ReadingOptions } from './reading-options.tsx'
import { hasWords, remapped, targets, targetWord } from './targets.ts'

/** More columns than a person can look through; the rest keep their guess. */
const shownColumns = 200

function readMapping(kept: unknown): Mapping | null | undefined {
  return typeof kept === 'object' && kept !== null && 'columns' in kept ? (kept as Mapping) : undefined
}

export function MappingForm({ item, onStarted }: { readonly item: Import; readonly onStarted: (changed: Import) => void }) {
  const words = useWords()
  const { t } = words
  const [changed, setChanged] = useKept<Mapping | null>('drafts', `draft.mapping.${item.id}`, item.mapping, readMapping)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const asked = useDeferredValue(changed)
  const preview = useQuery({
    queryKey: ['/imports/{id}/preview', item.id, asked],
    queryFn: ({ signal }) => api('post', '/imports/{id}/preview', { params: { id: item.id }, body: asked === null ? {} : { mapping: asked } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })
  if (preview.data === undefined) return preview.error === null ? <Skeleton lines={8} /> : <FaultState fault={preview.error} onRetry={() => { setChanged(null); void preview.refetch() }} />
  const mapping = changed ?? preview.data.mapping
  const start = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      onStarted(await api('post', '/imports/{id}/start', { params: { id: item.id }, body: { mapping } }))
      setChanged(null)
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    } finally {
      setBusy(false)
    }
  }
  const options = targets.map((target) => ({ value: target, label: t(targetWord[target]) }))
  return (
    <>
      <Section title={t('settings.columns')} about={preview.data.looksLike === null ? t('settings.columnsText') : t('settings.looksLike', { what: words.said(preview.data.looksLike) })}>
        <ReadingOptions mapping={mapping} onMapping={setChanged} />
        <Table
          caption={t('settings.columns')}
          rows={preview.data.columns.slice(0, shownColumns)}
          keyOf={(row) => row.column}
          dimmed={(row) => mapping.columns.find((each) => each.column === row.column)?.target === 'ignore'}
          columns={[
            { id: 'column', title: t('settings.column'), renderCell: (row) => <span className={css.columnName}>{row.column === '' ? '–' : row.column}</span> },
            { id: 'means', title: t('settings.means'), width: '15rem', renderCell: (row) => <Select label={t('settings.meaningOf', { column: row.column })} quietLabel value={mapping.columns.find((each) => each.column === row.column)?.target ?? row.target} options={options} onValue={(target) => setChanged(remapped(mapping, row.column, target))} /> },
            { id: 'why', title: t('settings.why'), renderCell: (row) => <span className={css.why}><Said>{row.why}</Said></span> },
            { id: 'samples', title: t('settings.samples'), wideOnly: true, renderCell: (row) => <ul className={css.samples}>{row.samples.slice(0, 3).map((sample) => <li key={sample} dir="auto">{sample}</li>)}</ul> },
          ]}
        />
        {preview.data.columns.length > shownColumns && <TooMany shown={shownColumns} hint={t('settings.moreColumns')} />}
      </Section>
      <Section title={t('settings.preview')} about={t('settings.previewText')}>
        {preview.data.doubts.map((doubt) => <Notice key={doubt} tone="warn"><Said>{doubt}</Said></Notice>)}
        {preview.isError && <Notice tone="negative">{faultWords(preview.error, words)}</Notice>}
        <PreviewRows rows={preview.data.rows} stale={preview.isPlaceholderData || asked !== changed} />
      </Section>
      {!hasWords(mapping) && <Notice tone="warn">{t('settings.noWords')}</Notice>}
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      <div className={css.start}><Button look="primary" size="l" busy={busy} disabled={!hasWords(mapping)} onClick={() => void start()}>{t('settings.startImport')}</Button></div>
    </>
  )
}
