/** Settings, Record: who did what, and read which private content, with the check that nothing was changed since. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, apiQuery } from '../../../api/queries.ts'
import type { OutputOf, TrailEntry } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { AnchorButton, Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { Select } from '../../../components/select.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import look from './audit-view.module.css'
import type { AuditSearch } from './audit-search.ts'

const auditRoute = getRouteApi('/shell/settings/audit')
type Verification = OutputOf<'post', '/audit/verify'>

/** What a status says, in words. */
function Outcome({ status }: Pick<TrailEntry, 'status'>) {
  const { t } = useWords()
  if (status === null) return <Badge tone="warn">{t('governance.underWay')}</Badge>
  if (status < 400) return <Badge tone="positive">{t('governance.done')}</Badge>
  return <span className={css.left}><Badge tone="negative">{status < 500 ? t('governance.refused') : t('governance.failed')}</Badge><code className={css.quiet}>{status}</code></span>
}

/** Facts as they were sent: names and values. */
const factsOf = ({ facts }: TrailEntry): string => Object.entries(facts ?? {}).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ')

function Verify() {
  const words = useWords()
  const { t } = words
  const [found, setFound] = useState<Verification | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const verify = (): void => {
    setBusy(true)
    setFault(null)
    api('post', '/audit/verify', { body: {} }).then(setFound, (thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  return (
    <div className={look.verify}>
      <Button icon="shield" busy={busy} onClick={verify}>{t('governance.verify')}</Button>
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      {found !== null && found.broken === null && <Notice tone="positive">{t('governance.verified', { n: found.entries })} {found.unsealed > 0 && t('governance.verifiedYoung', { n: found.unsealed })}</Notice>}
      {found !== null && found.broken !== null && <Notice tone="negative">{t('governance.broken', { from: found.broken.fromSeq, to: found.broken.untilSeq })} <Said>{found.broken.because}</Said></Notice>}
    </div>
  )
}

function Filters({ search }: { readonly search: AuditSearch }) {
  const { t } = useWords()
  const navigate = auditRoute.useNavigate()
  const actors = useQuery(apiQuery('/audit/actors')).data?.items ?? []
  const [deed, setDeed] = useState(search.deed ?? '')
  const set = (change: AuditSearch): void => void navigate({ search: (before: AuditSearch) => Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== '' && value !== undefined)), replace: true } as never)
  return (
    <form className={look.filters} onSubmit={(event) => { event.preventDefault(); set({ deed: deed.trim() }) }}>
      <Select label={t('governance.who')} value={search.actor ?? ''} onValue={(actor) => set({ actor })} options={[{ value: '', label: t('governance.anybody') }, ...actors.map(({ id, name }) => ({ value: id, label: name }))]} />
      <Select label={t('governance.kind')} value={search.kind ?? ''} onValue={(kind) => set({ kind: kind as 'acts' })} options={[{ value: '', label: t('governance.anyKind') }, { value: 'acts', label: t('governance.acts') }, { value: 'reads', label: t('governance.reads') }]} />
      <Select label={t('governance.outcome')} value={search.outcome ?? ''} onValue={(outcome) => set({ outcome: outcome as 'done' })} options={[{ value: '', label: t('governance.anyOutcome') }, { value: 'done', label: t('governance.done') }, { value: 'refused', label: t('governance.refused') }, { value: 'failed', label: t('governance.failed') }]} />
      <TextField label={t('governance.deedFilter')} placeholder={t('governance.deedHint')} value={deed} onChange={(event) => setDeed(event.target.value)} onBlur={() => set({ deed: deed.trim() })} />
    </form>
  )
}

export function AuditView() {
  const { t } = useWords()
  const search: AuditSearch = auditRoute.useSearch()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(apiPages('/audit', { query: search }))
  const entries = data?.pages.flatMap((page) => page.items) ?? []
  const asked = new URLSearchParams(search as Record<string, string>).toString()
  return (
    <Section title={t('governance.audit')} about={t('governance.auditText')} actions={<AnchorButton href={`/api/v1/audit/export.csv${asked === '' ? '' : `?${asked}`}`} download icon="download">{t('governance.export')}</AnchorButton>}>
      <Verify />
      <Filters search={search} />
      {data === undefined && error === null && <Skeleton lines={6} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && entries.length === 0 && <EmptyState compact icon="shield" title={t('governance.noAudit')}>{t('governance.noAuditText')}</EmptyState>}
      {entries.length > 0 && (
        <Table
          caption={t('governance.audit')}
          rows={entries}
          keyOf={({ seq }) => String(seq)}
          columns={[
            { id: 'what', title: t('governance.what'), renderCell: (entry) => <span className={css.whoWords}><span>{entry.summary ?? entry.deed}</span><code className={css.mail}>{entry.deed}</code>{entry.facts !== null && <span className={css.mail}>{factsOf(entry)}</span>}</span> },
            { id: 'who', title: t('governance.who'), renderCell: ({ actor, address }) => <span className={css.whoWords}><span>{actor.name}</span><span className={look.address}>{address}</span></span> },
            { id: 'about', title: t('governance.about'), wideOnly: true, renderCell: ({ subject, subjectErased }) => (subjectErased ? <span className={css.quiet}>{t('governance.erased')}</span> : subject !== null && <code className={look.subject}>{subject}</code>) },
            { id: 'when', title: t('governance.when'), renderCell: ({ at }) => <Time at={at} /> },
            { id: 'outcome', title: t('governance.outcome'), renderCell: ({ status }) => <Outcome status={status} /> },
            { id: 'sealed', title: t('governance.seal'), wideOnly: true, renderCell: ({ sealed }) => <span className={css.quiet}>{sealed ? t('governance.sealed') : t('governance.unsealed')}</span> },
          ]}
        />
      )}
      {hasNextPage && <p><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('governance.more')}</Button></p>}
    </Section>
  )
}
