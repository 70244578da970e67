/** One mention in the stream. */
import { memo } from 'react'
import type { Mention } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { Time } from '../../components/time.tsx'
import { useWords } from '../../words/words.tsx'
import { authorTitle, contextWords, Metrics, TopicChips, type TopicMark } from '../../mentions/mention-facts.tsx'
import { LabelChips, SentimentMark } from '../../mentions/label-marks.tsx'
import { useLabels } from '../../mentions/labels-now.ts'
import { MentionMedia } from '../../mentions/mention-media.tsx'
import { CascadeLine } from './cascade-line.tsx'
import { PassedOn } from '../../mentions/passed-on.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import css from './mention-row.module.css'

interface Props {
  readonly mention: Mention
  readonly marks: ReadonlyMap<string, TopicMark>
  readonly isOpen: boolean
  readonly onOpen: (id: string) => void
  /** Opens the cascade; `null` where each post stands for itself. */
  readonly onCascade: ((id: string) => void) | null
}

/** A row shows enough to judge; the pane beside it shows the rest. */
const rowLength = 480

export const MentionRow = memo(function MentionRow({ mention, marks, isOpen, onOpen, onCascade }: Props) {
  const words = useWords()
  const name = authorTitle(mention.author, mention.site)
  const context = contextWords(mention)
  const labels = useLabels(mention)
  const topics = mention.topics.flatMap((id) => marks.get(id) ?? [])
  return (
    <article className={css.row} data-open={isOpen || undefined}>
      <button type="button" className={css.cover} aria-current={isOpen || undefined} aria-label={words.t('listen.openMention', { name, text: (mention.text || (mention.title ?? mention.passedOn?.text ?? '')).slice(0, 80) })} onClick={() => onOpen(mention.id)} />
      <Avatar id={mention.author.identity} name={mention.author.name ?? name} picture={mention.author.avatar} />
      <div className={css.body}>
        <p className={css.head}>
          <bdi className={css.name}>{name}</bdi>
          <ChannelMark channel={mention.channel} />
          <Time at={mention.at} className={css.time} />
          {context && <span className={css.context}><Icon name={context.icon} size={12} />{words.t(context.word)}</span>}
          {mention.editedAt !== null && <span className={css.context}>{words.t('listen.edited')}</span>}
          {labels && <span className={css.feeling}><SentimentMark labels={labels} /></span>}
        </p>
        {mention.title && <p className={css.title} dir="auto">{mention.title}</p>}
        {mention.text !== '' && <p className={css.text}><MentionText mention={mention} topicName={(id) => marks.get(id)?.name} length={rowLength} /></p>}
        {mention.passedOn && <PassedOn passedOn={mention.passedOn} length={rowLength} />}
        <MentionMedia media={mention.media} size="small" />
        <div className={css.foot}>
          {labels && <LabelChips labels={labels} />}
          <TopicChips topics={topics} />
          <Metrics metrics={mention.metrics} />
          {mention.cascade !== null && onCascade && <CascadeLine cascade={mention.cascade} onOpen={onCascade} />}
        </div>
      </div>
    </article>
  )
})
