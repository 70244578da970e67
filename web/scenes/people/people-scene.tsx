/** The scene People: everybody, found as you type, narrowed, sorted, chosen and acted on. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import { apiAddress } from '../../api/client.ts'
import { apiPages, apiQuery } from '../../api/queries.ts'
import { Avatar } from '../../components/avatar.tsx'
import { AnchorButton, Button, LinkButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { cx } from '../../components/class-names.ts'
import { Icon } from '../../components/icon.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton, TooMany } from '../../components/states.tsx'
import { VirtualList, type VirtualListHandle } from '../../components/virtual-list.tsx'
import { useMember } from '../../hooks/member.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { useWords } from '../../words/words.tsx'
import { PeopleBulk } from './people-bulk.tsx'
import { cellOf, columnWord, depthWord, gridOf, isNumber, type ColumnName, type Summary } from './people-columns.tsx'
import { PeopleField } from './people-field.tsx'
import { PeopleFilters, type ChangePeople } from './people-filters.tsx'
import css from './people-list.module.css'
import { filterNames, filterOf, type FilterName, type PeopleSearch, type SortName } from './people-search.ts'
import { PeopleTabs } from './people-tabs.tsx'
import { ColumnChooser, useViews, ViewMenu } from './people-views.tsx'
import { useLifeCycle, useMembers } from './use-life-cycle.ts'

const sortOf: Partial<Record<ColumnName, SortName>> = { lastHeard: 'recent', firstHeard: 'first', followers: 'followers', spent: 'spent', expected: 'expected' }
const bestMatches = 100

export function PeopleScene() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const navigate = useNavigate({ from: '/people' })
  const search: PeopleSearch = useSearch({ from: '/shell/people' })
  const open = useCallback((next: PeopleSearch) => void navigate({ to: '/people', search: next, replace: true }), [navigate])
  const [current, setCurrent] = useState(-1)
  const [chosen, setChosen] = useState<ReadonlySet<string> | 'all'>(new Set())
  const change: ChangePeople = useCallback((part) => { setCurrent(-1); setChosen(new Set()); void navigate({ to: '/people', search: (before: PeopleSearch) => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined)) as PeopleSearch, replace: true }) }, [navigate])
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<VirtualListHandle>(null)
  const { views, view, columns } = useViews(search)
  const members = useMembers()

  const filter = useMemo(() => ({ ...filterOf(search), ...(search.q === undefined ? {} : { q: search.q }) }), [search])
  const sort = search.sort ?? 'recent'
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({ ...apiPages('/people', { query: { ...filter, sort, limit: bestMatches } }), placeholderData: keepPreviousData })
  const counted = useQuery({ ...apiQuery('/people/count', { query: filter }), placeholderData: keepPreviousData, enabled: !search.q }).data
  const people = useMemo(() => {
    const known = new Set<string>()
    return (data?.pages ?? []).flatMap((page) => page.items).filter((person) => !known.has(person.id) && known.add(person.id))
  }, [data])
  const sources = useQuery({ ...apiQuery('/sources'), enabled: me.may('sources.read') }).data?.items
  const channels = useMemo(() => [...new Set([...(sources ?? []).map((source) => source.channel), ...people.flatMap((person) => person.channels)])].sort(), [sources, people])
  const loadMore = useCallback(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const title = t('people.title')
  const step = (by: number): void => {
    const next = Math.min(people.length - 1, Math.max(0, current + by))
    setCurrent(next)
    list.current?.show(next)
  }
  const show = (): void => {
    const person = people[current]
    if (person) void navigate({ to: '/people/$id', params: { id: person.id } })
  }
  const toggle = useCallback((id: string) => setChosen((before) => {
    const next = new Set(before === 'all' ? [] : before)
    if (!next.delete(id)) next.add(id)
    return next
  }), [])
  useShortcut('f', t('people.keySearch'), title, () => field.current?.focus())
  useShortcut('j', t('people.keyNext'), title, () => step(1))
  useShortcut('k', t('people.keyPrevious'), title, () => step(-1))
  useShortcut('o', t('people.keyOpen'), title, show)
  useShortcut('enter', t('people.keyOpen'), title, show)
  useShortcut('x', t('profile.keyChoose'), title, () => { const person = people[current]; if (person) toggle(person.id) }, me.may('people.manage'))

  const isNarrowed = Object.keys(filter).length > 0
  const grid = gridOf(columns)
  const isChosen = (id: string): boolean => chosen === 'all' || chosen.has(id)
  const chosenCount = chosen === 'all' ? counted?.count ?? people.length : chosen.size
  const nothing = useMemo(() => Object.fromEntries(['q', 'view', ...filterNames].map((name) => [name, undefined])), [])
  return (
    <div className={css.scene}>
      <PageHeader title={title} below={<PeopleTabs />} actions={me.may('people.export') && <AnchorButton icon="download" href={apiAddress('/people/export.csv', { query: { ...filter, columns: columns.join(',') } })} download>{t('profile.export')}</AnchorButton>}>
        <div className={css.tools}>
          <PeopleField value={search.q ?? ''} field={field} placeholder={t('people.search')} onValue={(q) => change({ q: q || undefined })} />
          <ViewMenu search={search} views={views} view={view} columns={columns} onOpen={(next) => { setChosen(new Set()); open(next) }} />
          <PeopleFilters search={search} channels={channels} change={change} />
          <ColumnChooser view={view} columns={columns} />
        </div>
      </PageHeader>
      <div className={css.chipRow}>
        <FilterChips search={search} change={change} />
        {counted && <span className={css.count}>{counted.more ? t('profile.countMore', { n: counted.count }) : t('profile.count', { n: counted.count })}</span>}
      </div>
      <div className={css.list} data-stale={isPlaceholderData || undefined}>
        {isPending && <div className={css.waiting}><Skeleton lines={10} /></div>}
        {error && people.length === 0 && <FaultState fault={error} onRetry={() => void refetch()} />}
        {!isPending && !error && people.length === 0 && (isNarrowed
          ? <EmptyState icon="search" title={t('people.noneMatch')} action={<Button onClick={() => change(nothing)}>{t('people.showAll')}</Button>}>{t('people.noneMatchHint')}</EmptyState>
          : <EmptyState icon="people" title={t('people.emptyTitle')} action={<LinkButton look="primary" to="/listen">{t('people.toListen')}</LinkButton>}>{t('people.emptyHint')}</EmptyState>)}
        {people.length > 0 && (
          <>
            <div className={css.titles} style={{ gridTemplateColumns: grid }}>
              <span />
              <span style={{ width: 28 }} />
              <SortTitle sort="name" now={sort} change={change}>{t('people.sortName')}</SortTitle>
              {columns.map((name) => <span key={name} className={cx(css.cell, isNumber(name) && css.number)}>{sortOf[name] ? <SortTitle sort={sortOf[name]} now={sort} change={change}>{t(columnWord[name])}</SortTitle> : t(columnWord[name])}</span>)}
            </div>
            <VirtualList className={css.rows} ref={list} items={people} keyOf={(person) => person.id} estimate={50} label={title} onNearEnd={loadMore}
              footer={error ? <FaultState fault={error} compact onRetry={() => void fetchNextPage()} /> : isFetchingNextPage ? <div className={css.waiting}><Skeleton lines={2} /></div> : search.q && people.length >= bestMatches ? <div className={css.waiting}><TooMany shown={people.length} /></div> : <div className={css.end} />}
            >
              {(person, index) => <PersonRow person={person} columns={columns} grid={grid} isCurrent={index === current} isChosen={isChosen(person.id)} onToggle={me.may('people.manage') ? toggle : null} ownerName={members.nameOf} />}
            </VirtualList>
          </>
        )}
        {me.may('people.manage') && chosenCount > 0 && <PeopleBulk count={chosenCount} isAll={chosen === 'all'} whom={chosen === 'all' ? { filter } : { people: [...chosen] }} mayChooseAll={!search.q} onAll={() => setChosen('all')} onClear={() => setChosen(new Set())} />}
      </div>
    </div>
  )
}

function SortTitle({ sort, now, change, children }: { readonly sort: SortName; readonly now: SortName; readonly change: ChangePeople; readonly children: string }) {
  return <button type="button" className={css.sortable} aria-pressed={sort === now} onClick={() => change({ sort: sort === 'recent' ? undefined : sort })}>{children}{sort === now && (sort === 'name' ? ' ↑' : ' ↓')}</button>
}

/** What narrows the list, each with a way to take it away. */
function FilterChips({ search, change }: { readonly search: PeopleSearch; readonly change: ChangePeople }) {
  const words = useWords()
  const { t } = words
  const { nameOf } = useLifeCycle()
  const members = useMembers()
  const company = useQuery({ ...apiQuery('/companies/{id}', { params: { id: search.company ?? '' } }), enabled: search.company !== undefined }).data
  const names = (list: string): string => words.list(list.split(',').filter(Boolean).map(nameOf))
  const said: Partial<Record<FilterName, (value: string) => string>> = {
    channels: (value) => words.list(value.split(',').map(channelTitle)), stages: names, tags: (value) => `${t('profile.tag')}: ${value}`, owner: (value) => `${t('profile.owner')}: ${value === 'none' ? t('profile.nobody') : members.nameOf(value)}`,
    ours: (value) => t(value === 'true' ? 'profile.onlyOurs' : 'profile.withoutOurs'), company: () => company?.name ?? t('profile.company'), depth: (value) => (value in depthWord ? t(depthWord[value as keyof typeof depthWord]) : value), bought: (value) => t(value === 'true' ? 'profile.hasBought' : 'profile.neverBought'),
    spentMin: (value) => `${t('profile.spentFrom')} ${words.number(Number(value) / 100)}`, expectedMin: (value) => `${t('profile.expectedFrom')} ${words.number(Number(value) / 100)}`, aliveMax: (value) => `${t('profile.alive')} ≤ ${words.percent(Number(value))}`, aliveMin: (value) => `${t('profile.alive')} ≥ ${words.percent(Number(value))}`,
    heardDays: (value) => t('profile.heardWithin', { n: Number(value) }), silentDays: (value) => t('profile.silentFor', { n: Number(value) }),
    flowTo: (value) => t('profile.flowChip', { from: search.flowFrom === 'new' ? t('profile.flowNew') : nameOf(search.flowFrom ?? ''), to: nameOf(value), start: words.day(new Date(search.flowStart ?? 0)), end: words.day(new Date(search.flowEnd ?? 0)) }),
  }
  return filterNames.map((name) => {
    const value = search[name]
    const say = said[name]
    if (value === undefined || say === undefined) return null
    const label = say(value)
    const without = name === 'flowTo' ? { flowFrom: undefined, flowTo: undefined, flowStart: undefined, flowEnd: undefined, view: undefined } : { [name]: undefined, view: undefined }
    return <button key={name} type="button" className={css.chip} aria-label={t('people.takeAway', { what: label })} onClick={() => change(without)}>{label}<Icon name="close" size={12} /></button>
  })
}

