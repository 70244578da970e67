/** Recent posts that a query would match, and how many a day to expect. */
import { Avatar } from '../../components/avatar.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Time } from '../../components/time.tsx'
import { useWords } from '../../words/words.tsx'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import { ExpectedVolume } from './expected-volume.tsx'
import type { TopicPreview } from './use-topic-preview.ts'
import css from './topic-preview.module.css'

export function TopicPreviewList({ preview: { found, fault, trouble, isBusy }, query, isEmpty }: { readonly preview: TopicPreview; readonly query: string; readonly isEmpty: boolean }) {
  const words = useWords()
  return (
    <section className={css.preview} aria-label={words.t('listen.preview')} aria-busy={isBusy}>
      <header className={css.head}>
        <h3 className={css.title}>{words.t('listen.preview')}</h3>
        {found && !fault && (
          <p className={css.figures} aria-live="polite">
            <b>{found.perDay === null ? words.t('listen.previewUnknown') : words.t('listen.previewPerDay', { n: rounded(found.perDay) })}</b>
            <span>{words.t('listen.previewMatched', { matched: found.matched, n: found.scanned })}</span>
          </p>
        )}
        {!isEmpty && <ExpectedVolume query={query} isReadable={found !== undefined && !fault} />}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={css.list} tabIndex={0}>
        {isEmpty && <EmptyState compact icon="listen" title={words.t('listen.previewEmpty')}>{words.t('listen.previewEmptyHint')}</EmptyState>}
        {!isEmpty && fault && <EmptyState compact icon="warning" title={words.t('listen.previewFault')}>{words.t('listen.previewFaultHint')}</EmptyState>}
        {!isEmpty && !fault && trouble !== null && <FaultState compact fault={trouble} />}
        {!isEmpty && !fault && trouble === null && !found && <div className={css.waiting}><Skeleton lines={7} /></div>}
        {!isEmpty && !fault && found?.matched === 0 && <EmptyState compact icon="info" title={words.t('listen.previewNone')}>{words.t(found.scanned === 0 ? 'listen.previewNothingKept' : 'listen.previewNoneHint')}</EmptyState>}
        {!isEmpty && !fault && found && found.items.length > 0 && (
          <ul>
            {found.items.map((mention) => {
              const name = authorTitle(mention.author, mention.site)
              return (
                <li key={mention.id} className={css.item}>
                  <Avatar id={mention.author.identity} name={name} picture={mention.author.avatar} size="s" />
                  <div className={css.body}>
                    <p className={css.who}><bdi>{name}</bdi><ChannelMark channel={mention.channel} /><Time at={mention.at} className={css.time} /></p>
                    {mention.title && <p className={css.postTitle} dir="auto">{mention.title}</p>}
                    <p className={css.text}><MentionText mention={mention} length={280} /></p>
                  </div>
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}

/** Two figures are all that an expectation is worth. */
function rounded(perDay: number): number {
  return perDay >= 10 ? Math.round(Number(perDay.toPrecision(2))) : Math.round(perDay * 10) / 10
}
