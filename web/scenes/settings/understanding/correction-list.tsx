/** What people corrected: how many of each kind, and each with the post it is about; any can be taken back. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, queryClient, queryKey } from '../../../api/queries.ts'
import type { Correction, Understanding } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button, LinkButton } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { labelTitle, labelWord, type LabelName } from '../../../mentions/label-words.ts'
import { showLabels } from '../../../mentions/labels-now.ts'
import { useWords } from '../../../words/words.tsx'
import css from './understanding.module.css'

const shown = ['all', 'sentiment', 'intent', 'urgency', 'emotion'] as const

export function CorrectionList({ understanding, only, onAll }: { readonly understanding: Understanding; readonly only: readonly string[]; readonly onAll: () => void }) {
  const words = useWords()
  const [label, setLabel] = useState<(typeof shown)[number]>('all')
  const pages = useInfiniteQuery(apiPages('/corrections', { query: { limit: 25, ...(label === 'all' ? {} : { label }), ...(only.length === 0 ? {} : { ids: only.join(',') }) } }))
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []
  const counts = understanding.corrections
  const countOf = (name: LabelName): number => counts.filter((one) => one.label === name).reduce((sum, one) => sum + one.count, 0)
  const total = counts.reduce((sum, one) => sum + one.count, 0)
  const undo = async (correction: Correction): Promise<void> => {
    try {
      const { mention, labels } = await api('post', '/corrections/{id}/undo', { params: { id: correction.id } })
      showLabels(mention, labels)
    } catch (thrown) {
      toast(faultWords(thrown, words), { tone: 'negative' })
    }
    await Promise.all([queryClient.invalidateQueries({ queryKey: queryKey('/corrections') }), queryClient.invalidateQueries({ queryKey: queryKey('/understanding') })])
  }
  const changed = (one: { readonly label: LabelName; readonly before: string; readonly after: string }): string => words.t('labels.changedInto', { before: words.t(labelWord(one.label, one.before)), after: words.t(labelWord(one.label, one.after)) })
  const isEmpty = pages.data !== undefined && rows.length === 0 && label === 'all' && only.length === 0
  return (
    <Section title={words.t('labels.corrections')} about={words.t('labels.countOf', { n: total })} actions={<LinkButton to="/listen" search={{}} look="plain" icon="listen">{words.t('labels.goListen')}</LinkButton>}>
      {counts.length > 0 && <ul className={css.counts}>{counts.slice(0, 12).map((one) => <li key={`${one.label} ${one.before} ${one.after}`}><Badge>{changed(one)} · {words.number(one.count)}</Badge></li>)}</ul>}
      {only.length > 0
        ? <p className={css.only}>{words.t('labels.onlyContradicting')} <Button size="s" look="plain" onClick={onAll}>{words.t('labels.all')}</Button></p>
        : !isEmpty && <Segments label={words.t('labels.corrections')} value={label} onValue={setLabel} options={shown.map((value) => ({ value, label: value === 'all' ? words.t('labels.all') : `${words.t(labelTitle[value])} ${words.number(countOf(value))}` }))} />}
      {pages.data === undefined && (pages.error === null ? <Skeleton lines={4} /> : <FaultState fault={pages.error} onRetry={() => void pages.refetch()} />)}
      {isEmpty && <EmptyState icon="edit" title={words.t('labels.noCorrections')}>{words.t('labels.noCorrectionsText')}</EmptyState>}
      {rows.length > 0 && (
        <Table
          caption={words.t('labels.corrections')} rows={rows} keyOf={(row) => row.id} dimmed={(row) => row.undoneAt !== null}
          columns={[
            { id: 'post', title: words.t('labels.post'), renderCell: (row) => (row.excerpt === null ? <span className={css.quiet}>{words.t('labels.gone')}</span> : <Link to="/listen" search={{ mention: row.mention }} className={css.excerpt} dir="auto">{row.excerpt}</Link>) },
            { id: 'change', title: words.t('labels.change'), renderCell: (row) => <span className={css.change}><span className={css.quiet}>{words.t(labelTitle[row.label])}</span> {changed(row)}</span> },
            { id: 'by', title: words.t('labels.by'), wideOnly: true, renderCell: (row) => row.by ?? '' },
            { id: 'when', title: words.t('labels.when'), wideOnly: true, renderCell: (row) => <Time at={row.at} /> },
            { id: 'acts', title: words.t('labels.acts'), quietTitle: true, width: '6rem', renderCell: (row) => (row.undoneAt === null ? <Button size="s" look="plain" icon="undo" onClick={() => void undo(row)}>{words.t('common.undo')}</Button> : <span className={css.quiet}>{words.t('labels.undone')}</span>) },
          ]}
        />
      )}
      {pages.hasNextPage && <Button onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>{words.t('common.more')}</Button>}
    </Section>
  )
}
