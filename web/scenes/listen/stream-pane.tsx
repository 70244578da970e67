/** The stream: what is said now, or in the stretch that was opened; it holds still while it is read. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useRef, type RefObject } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { MentionFilter, Topic } from '../../api/routes.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { EmptyState, FaultState, Skeleton, TooMany } from '../../components/states.tsx'
import { VirtualList, type VirtualListHandle } from '../../components/virtual-list.tsx'
import { useWords } from '../../words/words.tsx'
import { FilterChips } from './filter-chips.tsx'
import { isNarrowed, widened } from './listen-filter.ts'
import type { TopicMark } from '../../mentions/mention-facts.tsx'
import { MentionRow } from './mention-row.tsx'
import { NothingHeard } from './nothing-heard.tsx'
import { news } from './stream.ts'
import type { ListenView } from './use-listen-filter.ts'
import type { StreamFeed } from './use-stream.ts'
import { WordFilter } from './word-filter.tsx'
import css from './stream-pane.module.css'

interface Props {
  readonly view: ListenView
  readonly steady: ListenView
  readonly feed: StreamFeed
  readonly topics: readonly Topic[]
  readonly marks: ReadonlyMap<string, TopicMark>
  readonly sliceTitle: string
  /** The filter holds a query that cannot be read. */
  readonly isUnreadable: boolean
  /** What the rate is counted of, or `null` when nothing new can come. */
  readonly rateQuery: MentionFilter | null
  readonly list: RefObject<VirtualListHandle | null>
  readonly field: RefObject<HTMLInputElement | null>
  /** Told whether the pointer rests on the list. */
  readonly onPointer: (isInside: boolean) => void
  readonly onOpen: (id: string) => void
  readonly onTakeNews: () => void
  /** `null` while the pane beside it is shown. */
  readonly onShowPane: (() => void) | null
  /** Whether the pictures above are shown; `null` where they are a view of their own. */
  readonly pictures: { readonly areShown: boolean; readonly onShow: (areShown: boolean) => void } | null
}

export function StreamPane(props: Props) {
  const { view, steady, feed, topics, marks, sliceTitle, rateQuery, isUnreadable, list, field, onPointer, onOpen, onTakeNews, onShowPane, pictures } = props
  const words = useWords()
  const { filter, change } = view
  const { stream } = feed
  const box = useRef<HTMLDivElement>(null)
  const fresh = news(stream)
  const keyOf = useCallback((mention: { id: string }) => mention.id, [])
  const isGathered = filter.gather === 'one' && filter.cascade === ''
  const onCascade = useCallback((cascade: string) => change({ cascade, mention: '' }), [change])
  const isSliced = Boolean(filter.slice.from)
  const isNow = rateQuery !== null && !isSliced

  return (
    <div className={css.pane}>
      <header className={css.head}>
        <h2 className={css.title}>{words.t(isNow ? 'listen.now' : 'listen.mentions')}</h2>
        {isNow && <Rate query={rateQuery} />}
        <div className={css.tools}>
          {fresh > 0 && <Button size="s" icon="up" className={css.news} keys="." onClick={onTakeNews}>{words.t('listen.newCount', { n: fresh })}</Button>}
          <WordFilter value={filter.q} isWrong={isUnreadable} field={field} onValue={(q) => change({ q, slice: filter.slice })} />
          {pictures && <IconButton icon={pictures.areShown ? 'up' : 'chart'} label={words.t(pictures.areShown ? 'listen.hidePictures' : 'listen.showPictures')} aria-expanded={pictures.areShown} onClick={() => pictures.onShow(!pictures.areShown)} />}
          {onShowPane && <IconButton icon="columns" label={words.t('listen.showPane')} onClick={onShowPane} />}
        </div>
      </header>
      <FilterChips view={steady} topics={topics} sliceTitle={sliceTitle} />
      <div className={css.list} ref={box} data-stale={feed.isStale || undefined} onPointerEnter={() => onPointer(true)} onPointerLeave={() => onPointer(false)}>
        {feed.state === 'loading' && <div className={css.loading}><Skeleton lines={9} /></div>}
        {feed.state === 'fault' && <FaultState fault={feed.fault} {...(isUnreadable && { title: words.t('listen.queryUnreadable') })} onRetry={feed.retry} />}
        {feed.state === 'ready' && stream.shown.length === 0 && !feed.isStale && stream.older.kind !== 'end' && (
          feed.older.state === 'fault' ? <FaultState fault={feed.older.fault} onRetry={feed.loadOlder} /> : <div className={css.loading}><output className={css.end}>{words.t('listen.lookingBack')}</output><Skeleton lines={6} /></div>
        )}
        {feed.state === 'ready' && stream.shown.length === 0 && !feed.isStale && stream.older.kind === 'end' && (
          isNarrowed(filter) || isSliced || filter.slice.of
            ? <EmptyState icon="filter" title={words.t('listen.noneMatch')} action={<Button onClick={() => change(widened(filter))}>{words.t('listen.clearFilters')}</Button>}>{words.t('listen.noneMatchHint')}</EmptyState>
            : <NothingHeard />
        )}
        {stream.shown.length > 0 && feed.state === 'ready' && (
          <VirtualList
            key={feed.key} ref={list} items={stream.shown} keyOf={keyOf} estimate={124} label={words.t('listen.mentions')} onNearEnd={feed.loadOlder}
            footer={<Footer feed={feed} />}
          >
            {(mention) => <MentionRow mention={mention} marks={marks} isOpen={mention.id === filter.mention} onOpen={onOpen} onCascade={isGathered ? onCascade : null} />}
          </VirtualList>
        )}
      </div>
    </div>
  )
}

function Footer({ feed }: { readonly feed: StreamFeed }) {
  const words = useWords()
  if (feed.isFull) return <TooMany shown={feed.stream.shown.length} hint={words.t('listen.tooManyHint')} />
  if (feed.older.state === 'fault') return <FaultState fault={feed.older.fault} compact onRetry={feed.loadOlder} />
  if (feed.older.state === 'loading') return <div className={css.loading}><Skeleton lines={3} /></div>
  return feed.stream.older.kind === 'end' ? <p className={css.end}><Icon name="check" size={12} />{words.t('listen.thatIsAll')}</p> : <div className={css.end} />
}

/** How many in the last sixty minutes. */
function Rate({ query }: { readonly query: MentionFilter }) {
  const words = useWords()
  const { data } = useQuery({ ...apiQuery('/mentions/volume', { query: { ...query, by: 'hour', split: 'none', measure: 'mentions', zone: 'UTC' } }), placeholderData: keepPreviousData, refetchInterval: 30_000 })
  return data ? <span className={css.rate}>{words.t('listen.anHourCount', { n: data.total })}</span> : null
}
