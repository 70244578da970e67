/** The list of the inbox: a view and its filters, what they hold, and what can be done with several at once. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, type RefObject } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import { Button, LinkButton } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { VirtualList, type VirtualListHandle } from '../../../components/virtual-list.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import type { InboxActs } from '../acts/use-inbox-acts.tsx'
import { useAccounts, useColleagues, useLabels } from '../arranged.ts'
import { narrowing, viewOf, type InboxSearch, type SearchChange, type ViewName } from '../inbox-search.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { FilterChips, ListFilters } from './list-filters.tsx'
import css from './list-pane.module.css'
import { SearchField } from './search-field.tsx'
import { SearchResults, type Found } from './search-results.tsx'
import type { ListFeed } from './use-list.ts'
import { countWords, ViewMenu, viewWord } from './view-menu.tsx'

interface Props {
  readonly search: InboxSearch
  readonly feed: ListFeed
  readonly chosen: ReadonlySet<string>
  readonly acts: InboxActs
  readonly list: RefObject<VirtualListHandle | null>
  readonly field: RefObject<HTMLInputElement | null>
  readonly searchFault: string | null
  readonly onSearch: (search: InboxSearch) => void
  readonly onChange: (change: SearchChange) => void
  readonly onOpen: (id: string, entry?: string) => void
  readonly onChoose: (id: string, isChosen: boolean, isRange: boolean) => void
  readonly onAll: () => void
  readonly onNone: () => void
  readonly onJoin: () => void
  readonly onFound: (found: readonly Found[]) => void
  readonly onSearchFault: (words: string | null) => void
  readonly onPointer: (isInside: boolean) => void
}

const tabViews = ['waiting', 'mine', 'unassigned'] as const satisfies readonly ViewName[]

export function ListPane(props: Props) {
  const { search, feed, chosen, acts, list, field, onSearch, onChange, onOpen, onChoose, onNone } = props
  const { t, number } = useWords()
  const me = useMember()
  const counts = useQuery({ ...apiQuery('/conversations/counts'), refetchInterval: 60_000 }).data
  const labels = useLabels()
  const { members, teams } = useColleagues()
  const accounts = useAccounts()
  const known = useMemo(() => ({ labels: labels.list.map((label) => label.name), members: members.map((member) => member.name), teams: teams.map((team) => team.name), accounts: accounts.list.map((account) => account.name), channels: [...new Set(accounts.list.map((account) => account.channel))] }), [labels.list, members, teams, accounts.list])
  const view = viewOf(search)
  const tabs: ViewName[] = [...tabViews, ...(teams.some((team) => team.mine) ? ['team' as const] : [])]
  useEffect(() => { document.title = `${t(viewWord[view])} · ${t('inbox.title')} · Rapport` }, [t, view])
  const isSearching = search.q !== undefined
  const failed = counts?.views.failed.count ?? 0
  const news = feed.list.waiting.length
  const renderRow = useCallback((one: ListFeed['list']['shown'][number]) => (
    <ConversationRow conversation={one} labels={labels.byId} isOpen={one.id === search.open} isChosen={chosen.has(one.id)} isChoosing={chosen.size > 0} isGone={feed.list.gone.has(one.id)} onOpen={onOpen} onChoose={onChoose} />
  ), [labels.byId, search.open, chosen, feed.list.gone, onOpen, onChoose])
  return (
    <div className={css.pane}>
      <header className={css.head}>
        <div className={css.row}>
          <h1 className={css.title} tabIndex={-1}>{t('inbox.title')}</h1>
          <ViewMenu search={search} counts={counts} onSearch={onSearch} />
          <ListFilters search={search} onChange={onChange} />
        </div>
        <SearchField value={search.q ?? ''} known={known} field={field} fault={props.searchFault} onValue={(q) => onChange({ q: q === '' ? undefined : q, entry: undefined })} />
        {!isSearching && <div className={css.tabs}><Segments label={t('inbox.views')} value={view} options={tabs.map((name) => ({ value: name, label: t(viewWord[name]), count: countWords(counts?.views[name], number) }))} onValue={(name) => onSearch({ view: name, ...(search.open === undefined ? {} : { open: search.open }) })} /></div>}
        <FilterChips search={search} onChange={onChange} />
      </header>
      {failed > 0 && view !== 'failed' && <button type="button" className={css.failed} onClick={() => onSearch({ view: 'failed' })}><Icon name="warning" size={14} /><span>{t('inbox.failedN', { n: failed })}</span><Icon name="right" size={12} /></button>}
      {chosen.size > 0 && <BulkBar ids={[...chosen]} acts={acts} onAll={props.onAll} onNone={onNone} onJoin={props.onJoin} />}
      <div className={css.list} data-stale={feed.isStale || undefined} onPointerEnter={() => props.onPointer(true)} onPointerLeave={() => props.onPointer(false)}>
        {isSearching ? <SearchResults q={search.q ?? ''} labels={labels.byId} open={search.open} entry={search.entry} onFound={props.onFound} onFault={props.onSearchFault} onOpen={onOpen} /> : (
          <>
            {news > 0 && <Button size="s" look="primary" icon="up" className={css.news} keys="." onClick={feed.takeNews}>{t('inbox.newN', { n: news })}</Button>}
            {feed.state === 'loading' && <output aria-label={t('common.loading')}>{Array.from({ length: 9 }, (_, index) => <span key={index} className={css.skeletonRow}><span /></span>)}</output>}
            {feed.state === 'fault' && <FaultState fault={feed.fault} onRetry={feed.retry} />}
            {feed.state === 'ready' && feed.list.shown.length === 0 && !feed.isStale && <Nothing search={search} hasAccounts={accounts.isLoading || accounts.list.length > 0} mayConnect={me.may('accounts.manage')} onSearch={onSearch} />}
            {feed.list.shown.length > 0 && (
              <VirtualList ref={list} items={feed.list.shown} keyOf={(one) => one.id} estimate={66} label={t(viewWord[view])} onNearEnd={feed.loadOlder} footer={feed.older.state === 'fault' ? <FaultState compact fault={feed.older.fault} onRetry={feed.loadOlder} /> : feed.older.state === 'loading' ? <div className={css.waiting}><Skeleton lines={2} /></div> : <p className={css.end}>{feed.list.next === null && t('inbox.listEnd', { n: feed.list.shown.length })}</p>}>
                {renderRow}
              </VirtualList>
            )}
          </>
        )}
      </div>
    </div>
  )
}

/** Nothing to show: because nothing is left to do, because it is narrowed too far, or because nothing is connected. */
/** What can be connected here, by name; nothing until the server has said. */
function Connectable() {
  const { t, list } = useWords()
  const channels = useQuery(apiQuery('/account-channels')).data?.items ?? []
  return channels.length === 0 ? null : <>{t('inbox.emptyChannels', { channels: list(channels.map(({ name }) => name)) })}</>
}

