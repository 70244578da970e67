/** What each column of a file of people means, and what would become of its first rows. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { Select } from '../../../components/select.tsx'
import { FaultState, faultWords, Notice, Skeleton, TooMany } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../imports/imports.module.css'
import { keep } from './keep-import.ts'
import type { PeopleImport } from './people-imports-view.tsx'
import { meaningWord } from './meaning-words.ts'

type Mapping = OutputOf<'post', '/people-imports/{id}/preview'>['mapping']
const shownColumns = 200
const outcomeWord = { created: 'privacy.created', changed: 'privacy.changed', unchanged: 'privacy.unchanged', refused: 'privacy.refused' } as const

export function PeopleMapping({ item }: { readonly item: PeopleImport }) {
  const words = useWords()
  const { t } = words
  const [changed, setChanged] = useState<Mapping | null>(item.mapping)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState<'check' | 'start' | null>(null)
  const asked = useDeferredValue(changed)
  const preview = useQuery({
    queryKey: ['/people-imports/{id}/preview', item.id, asked],
    queryFn: ({ signal }) => api('post', '/people-imports/{id}/preview', { params: { id: item.id }, body: asked === null ? {} : { mapping: asked } }, { signal }),
    placeholderData: keepPreviousData, staleTime: 30_000, retry: false,
  })
  if (preview.data === undefined) return preview.error === null ? <Skeleton lines={8} /> : <FaultState fault={preview.error} onRetry={() => { setChanged(null); void preview.refetch() }} />
  const { data } = preview
  const mapping = changed ?? data.mapping
  const begin = async (how: 'check' | 'start'): Promise<void> => {
    setBusy(how)
    setFault(null)
    try {
      const sent = { params: { id: item.id }, body: { mapping } }
      keep(await (how === 'check' ? api('post', '/people-imports/{id}/check', sent) : api('post', '/people-imports/{id}/start', sent)))
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    } finally {
      setBusy(null)
    }
  }
  const targetOf = (column: string): string => mapping.columns.find((one) => one.column === column)?.target ?? 'ignore'
  const remap = (column: string, target: string): void => setChanged({ ...mapping, columns: mapping.columns.map((one) => (one.column === column ? { column, target } : one)) })
  const handles = ['bluesky', 'fediverse', 'instagram', 'facebook', 'linkedin', 'x'].map((channel) => `handle:${channel}`)
  const optionsFor = (target: string) => [...new Set([...data.targets, ...(item.what === 'people' || item.what === 'purchases' ? handles : []), ...(item.what === 'people' ? ['consent:news:mail', 'consent:offers:mail'] : []), target])].map((value) => ({ value, label: meaningWord(value, words) }))
  const { counts } = data
  return (
    <>
      <Section title={t('settings.columns')} about={data.looksLike === null ? t('settings.columnsText') : t('settings.looksLike', { what: words.said(data.looksLike) })}>
        <div className={css.options}>
          <Select label={t('privacy.dayOrder')} value={mapping.dayFirst ? 'day' : 'month'} options={[{ value: 'day', label: t('privacy.dayFirst') }, { value: 'month', label: t('privacy.monthFirst') }]} onValue={(value) => setChanged({ ...mapping, dayFirst: value === 'day' })} />
          {item.what === 'purchases' && <Select label={t('privacy.cents')} value={mapping.decimal} options={[{ value: '.', label: t('privacy.fullStop') }, { value: ',', label: t('privacy.comma') }]} onValue={(decimal) => setChanged({ ...mapping, decimal })} />}
          {item.what === 'purchases' && <TextField label={t('privacy.currency')} value={mapping.currency} maxLength={3} onChange={(event) => setChanged({ ...mapping, currency: event.target.value.toUpperCase() })} />}
        </div>
        {mapping.everybody.map((one) => <Notice key={`${one.purpose} ${one.channel}`} tone="warn" action={<Button size="s" onClick={() => setChanged({ ...mapping, everybody: mapping.everybody.filter((other) => other !== one) })}>{t('common.remove')}</Button>}>{t(one.act === 'granted' ? 'privacy.everybodyYes' : 'privacy.everybodyNo')}: {one.purpose === '*' ? t('privacy.everything') : one.purpose}, {one.channel}</Notice>)}
        <Table
          caption={t('settings.columns')}
          rows={data.columns.slice(0, shownColumns)}
          keyOf={(row) => row.column}
          dimmed={(row) => targetOf(row.column) === 'ignore'}
          columns={[
            { id: 'column', title: t('settings.column'), renderCell: (row) => <span className={css.columnName}>{row.column}</span> },
            { id: 'means', title: t('settings.means'), width: '15rem', renderCell: (row) => <Select label={t('settings.meaningOf', { column: row.column })} quietLabel value={targetOf(row.column)} options={optionsFor(targetOf(row.column))} onValue={(target) => remap(row.column, target)} /> },
            { id: 'why', title: t('settings.why'), wideOnly: true, renderCell: (row) => <span className={css.why}><Said>{row.why}</Said></span> },
            { id: 'samples', title: t('settings.samples'), wideOnly: true, renderCell: (row) => <ul className={css.samples}>{row.samples.slice(0, 3).map((sample) => <li key={sample} dir="auto">{sample}</li>)}</ul> },
          ]}
        />
        {data.columns.length > shownColumns && <TooMany shown={shownColumns} hint={t('settings.moreColumns')} />}
      </Section>
      <Section title={t('privacy.would')} about={t('privacy.wouldText')}>
        {data.doubts.map((doubt) => <Notice key={doubt} tone="warn"><Said>{doubt}</Said></Notice>)}
        {preview.isError && <Notice tone="negative">{faultWords(preview.error, words)}</Notice>}
        <dl className={css.figures}>{([[t('privacy.created'), counts.created], [t('privacy.changed'), counts.changed], [t('privacy.unchanged'), counts.unchanged], [t('privacy.joined'), counts.joined], [t('privacy.refused'), counts.refused]] as const).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{words.number(value)}</dd></div>)}</dl>
        <div className={preview.isPlaceholderData || asked !== changed ? css.stale : undefined}>
          <Table
            caption={t('privacy.would')}
            rows={data.rows}
            keyOf={(row) => String(row.row)}
            columns={[
              { id: 'row', title: t('privacy.row'), number: true, renderCell: (row) => words.number(row.row) },
              { id: 'outcome', title: t('privacy.outcome'), renderCell: (row) => <Badge tone={row.outcome === 'refused' ? 'negative' : row.outcome === 'created' ? 'positive' : 'plain'}>{row.joined ? t('privacy.joined') : t(outcomeWord[row.outcome])}</Badge> },
              { id: 'shown', title: t('settings.samples'), renderCell: (row) => <><span dir="auto">{row.shown}</span>{row.because !== null && <span className={css.why}><Said>{row.because}</Said></span>}</> },
            ]}
          />
        </div>
      </Section>
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      <div className={css.start}>
        <Button size="l" busy={busy === 'check'} onClick={() => void begin('check')}>{t('privacy.check')}</Button>
        <Button look="primary" size="l" busy={busy === 'start'} onClick={() => void begin('start')}>{t('privacy.start')}</Button>
      </div>
    </>
  )
}
