/** One company: its people and their roles in buying, who may belong to it, and everything they did. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { apiPages, apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button, IconButton, LinkButton } from '../../components/button.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { Card, PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { Time } from '../../components/time.tsx'
import { toast } from '../../components/toast.tsx'
import { useMember } from '../../hooks/member.ts'
import { kindWord } from '../../mentions/kind-words.ts'
import { useWords } from '../../words/words.tsx'
import { money } from '../people/money.ts'
import { StageMark } from '../people/stage-mark.tsx'
import { refreshPerson, type Deed } from '../people/use-deed.ts'
import css from './companies.module.css'
import { CompanyDialog } from './company-dialog.tsx'

export function CompanyScene() {
  const words = useWords()
  const { t } = words
  const may = useMember().may('people.manage')
  const navigate = useNavigate()
  const { id } = useParams({ from: '/shell/companies/$id' })
  const { data: company, error, refetch } = useQuery(apiQuery('/companies/{id}', { params: { id } }))
  const [isEditing, setEditing] = useState(false)
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const changed = (): Promise<unknown> => Promise.all([refreshPerson(), queryClient.invalidateQueries({ queryKey: queryKey('/companies/{id}/timeline') })])
  const act = (person: string, deed: Deed, said: string): void => void api('post', '/people/{id}/acts', { params: { id: person }, body: deed }).then(async (made) => {
    toast(said, { undo: () => { void api('post', '/people/acts/{act}/undo', { params: { act: made.id }, body: {} }).then(changed, failed) } })
    await changed()
  }, failed)
  const remove = (): void => void api('patch', '/companies/{id}', { params: { id }, body: { removed: true } }).then(async () => {
    toast(t('profile.companyRemoved', { name: company?.name ?? '' }), { undo: () => { void api('patch', '/companies/{id}', { params: { id }, body: { removed: false } }).then(changed, failed) } })
    await navigate({ to: '/companies' })
    await changed()
  }, failed)
  if (error && !company) return <div className={css.body}><LinkButton look="plain" icon="back" to="/companies">{t('profile.companies')}</LinkButton><FaultState fault={error} onRetry={() => void refetch()} /></div>
  if (!company) return <div className={css.body}><Skeleton lines={8} /></div>
  return (
    <div className={css.scene}>
      <PageHeader title={company.name} actions={may && <><Button icon="remove" onClick={remove}>{t('common.remove')}</Button><Button icon="edit" onClick={() => setEditing(true)}>{t('common.edit')}</Button></>} below={<p className={css.quiet}>{[company.domains.join(', '), company.note].filter(Boolean).join(' · ')}</p>} />
      <div className={css.body}>
        <dl className={css.figures}>
          <div><dt>{t('people.title')}</dt><dd><Link to="/people" search={{ company: id }}>{words.number(company.people.length)}</Link></dd></div>
          <div><dt>{t('profile.spentSoFar')}</dt><dd>{money(company.spentMinor, company.currency, words.language)}</dd></div>
          {company.expectedMinor !== null && <div><dt>{t('profile.expected')}</dt><dd>{money(company.expectedMinor, company.currency, words.language)}</dd></div>}
        </dl>
        <Card title={t('profile.companyPeople')} about={t('profile.companyPeopleAbout')}>
          {company.people.length === 0 ? <EmptyState compact icon="people" title={t('profile.companyPeopleNone')}>{t('profile.companyPeopleNoneHint')}</EmptyState> : (
            <Table caption={t('profile.companyPeople')} rows={company.people} keyOf={(row) => row.id} columns={[
              { id: 'name', title: t('people.sortName'), renderCell: (row) => <Link to="/people/$id" params={{ id: row.id }}><bdi>{row.name}</bdi></Link> },
              { id: 'role', title: t('profile.role'), renderCell: (row) => (may ? <RoleField key={row.role} role={row.role} onRole={(role) => act(row.id, { is: 'company', company: id, role }, t('profile.roleKept', { name: row.name }))} label={t('profile.roleOf', { name: row.name })} /> : row.role) },
              { id: 'stage', title: t('profile.stage'), wideOnly: true, renderCell: (row) => (row.stage === null ? '' : <StageMark id={row.stage} held={row.held} />) },
              { id: 'spent', title: t('profile.spent'), number: true, wideOnly: true, renderCell: (row) => (row.purchases === 0 ? '' : money(row.spentMinor, row.currency, words.language)) },
              { id: 'last', title: t('people.figureLast'), number: true, renderCell: (row) => <Time at={row.lastSeenAt} /> },
              { id: 'acts', title: t('common.remove'), quietTitle: true, renderCell: (row) => may && <IconButton size="s" icon="close" label={t('profile.untie', { name: row.name })} onClick={() => act(row.id, { is: 'take-back', entry: row.entry }, t('profile.untied', { name: row.name }))} /> },
            ]} />
          )}
        </Card>
        {may && company.suggested.length > 0 && (
          <Card title={t('profile.mayBelong')} about={t('profile.mayBelongAbout')}>
            <Table caption={t('profile.mayBelong')} rows={company.suggested} keyOf={(row) => row.id} columns={[
              { id: 'name', title: t('people.sortName'), renderCell: (row) => <Link to="/people/$id" params={{ id: row.id }}><bdi>{row.name}</bdi></Link> },
              { id: 'address', title: t('profile.address'), renderCell: (row) => row.address },
              { id: 'acts', title: t('profile.tie'), quietTitle: true, renderCell: (row) => <Button size="s" onClick={() => act(row.id, { is: 'company', company: id, role: '' }, t('profile.companyTied', { name: row.name }))}>{t('profile.tie')}</Button> },
            ]} />
          </Card>
        )}
        <CompanyTimeline id={id} />
      </div>
      {isEditing && <CompanyDialog company={company} open onOpen={setEditing} />}
    </div>
  )
}

/** A role in buying: kept when the field is left. */
function RoleField({ role, label, onRole }: { readonly role: string; readonly label: string; readonly onRole: (role: string) => void }) {
  const [typed, setTyped] = useState(role)
  const { t } = useWords()
  const keep = (): void => { if (typed.trim() !== role) onRole(typed.trim()) }
  return <input className={css.role} aria-label={label} placeholder={t('profile.roleHint')} value={typed} maxLength={60} onChange={(event) => setTyped(event.target.value)} onBlur={keep} onKeyDown={(event) => { if (event.key === 'Enter') keep() }} />
}