function Nothing({ search, hasAccounts, mayConnect, onSearch }: { readonly search: InboxSearch; readonly hasAccounts: boolean; readonly mayConnect: boolean; readonly onSearch: (search: InboxSearch) => void }) {
  const { t } = useWords()
  const view = viewOf(search)
  if (Object.keys(narrowing(search)).length > 0) return <EmptyState icon="filter" title={t('inbox.nothingNarrowed')} action={<Button onClick={() => onSearch({ view })}>{t('inbox.filtersOff')}</Button>} />
  if (!hasAccounts) return <EmptyState icon="inbox" title={t('inbox.emptyTitle')} action={mayConnect ? <LinkButton look="primary" icon="plus" to="/settings/accounts">{t('inbox.connect')}</LinkButton> : undefined}>{t(mayConnect ? 'inbox.emptyText' : 'inbox.emptyTextReader')}{mayConnect && <> <Connectable /></>}</EmptyState>
  if (view === 'waiting' || view === 'unassigned' || view === 'mine' || view === 'failed') return <EmptyState icon="check" title={t('inbox.nothingWaits')} action={view === 'waiting' ? undefined : <Button onClick={() => onSearch({})}>{t('inbox.toWaiting')}</Button>}>{t('inbox.nothingWaitsText')}</EmptyState>
  return <EmptyState icon="inbox" title={t('inbox.nothingHere', { view: t(viewWord[view]) })} action={<Button onClick={() => onSearch({ view: 'all' })}>{t('inbox.toAll')}</Button>} />
}
