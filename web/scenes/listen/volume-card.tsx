/** Volume over time: who is talked about how much, and what is behind every part of it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, memo, Suspense, useMemo, useState } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { MentionFilter, Topic } from '../../api/routes.ts'
import type { Annotation } from '../../charts/annotations.ts'
import type { Granularity } from '../../charts/time-ticks.ts'
import { VolumePicture } from '../../charts/volume-picture.tsx'
import { VolumeTable } from '../../charts/volume-table.tsx'
import { Button, IconButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Menu, separator, type MenuItem } from '../../components/menu.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { labelWord } from '../../mentions/label-words.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords, type WordKey } from '../../words/words.tsx'
import { languageTitle } from './filter-bar.tsx'
import { measures, pictureViews, splits, type ListenFilter, type PictureView, type Split } from './listen-filter.ts'
import { sliceOf } from './listen-query.ts'
import { marksOf, useNotes } from './notes.ts'
import { bucketEnd, granularities, usualGranularity, type Stretch } from './period.ts'
import type { ListenView } from './use-listen-filter.ts'
import { beginnings, volumeOfReputation, volumeSeries } from './volume-series.ts'
import { measureWord } from './measure-words.ts'

interface Props {
  readonly view: ListenView
  readonly topics: readonly Topic[]
  readonly query: MentionFilter
  readonly stretch: Stretch
  /** The filter holds a query that cannot be read yet. */
  readonly isWaiting: boolean
  readonly now: number
}

const NotesDialog = lazy(async () => ({ default: (await import('./notes-dialog.tsx')).NotesDialog }))
const titleWord = { topic: 'listen.shareOfVoice', channel: 'listen.volumeByChannel', language: 'listen.volumeByLanguage', sentiment: 'labels.sentimentOverTime', emotion: 'labels.volumeByEmotion', intent: 'labels.volumeByIntent', urgency: 'labels.volumeByUrgency' } as const satisfies Record<Split, WordKey>
/** In pixels: with the heading and the shares beside it this leaves most of a laptop's screen to the stream. */
const pictureHeight = 212
/** How often an open period is read again, in milliseconds. */
const freshMs = 20_000

