/** Settings, Imports: files of old posts, taken in or waiting. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiPages } from '../../../api/queries.ts'
import type { Import } from '../../../api/routes.ts'
import { Badge, type Tone } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { DropPlace } from './drop-place.tsx'
import css from './imports.module.css'
import { isMoving, progressOf } from './progress.ts'

const toneOf: Record<Import['state'], Tone> = { uploaded: 'warn', running: 'accent', paused: 'plain', finished: 'positive', failed: 'negative', undoing: 'accent', undone: 'plain' }
const stateWord = { uploaded: 'settings.importUploaded', running: 'settings.importRunning', paused: 'settings.importPaused', finished: 'settings.importFinished', failed: 'settings.importFailed', undoing: 'settings.importUndoing', undone: 'settings.importUndone' } as const

export function ImportState({ state }: { readonly state: Import['state'] }) {
  const { t } = useWords()
  return <Badge tone={toneOf[state]}>{t(stateWord[state])}</Badge>
}

export function ImportsView() {
  const { t, number, bytes, percent } = useWords()
  const me = useMember()
  const list = useInfiniteQuery({ ...apiPages('/imports', { query: { limit: 25 } }), refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((each) => isMoving(each.state))) === true ? 2_000 : false) })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Section title={t('shell.goImports')} about={t('settings.importsText')}>
        {me.may('imports.manage') && <DropPlace />}
      </Section>
      <Section title={t('settings.history')}>
        {list.data === undefined && list.error === null && <Skeleton lines={4} />}
        {list.data === undefined && list.error !== null && <FaultState compact fault={list.error} onRetry={() => void list.refetch()} />}
        {list.data !== undefined && items.length === 0 && <p className={css.quiet}>{t('settings.noImports')}</p>}
        {items.length > 0 && (
          <Table
            caption={t('settings.history')}
            rows={items}
            keyOf={(row) => row.id}
            dimmed={(row) => row.state === 'undone'}
            columns={[
              { id: 'file', title: t('settings.file'), renderCell: (row) => <Link to="/settings/imports/$id" params={{ id: row.id }}>{row.fileName}</Link> },
              { id: 'state', title: t('settings.state'), renderCell: (row) => <><ImportState state={row.state} />{isMoving(row.state) && <span className={css.quiet}> {percent(progressOf(row))}</span>}</> },
              { id: 'taken', title: t('settings.takenIn'), number: true, renderCell: (row) => number(row.takenIn) },
              { id: 'known', title: t('settings.alreadyKnown'), number: true, wideOnly: true, renderCell: (row) => number(row.alreadyKnown) },
              { id: 'refused', title: t('settings.refused'), number: true, renderCell: (row) => number(row.refused) },
              { id: 'size', title: t('settings.size'), number: true, wideOnly: true, renderCell: (row) => bytes(row.bytes) },
              { id: 'when', title: t('settings.uploadedAt'), wideOnly: true, renderCell: (row) => <span className={css.quiet}><Time at={row.createdAt} /> · {row.createdBy}</span> },
            ]}
          />
        )}
        {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.showMore')}</Button>}
      </Section>
    </>
  )
}
