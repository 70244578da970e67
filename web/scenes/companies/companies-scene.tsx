/** Companies: the people's counterpart, by name or domain. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { apiPages } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { Time } from '../../components/time.tsx'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import { money } from '../people/money.ts'
import { PeopleField } from '../people/people-field.tsx'
import { PeopleTabs } from '../people/people-tabs.tsx'
import css from './companies.module.css'
import { CompanyDialog } from './company-dialog.tsx'

export function CompaniesScene() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/companies' })
  const [isAdding, setAdding] = useState(false)
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({ ...apiPages('/companies', { query: { q: search.q } }), placeholderData: keepPreviousData })
  const rows = (data?.pages ?? []).flatMap((page) => page.items)
  const add = me.may('people.manage') && <Button icon="plus" onClick={() => setAdding(true)}>{t('profile.newCompany')}</Button>
  return (
    <div className={css.scene}>
      <PageHeader title={t('people.title')} below={<PeopleTabs />} actions={add}>
        <PeopleField value={search.q ?? ''} placeholder={t('profile.companySearch')} onValue={(q) => void navigate({ to: '/companies', search: q === '' ? {} : { q }, replace: true })} />
      </PageHeader>
      <div className={css.body}>
        {isPending && <Skeleton lines={6} />}
        {error && rows.length === 0 && <FaultState fault={error} onRetry={() => void refetch()} />}
        {!isPending && !error && rows.length === 0 && <EmptyState icon="people" title={t(search.q ? 'people.noneMatch' : 'profile.companiesNone')} action={search.q ? undefined : add}>{t('profile.companiesNoneHint')}</EmptyState>}
        {rows.length > 0 && (
          <Table caption={t('profile.companies')} rows={rows} keyOf={(row) => row.id} columns={[
            { id: 'name', title: t('people.sortName'), renderCell: (row) => <Link to="/companies/$id" params={{ id: row.id }}>{row.name}</Link> },
            { id: 'domains', title: t('profile.domains'), wideOnly: true, renderCell: (row) => row.domains.join(', ') },
            { id: 'people', title: t('people.title'), number: true, renderCell: (row) => words.number(row.people) },
            { id: 'spent', title: t('profile.spent'), number: true, renderCell: (row) => (row.spentMinor === 0 ? '' : money(row.spentMinor, null, words.language)) },
            { id: 'last', title: t('people.figureLast'), number: true, wideOnly: true, renderCell: (row) => (row.lastAt === null ? '' : <Time at={row.lastAt} />) },
          ]} />
        )}
        {hasNextPage && <div><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button></div>}
      </div>
      {isAdding && <CompanyDialog company={null} open onOpen={setAdding} onDone={(id) => void navigate({ to: '/companies/$id', params: { id } })} />}
    </div>
  )
}