export const VolumeCard = memo(function VolumeCard({ view: { filter, change }, topics, query, stretch, now, isWaiting }: Props) {
  const words = useWords()
  const me = useMember()
  const { zone } = words
  const possible = granularities(stretch, now)
  const by = filter.by && possible.includes(filter.by) ? filter.by : usualGranularity(stretch, now)
  const common = { placeholderData: keepPreviousData, refetchInterval: stretch.to === null ? freshMs : false } as const
  // Feelings of several topics come from their sums: as in share of voice, a post about two counts for both.
  const isFeeling = filter.split === 'sentiment' && filter.measure === 'mentions'
  const feelings = useQuery({ ...apiQuery('/mentions/reputation', { query: { ...query, by, zone } }), ...common, select: volumeOfReputation, enabled: isFeeling && !isWaiting })
  const volume = useQuery({
    ...apiQuery('/mentions/volume', { query: { ...query, by, split: filter.split, measure: filter.measure, zone } }),
    ...common,
    enabled: !isFeeling && !isWaiting,
  })
  const { data, error, refetch, isPlaceholderData } = isFeeling ? feelings : volume
  const { series, buckets } = useMemo(() => ({
    series: data ? volumeSeries(data, { split: filter.split, topics, channelName: channelTitle, languageName: (tag) => languageTitle(tag, words), labelName: (label, value) => words.t(labelWord(label, value)), restName: words.t('listen.others') }) : [],
    buckets: data?.buckets.map((at) => Date.parse(at)) ?? [],
  }), [data, filter.split, topics, words])

  // The band is of a whole topic, so it is shown where one whole topic is.
  const only = shownTopics(query, topics)
  const banded = only !== null && filter.measure === 'mentions' && filter.split === 'topic' && isWhole(query)
  const expected = useQuery({ ...apiQuery('/topics/{id}/expected-volume', { params: { id: only ?? '' }, query: { from: new Date(stretch.from).toISOString(), to: new Date(stretch.to ?? now).toISOString(), by, zone } }), enabled: banded && !isWaiting, placeholderData: keepPreviousData, staleTime: 5 * 60_000 })
  const band = useMemo(() => {
    if (!banded || expected.data === undefined) return undefined
    const spans = new Map(expected.data.buckets.map((bucket) => [Date.parse(bucket.at), bucket.low === null || bucket.high === null ? null : { low: bucket.low, high: bucket.high }]))
    return buckets.map((at) => spans.get(at) ?? null)
  }, [banded, expected.data, buckets])
  const notes = useNotes(stretch)
  const [areNotesOpen, setNotesOpen] = useState(false)
  const annotations = useMemo(() => [...marksOf(notes, buckets[0], words), ...(filter.split === 'topic' ? beginnings(topics, series, buckets).map((topic): Annotation => ({ at: Date.parse(topic.createdAt), sign: '+', words: words.t('listen.heardFromHere', { name: topic.name }) })) : [])], [notes, topics, series, buckets, filter.split, words])
  const shownBy = data?.by ?? by
  // Areas join what is counted hour by hour as if something lay between; bars do not.
  const picture = filter.picture ?? (shownBy === 'hour' || buckets.length < 8 ? 'bars' : 'area')
  const open = (from: number | null, to: number | null, key: string | null): void => {
    const start = from === null ? undefined : buckets[from]
    const last = to === null ? undefined : buckets[to]
    const slice = sliceOf(data && isPlaceholderData ? 'topic' : filter.split, key, start ?? null, last === undefined ? null : bucketEnd(last, shownBy, zone))
    const isSame = JSON.stringify(slice) === JSON.stringify(filter.slice)
    change({ slice: isSame ? {} : slice, mention: '' })
  }
  const onOpen = (bucket: number | null, key: string | null): void => open(bucket, bucket, key)
  const selected = selectedBuckets(filter, buckets, shownBy, zone)
  const name = words.t(titleWord[filter.split])
  const byWord = { hour: 'listen.anHour', day: 'listen.aDay', week: 'listen.aWeek', month: 'listen.aMonth' } as const
  const about = `${words.t(measureWord[filter.measure])} ${words.t(byWord[shownBy])}${filter.reposts === 'without' ? ` · ${words.t('listen.withoutReposts')}` : ''}${data?.countedFrom ? ` · ${words.t('listen.countedFrom', { at: words.dayAndClock(new Date(data.countedFrom)) })}` : ''}`

  return (
    <Card
      title={name} about={about}
      actions={
        <>
          <Segments label={words.t('listen.measure')} value={filter.measure} onValue={(measure) => change({ measure }, { replace: true })} options={measures.map((value) => ({ value, label: capital(words.t(measureWord[value])) })).reverse()} />
          {me.may('topics.manage') && <IconButton icon="pin" label={words.t('notes.open')} onClick={() => setNotesOpen(true)} />}
          <ViewMenu filter={filter} picture={picture} by={by} possible={possible} change={change} />
        </>
      }
    >
      <div style={{ minHeight: pictureHeight, opacity: isPlaceholderData ? 0.6 : 1 }}>
        {!data && !error && !isWaiting && <div style={{ height: pictureHeight, overflow: 'hidden' }}><Skeleton height={`${pictureHeight}px`} /></div>}
        {isWaiting && <EmptyState compact title={words.t('listen.waitsForQuery')} />}
        {!data && error && !isWaiting && <FaultState fault={error} compact onRetry={() => void refetch()} />}
        {data && !isWaiting && (series.length === 0
          ? <EmptyState compact title={words.t('listen.nothingInPeriod')}>{words.t('listen.nothingInPeriodHint')}</EmptyState>
          : picture === 'table'
            ? <VolumeTable name={`${name}, ${about}`} series={series} buckets={buckets} by={shownBy} zone={zone} lastIncomplete={data.lastIncomplete} height={pictureHeight} onOpen={onOpen} />
            : <VolumePicture name={`${name}, ${about}`} series={series} buckets={buckets} by={shownBy} zone={zone} lastIncomplete={data.lastIncomplete} shape={picture} height={pictureHeight} annotations={annotations} band={band} selected={selected} onOpen={onOpen} onRange={(from, to) => open(from, to, null)} />)}
      </div>
      {areNotesOpen && <Suspense><NotesDialog notes={notes} at={notesAt(filter, stretch, now)} onClose={() => setNotesOpen(false)} /></Suspense>}
    </Card>
  )
})

