/** Who holds the conversation: each topic's share, against the period before, and what is still being counted. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { MentionFilter, Topic } from '../../api/routes.ts'
import { ShareBars } from '../../charts/share-bars.tsx'
import { Button } from '../../components/button.tsx'
import { Menu } from '../../components/menu.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Card } from '../../components/page-header.tsx'
import { Said } from '../../components/said.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useWords } from '../../words/words.tsx'
import { Icon } from '../../components/icon.tsx'
import { useNotes, whenOf } from './notes.ts'
import { languageTitle } from './filter-bar.tsx'
import { ShareParts } from './share-parts.tsx'
import { measureWord } from './measure-words.ts'
import type { Stretch } from './period.ts'
import { ReputationBars } from './reputation-bars.tsx'
import type { ListenView } from './use-listen-filter.ts'
import css from './share-card.module.css'

interface Props {
  readonly view: ListenView
  readonly topics: readonly Topic[]
  readonly colours: ReadonlyMap<string, string>
  readonly query: MentionFilter
  readonly stretch: Stretch
  /** The filter holds a query that cannot be read yet. */
  readonly isWaiting: boolean
}

export const ShareCard = memo(function ShareCard({ view: { filter, change }, topics, colours, query, stretch, isWaiting }: Props) {
  const words = useWords()
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...apiQuery('/mentions/share-of-voice', { query: { ...query, measure: filter.measure, ...(filter.split === 'channel' || filter.split === 'language' ? { split: filter.split } : {}) } }),
    placeholderData: keepPreviousData,
    refetchInterval: stretch.to === null ? 20_000 : false,
    enabled: !isWaiting,
  })
  const [isReputation, setReputation] = useKept('choices', 'listen.reputation', false, (kept) => (typeof kept === 'boolean' ? kept : undefined))
  const open = (topic: string): void => {
    const isSame = filter.slice.of?.split === 'topic' && filter.slice.of.key === topic && !filter.slice.from
    change({ slice: isSame ? {} : { of: { split: 'topic', key: topic } }, mention: '' })
  }
  const notes = useNotes(stretch)
  const measure = words.t(measureWord[filter.measure])
  const counting = topics.filter((topic) => topic.backfill?.state === 'running' || topic.backfill?.state === 'failed')
  return (
    <Card
      title={words.t(isReputation ? 'labels.reputation' : 'listen.whoHolds')}
      actions={<Menu trigger={<Button look="plain" after="down">{words.t(isReputation ? 'labels.reputationTab' : 'labels.shareTab')}</Button>} items={[{ id: 'share', label: words.t('labels.shareTab'), chosen: !isReputation, onSelect: () => setReputation(false) }, { id: 'reputation', label: words.t('labels.reputationTab'), chosen: isReputation, onSelect: () => setReputation(true) }]} />}
      about={isReputation ? words.t('labels.reputationAbout') : data && <span title={words.t('listen.countsForEach')}>{words.compact(data.total)} {measure}{data.countedFrom && ` · ${words.t('listen.countedFrom', { at: words.dayAndClock(new Date(data.countedFrom)) })}`}</span>}>
      <div className={css.shares} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
        {isReputation && !isWaiting && <ReputationBars view={{ filter, change }} topics={topics} colours={colours} query={query} stretch={stretch} />}
        {!isReputation && !data && !error && !isWaiting && <Skeleton lines={4} />}
        {isWaiting && <EmptyState compact title={words.t('listen.waitsForQuery')} />}
        {!isReputation && !data && error && !isWaiting && <FaultState fault={error} compact onRetry={() => void refetch()} />}
        {!isReputation && data && !isWaiting && (
          <ShareBars
            name={words.t('listen.whoHolds')} valueName={measure} onOpen={open}
            items={topics.flatMap((topic) => {
              const item = data.items.find((one) => one.topic === topic.id)
              const isOff = filter.topics.length > 0 && !filter.topics.includes(topic.id)
              return isOff && !item ? [] : [{ key: topic.id, label: topic.name, colour: colours.get(topic.id) ?? 'var(--series-rest)', value: item?.value ?? 0, share: item?.share ?? 0, before: item?.before ?? null, isOurs: topic.role === 'own', isOff }]
            })}
          />
        )}
      </div>
      {!isReputation && data && data.parts.length > 0 && <ShareParts title={words.t(filter.split === 'language' ? 'listen.byLanguage' : 'listen.byChannel')} parts={data.parts.map(({ key, ...part }) => ({ ...part, key, label: filter.split === 'language' ? languageTitle(key, words) : channelTitle(key) }))} topics={topics} colours={colours} />}
      {notes.length > 0 && <ul className={css.notes} aria-label={words.t('notes.inPeriod')}>{notes.slice(-3).map((note) => <li key={note.id}><Icon name="pin" size={12} /><span><b>{note.text}</b> · {whenOf(note, words)}</span></li>)}</ul>}
      {counting.length > 0 && (
        <ul className={css.counting} aria-label={words.t('listen.backfills')}>
          {counting.map((topic) => <Backfill key={topic.id} topic={topic} />)}
        </ul>
      )}
    </Card>
  )
})

/** How far a new or changed query has been applied to history. */
export function Backfill({ topic }: { readonly topic: Topic }) {
  const words = useWords()
  const { backfill } = topic
  if (!backfill) return null
  const ratio = backfill.total > 0 ? Math.min(1, backfill.scanned / backfill.total) : 0
  return (
    <li className={css.backfill}>
      <span>{backfill.state === 'failed' ? words.t('listen.backfillFailed', { name: topic.name }) : words.t('listen.backfillRunning', { name: topic.name, percent: words.percent(ratio) })}</span>
      <span className={css.found}>{backfill.state === 'failed' ? <Said>{backfill.words}</Said> : words.t('listen.backfillFound', { n: backfill.matched })}</span>
      {backfill.state === 'running' && <progress className={css.progress} max={1} value={ratio} aria-label={words.t('listen.backfillRunning', { name: topic.name, percent: words.percent(ratio) })} />}
    </li>
  )
}