function CompanyTimeline({ id }: { readonly id: string }) {
  const words = useWords()
  const { t } = words
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(apiPages('/companies/{id}/timeline', { params: { id }, query: {} }))
  const entries = (data?.pages ?? []).flatMap((page) => page.items)
  const directionWord = { inbound: 'people.toUs', outbound: 'people.fromUs', around: 'people.aroundUs' } as const
  return (
    <Card title={t('people.timeline')}>
      {isPending && <Skeleton lines={5} />}
      {error && entries.length === 0 && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {!isPending && !error && entries.length === 0 && <EmptyState compact title={t('profile.companyTimelineNone')} />}
      <div className={css.entries}>
        {entries.map((entry) => (
          <article key={entry.id} className={css.entry} data-ours={entry.direction === 'outbound' || undefined}>
            <Avatar id={entry.identity} name={entry.name} />
            <div>
              <p className={css.entryHead}><Link to="/people/$id" params={{ id: entry.person }}><bdi>{entry.name}</bdi></Link><ChannelMark channel={entry.channel} /><span className={css.quiet}><Time at={entry.at} /> · {t(kindWord(entry.kind)).toLocaleLowerCase()}, {t(directionWord[entry.direction])}</span></p>
              {entry.title && <p className={css.voice} dir="auto"><strong>{entry.title}</strong></p>}
              {entry.text !== '' && <p className={css.voice} dir="auto">{entry.text.slice(0, 600)}</p>}
            </div>
          </article>
        ))}
      </div>
      {hasNextPage && <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button>}
    </Card>
  )
}
