/** The scene Listen: choose what to hear, see how much of it there is, read it as it comes. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { apiAddress } from '../../api/client.ts'
import { ApiFault } from '../../api/fault.ts'
import { apiQuery } from '../../api/queries.ts'
import type { Topic } from '../../api/routes.ts'
import { bucketNames } from '../../charts/bucket-names.ts'
import { AnchorButton, Button, IconButton, LinkButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Panes } from '../../components/panes.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import type { VirtualListHandle } from '../../components/virtual-list.tsx'
import { useKept } from '../../hooks/kept.ts'
import { phoneQuery, useMedia } from '../../hooks/media.ts'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { labelWord, type LabelName } from '../../mentions/label-words.ts'
import { useWords, type WordKey, type Words } from '../../words/words.tsx'
import { FilterBar, languageTitle } from './filter-bar.tsx'
import { tabRoles, type ListenFilter, type ListenTab } from './listen-filter.ts'
import { arrivals, belongs, pictureQuery, streamQuery, tabShown, tabsWithTopics, topicsOfTab } from './listen-query.ts'
import type { TopicMark } from '../../mentions/mention-facts.tsx'
import { MentionPane } from './mention-pane.tsx'
import { OverviewPane } from './overview-pane.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { bucketEnd, stretchOf, usualGranularity } from './period.ts'
import { safeHref } from '../../mentions/passage.ts'
import { ListenViews } from './listen-views.tsx'
import { ShareCard } from './share-card.tsx'
import { StreamPane } from './stream-pane.tsx'
import { useListenFilter } from './use-listen-filter.ts'
import { useStream } from './use-stream.ts'
import { VolumeCard } from './volume-card.tsx'
import { restColour, topicColours } from './volume-series.ts'
import css from './listen-scene.module.css'

const CascadePane = lazy(async () => ({ default: (await import('./cascade-pane.tsx')).CascadePane }))
const TopicEditor = lazy(async () => ({ default: (await import('./topic-editor.tsx')).TopicEditor }))
const tabWord = { brands: 'listen.tabBrands', industry: 'listen.tabIndustry', campaigns: 'listen.tabCampaigns', risks: 'listen.tabRisks' } as const satisfies Record<ListenTab, WordKey>
const yesOrNo = (kept: unknown): boolean | undefined => typeof kept === 'boolean' ? kept : undefined

export function ListenScene() {
  const { data, error, refetch } = useQuery(apiQuery('/topics'))
  const words = useWords()
  const me = useMember()
  const navigate = useNavigate()
  // Works while the topics are still on their way.
  useShortcut('t', words.t('listen.newTopic'), words.t('listen.title'), () => void navigate({ to: '/listen', search: (before) => ({ ...before, topic: 'new' }) }), me.may('topics.manage'))
  if (data) return <Listening topics={data.items} />
  return (
    <div className={css.scene}>
      <PageHeader title={words.t('listen.title')} />
      {error ? <FaultState fault={error} onRetry={() => void refetch()} /> : <div className={css.waiting}><Skeleton lines={8} /></div>}
    </div>
  )
}

function Listening({ topics }: { readonly topics: readonly Topic[] }) {
  const words = useWords()
  const me = useMember()
  const now = useNow()
  const isPhone = useMedia(phoneQuery)
  const { view, steady } = useListenFilter()
  const { filter, change } = view
  const { zone } = words
  const mayManage = me.may('topics.manage')

  const tabs = tabsWithTopics(topics)
  const tab = tabShown(filter, topics)
  const shownTopics = useMemo(() => topicsOfTab(topics, tab), [topics, tab])
  const colours = useMemo(() => topicColours(shownTopics), [shownTopics])
  // A colour means a series of this picture; a topic of another tab has none here.
  const marks = useMemo(() => new Map(topics.map((topic): [string, TopicMark] => [topic.id, { id: topic.id, name: topic.name, colour: colours.get(topic.id) ?? restColour }])), [topics, colours])

  const minute = Math.floor(now / 60_000) * 60_000
  const { from: since, to: until } = stretchOf(filter.period, zone, minute)
  const stretch = useMemo(() => ({ from: since, to: until }), [since, until])
  const picture = useMemo(() => pictureQuery(steady.filter, tab, stretch), [steady, tab, stretch])
  const streamed = useMemo(() => streamQuery(steady.filter, tab, stretch), [steady, tab, stretch])
  const arriving = arrivals(filter, stretch, now)
  const liveTopics = streamed.topics ? streamed.topics.split(',') : shownTopics.map((topic) => topic.id)
  const oldest = Date.parse(streamed.from ?? '')

  const list = useRef<VirtualListHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const isInside = useRef(false)
  const isReading = useCallback(() => isInside.current || (list.current?.scrollTop ?? 0) > 4 || (pane.current?.contains(document.activeElement) ?? false), [])
  const feed = useStream({
    query: streamed, isGathered: filter.gather === 'one' && filter.cascade === '' && filter.q === '', arrivals: topics.length === 0 ? 'none' : arriving,
    liveFilter: { topics: liveTopics, channels: streamed.channels?.split(',') ?? [], languages: streamed.languages?.split(',') ?? [] },
    belongs: (mention) => belongs(filter, mention, oldest),
  }, () => filter.mention !== '' || isReading())
  const facets = useQuery({ ...apiQuery('/mentions/facets', { query: streamed }), placeholderData: keepPreviousData, refetchInterval: arriving === 'none' ? false : 30_000, enabled: topics.length > 0 })
  // A query that cannot be read is told once, in the stream; the pictures wait for it.
  const isUnreadable = facets.error instanceof ApiFault && facets.error.code === 'listening.query.syntax'

  // Which pane is in front where not all fit, and whether the third is wanted.
  const [front, setFront] = useState<'read' | 'act'>('read')
  const [isPaneWanted, setPaneWanted] = useKept('choices', 'listen.pane', true, yesOrNo)
  const [arePicturesWanted, setPicturesWanted] = useKept('choices', 'listen.pictures', true, yesOrNo)
  const [phoneView, setPhoneView] = useState<'stream' | 'picture'>('stream')

  const { shown } = feed.stream
  // Only when the news is in place: the list keeps its place while rows above are measured, so going up earlier would be undone.
  const wantsTop = useRef(false)
  useLayoutEffect(() => {
    if (!wantsTop.current) return
    wantsTop.current = false
    list.current?.toTop()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what is shown has changed: that is the moment
  }, [shown])
  const held = shown.find((mention) => mention.id === filter.mention)
  const fetched = useQuery({ ...apiQuery('/mentions/{id}', { params: { id: filter.mention } }), enabled: filter.mention !== '' && !held })
  const open = held ?? (filter.mention === '' ? undefined : fetched.data)

  const openMention = useCallback((id: string) => {
    change({ mention: id }, { replace: true })
    setFront('act')
  }, [change, setFront])
  const close = useCallback(() => {
    setFront('read')
    change({ mention: '' }, { replace: true })
  }, [change, setFront])
  const hidePane = useCallback(() => { close(); setPaneWanted(false) }, [close, setPaneWanted])
  const takeNews = useCallback(() => {
    wantsTop.current = true
    feed.takeNews()
  }, [feed])
  const choosePeriod = useCallback((period: ListenFilter['period']) => change({ period, by: null, slice: {} }), [change])
  const edit = useCallback((topic: string) => change({ topic }), [change])

  const step = (by: number): void => {
    const at = shown.findIndex((mention) => mention.id === filter.mention)
    const next = at === -1 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))
    const mention = shown[next]
    if (!mention) return
    change({ mention: mention.id }, { replace: true })
    list.current?.show(next)
  }
  const title = words.t('listen.title')
  useShortcut('j', words.t('listen.keyNext'), title, () => step(1))
  useShortcut('k', words.t('listen.keyPrevious'), title, () => step(-1))
  useShortcut('o', words.t('listen.keyOpen'), title, () => { if (filter.mention === '') step(0); setFront('act') })
  useShortcut('enter', words.t('listen.keyOpen'), title, () => { if (filter.mention === '') step(0); setFront('act') })
  useShortcut('u', words.t('listen.keyOriginal'), title, () => { const href = open?.url ? safeHref(open.url) : null; if (href) window.open(href, '_blank', 'noopener,noreferrer') }, open !== undefined)
  useShortcut('f', words.t('listen.keyFilter'), title, () => { setPhoneView('stream'); field.current?.focus() })
  useShortcut('.', words.t('listen.keyNews'), title, takeNews)
  useShortcut('escape', words.t('listen.keyClose'), title, close, filter.mention !== '' || front === 'act')

  const sliceTitle = useSliceTitle(filter, marks, stretch, now)
  const edited = filter.topic === 'new' ? null : topics.find((topic) => topic.id === filter.topic)
  const editor = mayManage && filter.topic !== '' && (edited !== undefined) && (
    <Suspense><TopicEditor key={filter.topic} topic={edited} role={tabRoles[tab][0]} onClose={() => change({ topic: '' }, { replace: true })} /></Suspense>
  )

  if (topics.length === 0) {
    return (
      <div className={css.scene}>
        <PageHeader title={title} />
        <EmptyState
          icon="listen" title={words.t('listen.emptyTitle')}
          action={<div className={css.steps}>{mayManage && <Button look="primary" icon="plus" size="l" keys="t" onClick={() => edit('new')}>{words.t('listen.nameBrand')}</Button>}{me.may('sources.manage') && <LinkButton size="l" icon="source" to="/settings/sources">{words.t('listen.addSource')}</LinkButton>}</div>}
        >
          {words.t(mayManage ? 'listen.emptyHint' : 'listen.emptyHintReader')}
        </EmptyState>
        {editor}
      </div>
    )
  }

  const hasPane = isPaneWanted || filter.mention !== '' || filter.cascade !== ''
  const showPictures = isPhone ? phoneView === 'picture' : arePicturesWanted
  return (
    <div className={css.scene}>
      {!(isPhone && front === 'act' && filter.mention !== '') && <PageHeader
        title={title}
        below={<ListenViews />}
        actions={
          <>
            <PeriodPicker period={filter.period} stretch={stretch} zone={zone} now={minute} onPeriod={choosePeriod} />
            <FilterBar view={steady} topics={shownTopics} colours={colours} facets={facets.data} mayManage={mayManage} onEdit={edit} />
            {me.may('mentions.export') && <AnchorButton icon="download" download href={apiAddress('/mentions/export.csv', { query: streamed })} title={words.t('listen.exportTitle')} aria-label={words.t('listen.exportTitle')} />}
            {mayManage && (isPhone ? <IconButton look="primary" icon="plus" label={words.t('listen.newTopic')} onClick={() => edit('new')} /> : <Button look="primary" icon="plus" onClick={() => edit('new')} title={words.t('listen.newTopic')}>{words.t('listen.topic')}</Button>)}
          </>
        }
      >
        {isPhone && <Segments look="boxed" label={words.t('listen.phoneViews')} value={phoneView} onValue={setPhoneView} options={[{ value: 'stream', label: words.t('listen.mentions') }, { value: 'picture', label: words.t('listen.pictures') }]} />}
        {tabs.length > 1 && <Segments look="boxed" label={words.t('listen.tabs')} value={tab} onValue={(next) => change({ tab: next, topics: [], slice: {}, mention: '' })} options={tabs.map((value) => ({ value, label: words.t(tabWord[value]) }))} />}
      </PageHeader>}
      {showPictures && (
        <div className={css.pictures} data-alone={isPhone || undefined}>
          <VolumeCard view={steady} topics={shownTopics} query={picture} stretch={stretch} now={minute} isWaiting={isUnreadable} />
          <ShareCard view={steady} topics={shownTopics} colours={colours} query={picture} stretch={stretch} isWaiting={isUnreadable} />
        </div>
      )}
      {!(isPhone && phoneView === 'picture') && (
        <div className={css.reading} ref={pane}>
          <Panes
            labels={{ read: words.t('listen.mentions'), act: words.t('listen.paneLabel') }} showing={front} onBack={() => setFront('read')}
            read={<StreamPane view={view} steady={steady} feed={feed} topics={topics} marks={marks} sliceTitle={sliceTitle} isUnreadable={isUnreadable} rateQuery={arriving !== 'live' || isUnreadable ? null : { ...streamed, from: new Date(minute - 3_600_000).toISOString() }} list={list} field={field} onPointer={(inside) => { isInside.current = inside }} onOpen={openMention} onTakeNews={takeNews} onShowPane={hasPane ? null : () => setPaneWanted(true)} pictures={isPhone ? null : { areShown: arePicturesWanted, onShow: setPicturesWanted }} />}
            act={!hasPane ? undefined : filter.mention === '' && filter.cascade !== ''
              ? <Suspense fallback={<div className={css.waiting}><Skeleton lines={8} /></div>}><CascadePane id={filter.cascade} onMention={openMention} onAuthor={(author) => change({ author, slice: {} })} onHide={() => change({ cascade: '' })} /></Suspense>
              : filter.mention === ''
              ? <OverviewPane view={view} facets={facets.data} fault={facets.error} isWaiting={isUnreadable} onHide={hidePane} />
              : open
                ? <MentionPane mention={open} marks={marks} onWord={(q) => change({ q })} onAuthor={(author) => change({ author, mention: '', slice: {} })} onHide={close} />
                : fetched.error ? <FaultState fault={fetched.error} onRetry={() => void fetched.refetch()} /> : <div className={css.waiting}><Skeleton lines={6} /></div>}
          />
        </div>
      )}
      {editor}
    </div>
  )
}

const labelNames = (words: Pick<Words, 't'>) => Object.fromEntries((['sentiment', 'emotion', 'intent', 'urgency'] as const).map((label) => [label, (key: string) => words.t(labelWord(label, key))])) as Record<LabelName, (key: string) => string>

/** What the opened part of the picture is called: `Monday 16 November · Velora`. */
function useSliceTitle({ slice, by }: ListenFilter, marks: ReadonlyMap<string, TopicMark>, stretch: ReturnType<typeof stretchOf>, now: number): string {
  const words = useWords()
  const parts: string[] = []
  if (slice.from && slice.to) {
    const [from, to] = [Date.parse(slice.from), Date.parse(slice.to)]
    const unit = (['hour', 'day', 'week', 'month'] as const).find((each) => bucketEnd(from, each, words.zone) === to)
    parts.push(unit ? bucketNames(unit, words.zone, words.language).full(from) : `${words.dayAndClock(new Date(from))} – ${words.dayAndClock(new Date(to - ((by ?? usualGranularity(stretch, now)) === 'hour' ? 0 : 1)))}`)
  }
  if (slice.of) {
    const name = { topic: (key: string) => marks.get(key)?.name ?? key, channel: channelTitle, language: (key: string) => languageTitle(key, words), ...labelNames(words) }[slice.of.split]
    parts.push(words.list(slice.of.key.split(',').map(name)))
  }
  return parts.join(' · ')
}