/** The one topic that is looked at, if it is one. */
function shownTopics(query: MentionFilter, topics: readonly Topic[]): string | null {
  const asked = query.topics ? query.topics.split(',') : topics.map((topic) => topic.id)
  return asked.length === 1 ? asked[0] ?? null : null
}

/** Nothing but topic and time narrows what is counted. */
function isWhole(query: MentionFilter): boolean {
  return Object.entries(query).every(([name, value]) => ['topics', 'roles', 'from', 'to'].includes(name) || value === undefined || value === '' || (name === 'reposts' && value === 'with'))
}

/** A new note is of the part of the picture that is open, else of now, or the end of what is shown. */
function notesAt({ slice }: ListenFilter, stretch: Stretch, now: number): number {
  return slice.from ? Date.parse(slice.from) : Math.min(now, stretch.to ?? now)
}

const capital = (word: string): string => word.charAt(0).toLocaleUpperCase() + word.slice(1)

/** The buckets that the stream shows now, when they were opened from this picture. */
function selectedBuckets({ slice }: ListenFilter, buckets: readonly number[], by: Granularity, zone: string): { from: number; to: number } | null {
  if (!slice.from || !slice.to) return null
  const from = buckets.indexOf(Date.parse(slice.from))
  const end = Date.parse(slice.to)
  const to = buckets.findIndex((start) => bucketEnd(start, by, zone) === end)
  return from >= 0 && to >= from ? { from, to } : null
}

function ViewMenu({ filter, picture: shown, by, possible, change }: { readonly filter: ListenFilter; readonly picture: PictureView; readonly by: Granularity; readonly possible: readonly Granularity[]; readonly change: ListenView['change'] }) {
  const words = useWords()
  const splitWord = { topic: 'listen.byTopic', channel: 'listen.byChannel', language: 'listen.byLanguage', sentiment: 'labels.bySentiment', emotion: 'labels.byEmotion', intent: 'labels.byIntent', urgency: 'labels.byUrgency' } as const
  const byWord = { hour: 'listen.perHour', day: 'listen.perDay', week: 'listen.perWeek', month: 'listen.perMonth' } as const
  const pictureWord = { area: 'listen.asAreas', bars: 'listen.asBars', table: 'charts.asTable' } as const
  const pictureIcon = { area: 'listen', bars: 'chart', table: 'table' } as const
  const items: (MenuItem | typeof separator)[] = [
    ...splits.map((split): MenuItem => ({ id: split, label: words.t(splitWord[split]), chosen: filter.split === split, onSelect: () => change({ split, slice: {} }, { replace: true }) })),
    separator,
    ...possible.map((each): MenuItem => ({ id: each, label: words.t(byWord[each]), chosen: by === each, onSelect: () => change({ by: each }, { replace: true }) })),
    separator,
    ...pictureViews.map((picture): MenuItem => ({ id: picture, label: words.t(pictureWord[picture]), icon: pictureIcon[picture], chosen: shown === picture, onSelect: () => change({ picture }, { replace: true }) })),
  ]
  return <Menu trigger={<Button look="plain" after="down" icon={pictureIcon[shown]}>{words.t(splitWord[filter.split])}</Button>} items={items} />
}
