/** The scene People: everybody who was heard, to be found by name or handle. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import { apiPages, apiQuery } from '../../api/queries.ts'
import type { OutputOf } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { ChannelMark, channelTitle, IdentityChip } from '../../components/channel-mark.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { Time } from '../../components/time.tsx'
import { VirtualList, type VirtualListHandle } from '../../components/virtual-list.tsx'
import { useMember } from '../../hooks/member.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { useWords } from '../../words/words.tsx'
import { listOf, listToggled, type PeopleSearch } from './people-search.ts'
import { PeopleField } from './people-field.tsx'
import css from './people-scene.module.css'

type Summary = OutputOf<'get', '/people'>['items'][number]
const sorts = ['recent', 'followers', 'name'] as const
const sortWord = { recent: 'people.sortRecent', followers: 'people.sortFollowers', name: 'people.sortName' } as const

export function PeopleScene() {
  const words = useWords()
  const me = useMember()
  const navigate = useNavigate()
  const search: PeopleSearch = useSearch({ from: '/shell/people' })
  const change = useCallback((part: Partial<Record<keyof PeopleSearch, string | undefined>>) => void navigate({ to: '/people', search: (before: PeopleSearch) => ({ ...before, ...part }) as PeopleSearch, replace: true }), [navigate])
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<VirtualListHandle>(null)
  const [current, setCurrent] = useState(-1)

  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...apiPages('/people', { query: { q: search.q, channels: search.channels, sort: search.sort ?? 'recent' } }),
    placeholderData: keepPreviousData,
  })
  const people = useMemo(() => {
    const known = new Set<string>()
    return (data?.pages ?? []).flatMap((page) => page.items).filter((person) => !known.has(person.id) && known.add(person.id))
  }, [data])
  const sources = useQuery({ ...apiQuery('/sources'), enabled: me.may('sources.read') }).data?.items
  const channels = useMemo(() => [...new Set([...(sources ?? []).map((source) => source.channel), ...people.flatMap((person) => person.identities.map((one) => one.channel)), ...listOf(search.channels)])].sort(), [sources, people, search.channels])
  const loadMore = useCallback(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const title = words.t('people.title')
  const step = (by: number): void => {
    const next = Math.min(people.length - 1, Math.max(0, current + by))
    setCurrent(next)
    list.current?.show(next)
  }
  const open = (): void => {
    const person = people[current]
    if (person) void navigate({ to: '/people/$id', params: { id: person.id } })
  }
  useShortcut('f', words.t('people.keySearch'), title, () => field.current?.focus())
  useShortcut('j', words.t('people.keyNext'), title, () => step(1))
  useShortcut('k', words.t('people.keyPrevious'), title, () => step(-1))
  useShortcut('o', words.t('people.keyOpen'), title, open)
  useShortcut('enter', words.t('people.keyOpen'), title, open)

  const isNarrowed = Boolean(search.q ?? search.channels)
  return (
    <div className={css.scene}>
      <PageHeader title={title} actions={<Segments label={words.t('people.sort')} value={search.sort ?? 'recent'} onValue={(sort) => change({ sort: sort === 'recent' ? undefined : sort })} options={sorts.map((value) => ({ value, label: words.t(sortWord[value]) }))} />}>
        <PeopleField value={search.q ?? ''} field={field} placeholder={words.t('people.search')} onValue={(q) => { setCurrent(-1); change({ q: q || undefined }) }} />
        {channels.length > 1 && (
          <ul className={css.channels} aria-label={words.t('people.channels')}>
            {channels.map((channel) => {
              const isOn = listOf(search.channels).includes(channel)
              return <li key={channel}><button type="button" className={css.channel} aria-pressed={isOn} onClick={() => change({ channels: listToggled(search.channels, channel) })}><ChannelMark channel={channel} named />{channelTitle(channel)}</button></li>
            })}
          </ul>
        )}
      </PageHeader>
      <div className={css.list} data-stale={isPlaceholderData || undefined}>
        {isPending && <div className={css.waiting}><Skeleton lines={10} /></div>}
        {error && people.length === 0 && <FaultState fault={error} onRetry={() => void refetch()} />}
        {!isPending && !error && people.length === 0 && (isNarrowed
          ? <EmptyState icon="search" title={words.t('people.noneMatch')} action={<Button onClick={() => change({ q: undefined, channels: undefined })}>{words.t('people.showAll')}</Button>}>{words.t('people.noneMatchHint')}</EmptyState>
          : <EmptyState icon="people" title={words.t('people.emptyTitle')} action={<LinkButton look="primary" to="/listen">{words.t('people.toListen')}</LinkButton>}>{words.t('people.emptyHint')}</EmptyState>)}
        {people.length > 0 && (
          <VirtualList ref={list} items={people} keyOf={(person) => person.id} estimate={58} label={title} onNearEnd={loadMore} footer={error ? <FaultState fault={error} compact onRetry={() => void fetchNextPage()} /> : isFetchingNextPage ? <div className={css.waiting}><Skeleton lines={2} /></div> : <div className={css.end} />}>
            {(person, index) => <PersonRow person={person} isCurrent={index === current} />}
          </VirtualList>
        )}
      </div>
    </div>
  )
}

const chipsShown = 3

const PersonRow = memo(function PersonRow({ person, isCurrent }: { readonly person: Summary; readonly isCurrent: boolean }) {
  const words = useWords()
  const [first] = person.identities
  const followers = Math.max(0, ...person.identities.map((one) => one.followers ?? 0))
  return (
    <Link to="/people/$id" params={{ id: person.id }} className={css.row} data-current={isCurrent || undefined}>
      <Avatar id={first?.id ?? person.id} name={person.name} picture={first?.avatar} />
      <span className={css.who}>
        <bdi className={css.name}>{person.name}</bdi>
        {first?.bio && <span className={css.bio} dir="auto">{first.bio.replace(/\s+/g, ' ').slice(0, 160)}</span>}
      </span>
      <span className={css.identities}>
        {person.identities.slice(0, chipsShown).map((one) => <IdentityChip key={one.id} channel={one.channel}>{one.handle ? `@${one.handle}` : one.name ?? one.externalId}</IdentityChip>)}
        {person.identities.length > chipsShown && <span className={css.more}>+{person.identities.length - chipsShown}</span>}
      </span>
      <span className={css.figure}>{followers > 0 && words.t('people.followers', { n: followers, shown: words.compact(followers) })}</span>
      <span className={css.figure}>{words.t('people.heard', { n: person.interactions })}</span>
      <span className={css.when}><Time at={person.lastSeenAt} /></span>
    </Link>
  )
})
