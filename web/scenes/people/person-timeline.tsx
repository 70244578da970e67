/** Everything that was kept of a person, newest first, by day; with ways to narrow it and to jump. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { interactionKindList } from '../../mentions/kind-words.ts'
import { apiPages, apiQuery } from '../../api/queries.ts'
import type { Person } from '../../api/routes.ts'
import { dateIn, plus, startOfDate } from '../../charts/zoned-time.ts'
import { Button } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { Menu, type MenuItem } from '../../components/menu.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { VirtualList } from '../../components/virtual-list.tsx'
import { useNow } from '../../hooks/now.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import type { TopicMark } from '../../mentions/mention-facts.tsx'
import { kindWord } from '../../mentions/kind-words.ts'
import { useWords } from '../../words/words.tsx'
import { PeopleField } from './people-field.tsx'
import { listOf, listToggled, type PersonSearch } from './people-search.ts'
import type { ChangePerson } from './person-scene.tsx'
import { StoryEntry } from './story-entry.tsx'
import { TimelineEntry } from './timeline-entry.tsx'
import { timelineRows } from './timeline-rows.ts'
import css from './person-timeline.module.css'

interface Props {
  readonly person: Person
  readonly search: PersonSearch
  readonly marks: ReadonlyMap<string, TopicMark>
  readonly change: ChangePerson
  /** Shows the pane beside it where there is no room for both. */
  readonly onAbout: () => void
}

export function PersonTimeline({ person, search, marks, change, onAbout }: Props) {
  const words = useWords()
  const now = useNow()
  const field = useRef<HTMLInputElement>(null)
  useShortcut('f', words.t('people.searchTimeline'), words.t('people.title'), () => field.current?.focus())
  const { zone } = words
  const midnight = search.until === undefined ? null : startOfDate(zone, search.until)
  const before = midnight === null ? undefined : new Date(plus('day', 1, zone, midnight)).toISOString()
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...apiPages('/people/{id}/timeline', { params: { id: person.id }, query: { kinds: search.kinds, topics: search.topics, channels: search.channels, q: search.q, before } }),
    placeholderData: keepPreviousData,
  })
  const story = useQuery(apiQuery('/people/{id}/story', { params: { id: person.id } })).data?.items
  const profile = useQuery(apiQuery('/people/{id}/profile', { params: { id: person.id } })).data
  const paid = useMemo(() => new Map((profile?.value.purchases ?? []).map((one) => [one.id, one])), [profile])
  const isNarrowed = Boolean(search.kinds ?? search.topics ?? search.channels ?? search.q)
  const rows = useMemo(() => {
    const said = (data?.pages ?? []).flatMap((page) => page.items)
    // What we did stands between what they said, as far down as that is loaded.
    const oldest = hasNextPage ? said.at(-1)?.at ?? '' : ''
    const ours = isNarrowed || !data ? [] : (story ?? []).filter((item) => item.at >= oldest && (before === undefined || item.at < before)).map((item) => ({ id: `story ${item.id}`, at: item.at, story: item }))
    return timelineRows([...said, ...ours].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)), zone)
  }, [data, zone, story, isNarrowed, hasNextPage, before])
  const loadMore = useCallback(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const today = dateIn(zone, now)
  const yesterday = dateIn(zone, now - 86_400_000)
  const dayTitle = (date: string, at: number): string => date === today ? words.t('common.today') : date === yesterday ? words.t('common.yesterday') : date.slice(0, 4) === today.slice(0, 4) ? words.longDay(new Date(at)) : `${words.longDay(new Date(at))} ${date.slice(0, 4)}`

  const kinds = listOf(search.kinds)
  const kindItems = interactionKindList.map((kind): MenuItem => ({ id: kind, label: words.t(kindWord(kind)), chosen: kinds.includes(kind), onSelect: () => change({ kinds: listToggled(search.kinds, kind) }) }))
  const chips = [
    ...listOf(search.topics).map((topic) => ({ key: `t ${topic}`, label: marks.get(topic)?.name ?? topic, without: { topics: listToggled(search.topics, topic) } })),
    ...listOf(search.channels).map((channel) => ({ key: `c ${channel}`, label: channelTitle(channel), without: { channels: listToggled(search.channels, channel) } })),
    ...kinds.map((kind) => ({ key: `k ${kind}`, label: words.t(kindWord(kind)), without: { kinds: listToggled(search.kinds, kind) } })),
    ...(search.until ? [{ key: 'until', label: words.t('people.upTo', { day: words.day(new Date(midnight ?? now), new Date(now)) }), without: { until: undefined } }] : []),
    ...(search.q ? [{ key: 'q', label: `“${search.q}”`, without: { q: undefined } }] : []),
  ]
  return (
    <div className={css.timeline}>
      <div className={css.tools}>
        <h2 className={css.title}>{words.t('people.timeline')}</h2>
        <div className={css.filters}>
          <PeopleField value={search.q ?? ''} field={field} placeholder={words.t('people.searchTimeline')} onValue={(q) => change({ q: q || undefined })} />
          <Menu trigger={<Button after="down">{words.t('people.kinds')}</Button>} items={kindItems} />
          <label className={css.jump}><span>{words.t('people.jump')}</span><input type="date" aria-label={words.t('people.jump')} value={search.until ?? ''} min={dateIn(zone, Date.parse(person.firstSeenAt))} max={today} onChange={(event) => change({ until: event.target.value || undefined })} /></label>
          <Button className={css.aboutButton} onClick={onAbout}>{words.t('people.about')}</Button>
        </div>
      </div>
      {chips.length > 0 && (
        <ul className={css.chips}>
          {chips.map((chip) => <li key={chip.key}><button type="button" className={css.chip} aria-label={words.t('people.takeAway', { what: chip.label })} onClick={() => change(chip.without)}>{chip.label}<Icon name="close" size={12} /></button></li>)}
        </ul>
      )}
      <div className={css.list} data-stale={isPlaceholderData || undefined}>
        {isPending && <div className={css.waiting}><Skeleton lines={8} /></div>}
        {error && rows.length === 0 && <FaultState fault={error} onRetry={() => void refetch()} />}
        {!isPending && !error && rows.length === 0 && <EmptyState icon="filter" title={words.t('people.timelineNone')} action={chips.length > 0 && <Button onClick={() => change({ kinds: undefined, topics: undefined, channels: undefined, q: undefined, until: undefined })}>{words.t('people.showAll')}</Button>}>{words.t('people.timelineNoneHint')}</EmptyState>}
        {rows.length > 0 && (
          <VirtualList items={rows} keyOf={(row) => row.key} estimate={84} label={words.t('people.timeline')} onNearEnd={loadMore} footer={error ? <FaultState compact fault={error} onRetry={() => void fetchNextPage()} /> : isFetchingNextPage ? <div className={css.waiting}><Skeleton lines={2} /></div> : <p className={css.end}>{hasNextPage ? '' : words.t('people.beginning', { day: words.day(new Date(person.firstSeenAt)) })}</p>}>
            {(row) => row.kind === 'day' ? <h3 className={css.day}>{dayTitle(row.date, row.at)}</h3> : 'story' in row.entry ? <StoryEntry item={row.entry.story} /> : <TimelineEntry entry={row.entry} person={person} marks={marks} purchase={paid.get(row.entry.id)} />}
          </VirtualList>
        )}
      </div>
    </div>
  )
}