interface RowProps {
  readonly person: Summary
  readonly columns: readonly ColumnName[]
  readonly grid: string
  readonly isCurrent: boolean
  readonly isChosen: boolean
  readonly onToggle: ((id: string) => void) | null
  readonly ownerName: (id: string) => string
}

const PersonRow = memo(function PersonRow({ person, columns, grid, isCurrent, isChosen, onToggle, ownerName }: RowProps) {
  const words = useWords()
  return (
    <div className={css.row} style={{ gridTemplateColumns: grid }} data-current={isCurrent || undefined} data-chosen={isChosen || undefined}>
      {onToggle ? <label className={css.tick}><input type="checkbox" checked={isChosen} aria-label={words.t('profile.choose', { name: person.name })} onChange={() => onToggle(person.id)} /></label> : <span />}
      <Avatar id={person.identities[0]?.id ?? person.id} name={person.name} picture={person.avatar} />
      <Link to="/people/$id" params={{ id: person.id }} className={css.who}>
        <bdi className={css.name}>{person.name}</bdi>
        {person.bio && <span className={css.bio} dir="auto">{person.bio.replace(/\s+/g, ' ').slice(0, 160)}</span>}
      </Link>
      {columns.map((name) => <span key={name} className={cx(css.cell, isNumber(name) && css.number)}>{cellOf(name, person, words, ownerName)}</span>)}
    </div>
  )
})
