/** Settings, People files: people, companies, purchases and relations, taken in from other systems, and out again. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { apiAddress } from '../../../api/client.ts'
import { apiPages } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge, type Tone } from '../../../components/badge.tsx'
import { AnchorButton, Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { DropPlace } from '../imports/drop-place.tsx'

export type PeopleImport = OutputOf<'get', '/people-imports'>['items'][number]
const toneOf: Record<PeopleImport['state'], Tone> = { uploaded: 'warn', checking: 'accent', checked: 'warn', running: 'accent', paused: 'plain', finished: 'positive', failed: 'negative', undoing: 'accent', undone: 'plain' }
const stateWord = { uploaded: 'settings.importUploaded', checking: 'privacy.checking', checked: 'privacy.checked', running: 'settings.importRunning', paused: 'settings.importPaused', finished: 'settings.importFinished', failed: 'settings.importFailed', undoing: 'settings.importUndoing', undone: 'settings.importUndone' } as const
export const kinds = ['people', 'companies', 'purchases', 'relations'] as const
export const kindWord = { people: 'privacy.people', companies: 'privacy.companies', purchases: 'privacy.purchases', relations: 'privacy.relations' } as const
export const isMoving = (state: PeopleImport['state']): boolean => state === 'running' || state === 'checking' || state === 'undoing'

export function PeopleImportState({ state }: { readonly state: PeopleImport['state'] }) {
  const { t } = useWords()
  return <Badge tone={toneOf[state]}>{t(stateWord[state])}</Badge>
}

export function PeopleImportsView() {
  const { t, number } = useWords()
  const me = useMember()
  const [what, setWhat] = useState<(typeof kinds)[number]>('people')
  const list = useInfiniteQuery({ ...apiPages('/people-imports', { query: { limit: 25 } }), refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((one) => isMoving(one.state))) === true ? 2_000 : false) })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Section title={t('privacy.goPeopleImports')} about={t('privacy.importsText')}>
        {me.may('imports.manage') && (
          <div className={css.form}>
            <div className={css.left}>
              <Select label={t('privacy.importWhat')} value={what} options={kinds.map((value) => ({ value, label: t(kindWord[value]) }))} onValue={setWhat} />
              <AnchorButton look="plain" icon="download" href={apiAddress('/people-imports/template.csv', { query: { what } })} download>{t('privacy.template')}</AnchorButton>
            </div>
            <DropPlace people={what} />
          </div>
        )}
        {me.may('people.export') && (
          <div className={css.left}>
            <AnchorButton icon="download" href={apiAddress('/people/export')} download>{t('privacy.exportPeople')}</AnchorButton>
            <AnchorButton icon="download" href={apiAddress('/companies/export')} download>{t('privacy.exportCompanies')}</AnchorButton>
          </div>
        )}
      </Section>
      <Section title={t('privacy.imports')}>
        {list.data === undefined && list.error === null && <Skeleton lines={4} />}
        {list.data === undefined && list.error !== null && <FaultState compact fault={list.error} onRetry={() => void list.refetch()} />}
        {list.data !== undefined && items.length === 0 && <p className={css.quiet}>{t('privacy.importsNone')}</p>}
        {items.length > 0 && (
          <Table
            caption={t('privacy.imports')}
            rows={items}
            keyOf={(row) => row.id}
            dimmed={(row) => row.state === 'undone'}
            columns={[
              { id: 'file', title: t('settings.file'), renderCell: (row) => <Link to="/settings/people-imports/$id" params={{ id: row.id }}>{row.fileName}</Link> },
              { id: 'what', title: t('privacy.what'), wideOnly: true, renderCell: (row) => t(kindWord[row.what]) },
              { id: 'state', title: t('settings.state'), renderCell: (row) => <PeopleImportState state={row.state} /> },
              { id: 'created', title: t('privacy.created'), number: true, renderCell: (row) => number(row.created) },
              { id: 'changed', title: t('privacy.changed'), number: true, renderCell: (row) => number(row.changed) },
              { id: 'refused', title: t('privacy.refused'), number: true, renderCell: (row) => number(row.refused) },
              { id: 'when', title: t('settings.uploadedAt'), wideOnly: true, renderCell: (row) => <span className={css.quiet}><Time at={row.createdAt} /> · {row.createdBy}</span> },
            ]}
          />
        )}
        {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.showMore')}</Button>}
      </Section>
    </>
  )
}
