/** What people asked for on their own page, until somebody decides. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

type Asked = OutputOf<'get', '/privacy/requests'>['items'][number]
const stateWord = { waiting: 'privacy.waiting', confirmed: 'privacy.confirmed', declined: 'privacy.declined' } as const
const refresh = (): Promise<unknown> => Promise.all((['/privacy/requests', '/privacy/erasures'] as const).map((path) => queryClient.invalidateQueries({ queryKey: queryKey(path) })))

export function Requests() {
  const words = useWords()
  const { t } = words
  const may = useMember().may('people.erase')
  const list = useInfiniteQuery(apiPages('/privacy/requests', { query: { limit: 25 } }))
  const [deciding, setDeciding] = useState<{ one: Asked; as: 'confirm' | 'decline' } | null>(null)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const what = (one: Asked): string => t(one.kind === 'copy' ? 'privacy.kindCopy' : one.neverAgain ? 'privacy.kindErasureNever' : 'privacy.kindErasure')
  return (
    <Section title={t('privacy.requests')} about={t('privacy.requestsText')}>
      {list.data === undefined && list.error === null && <Skeleton lines={3} />}
      {list.data === undefined && list.error !== null && <FaultState compact fault={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && items.length === 0 && <EmptyState compact icon="shield" title={t('privacy.requestsEmpty')}>{t('privacy.requestsEmptyText')}</EmptyState>}
      {items.length > 0 && (
        <Table
          caption={t('privacy.requests')}
          rows={items}
          keyOf={(row) => row.id}
          dimmed={(row) => row.state !== 'waiting'}
          columns={[
            { id: 'who', title: t('privacy.who'), renderCell: (row) => (row.person === null ? <span className={css.quiet}>–</span> : <Link to="/people/$id" params={{ id: row.person }} search={{}}>{row.name}</Link>) },
            { id: 'what', title: t('privacy.what'), renderCell: what },
            { id: 'asked', title: t('privacy.askedAt'), wideOnly: true, renderCell: (row) => <Time at={row.at} /> },
            { id: 'due', title: t('privacy.due'), renderCell: (row) => (row.state === 'waiting' ? words.day(new Date(row.dueAt)) : '') },
            { id: 'state', title: t('privacy.state'), renderCell: (row) => <Badge tone={row.state === 'waiting' ? 'warn' : 'plain'}>{t(stateWord[row.state])}</Badge> },
            { id: 'acts', title: t('privacy.confirm'), quietTitle: true, renderCell: (row) => (may && row.state === 'waiting' ? <span className={css.cellActs}><Button size="s" onClick={() => setDeciding({ one: row, as: 'confirm' })}>{t('privacy.confirm')}</Button><Button size="s" look="plain" onClick={() => setDeciding({ one: row, as: 'decline' })}>{t('privacy.decline')}</Button></span> : <span className={css.quiet}>{row.decidedBy ?? ''}</span>) },
          ]}
        />
      )}
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.showMore')}</Button>}
      {deciding?.as === 'confirm' && <ConfirmDialog one={deciding.one} what={what(deciding.one)} onClose={() => setDeciding(null)} />}
      {deciding?.as === 'decline' && <DeclineDialog one={deciding.one} onClose={() => setDeciding(null)} />}
    </Section>
  )
}

function ConfirmDialog({ one, what, onClose }: { readonly one: Asked; readonly what: string; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [url, setUrl] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const confirm = (): void => {
    setBusy(true)
    api('post', '/privacy/requests/{id}/confirm', { params: { id: one.id } }).then(async (done) => {
      await refresh()
      if (done.copyUrl === null) { toast(t('privacy.eraseStarted')); onClose() } else setUrl(done.copyUrl)
    }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setBusy(false))
  }
  if (url !== null) return <Dialog open onOpen={onClose} title={t('privacy.copyLink')} about={t('privacy.confirmCopy')}><TextField label={t('privacy.copyLink')} quietLabel readOnly value={url} onFocus={(event) => event.target.select()} /></Dialog>
  return <Dialog open onOpen={onClose} width="s" title={`${one.name}: ${what}`} about={t(one.kind === 'copy' ? 'privacy.confirmCopy' : 'privacy.confirmErase')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look={one.kind === 'copy' ? 'primary' : 'danger'} busy={busy} onClick={confirm}>{t('privacy.confirm')}</Button></>} />
}

function DeclineDialog({ one, onClose }: { readonly one: Asked; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [because, setBecause] = useState('')
  const decline = (): void => {
    api('post', '/privacy/requests/{id}/decline', { params: { id: one.id }, body: { because: because.trim() } }).then(async () => { await refresh(); onClose() }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) })
  }
  return (
    <Dialog open onOpen={onClose} title={t('privacy.declineTitle')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" disabled={because.trim().length < 3} onClick={decline}>{t('privacy.decline')}</Button></>}>
      <TextArea label={t('privacy.declineBecause')} value={because} maxLength={1_000} onChange={(event) => setBecause(event.target.value)} />
    </Dialog>
  )
}
