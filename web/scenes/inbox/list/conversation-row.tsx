/** One conversation in the list: who, where, their first words, and what is to be known before it is opened. */
import { memo, type ReactNode } from 'react'
import type { Conversation, InboxLabel } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { SentimentShape } from '../../../mentions/label-marks.tsx'
import { useWords } from '../../../words/words.tsx'
import { useConversationNow } from '../conversations-now.ts'
import { LabelChip } from '../label-chip.tsx'
import { nameOf } from '../names.ts'
import css from './conversation-row.module.css'
import { When } from './when.tsx'

interface Props {
  readonly conversation: Conversation
  readonly labels: ReadonlyMap<string, InboxLabel>
  readonly isOpen: boolean
  readonly isChosen: boolean
  /** Something is chosen: the boxes are shown everywhere. */
  readonly isChoosing: boolean
  readonly isGone: boolean
  readonly onOpen: (id: string) => void
  readonly onChoose: (id: string, isChosen: boolean, isRange: boolean) => void
  /** What is shown instead of the last words: where a search found something. */
  readonly excerpt?: ReactNode
}

export const ConversationRow = memo(function ConversationRow({ conversation, labels, isOpen, isChosen, isChoosing, isGone, onOpen, onChoose, excerpt }: Props) {
  const { t } = useWords()
  const one = useConversationNow(conversation)
  const name = nameOf(one.with) || one.subject || t('inbox.somebody')
  const isOurs = one.lastDirection === 'outbound'
  const shown = one.labels.flatMap((id) => labels.get(id) ?? [])
  const isNegative = one.sentiment === 'negative'
  return (
    <div className={css.holder} data-open={isOpen || undefined} data-chosen={isChosen || undefined} data-choosing={isChoosing || undefined} data-gone={isGone || undefined}>
      <label className={css.tick}>
        <input type="checkbox" tabIndex={isChoosing || isOpen ? 0 : -1} checked={isChosen} aria-label={t('inbox.choose', { name })} onChange={() => undefined} onClick={(event) => onChoose(one.id, !isChosen, event.shiftKey)} />
      </label>
      <button type="button" className={css.row} aria-current={isOpen || undefined} data-unread={one.unread || undefined} data-conversation={one.id} onClick={() => onOpen(one.id)}>
        <span className={css.face}><Avatar id={one.with?.identity ?? one.id} name={name} picture={one.with?.avatar} /></span>
        <span className={css.main}>
          <span className={css.top}>
            {one.unread && <span className={css.unread} aria-hidden="true" />}
            <bdi className={css.who}>{name}</bdi>
            {one.unread && <span className={css.said}>{t('inbox.unread')}</span>}
            {one.channels.slice(0, 3).map((channel) => <ChannelMark key={channel} channel={channel} />)}
            {one.channels.length > 3 && <span className={css.more}>+{one.channels.length - 3}</span>}
            <When of={one} />
          </span>
          {excerpt ?? (
            <span className={cx(css.words, !isOurs && css.theirs)} dir="auto">
              {isOurs && <span className={css.us}>{t('inbox.us')} </span>}
              {one.lastWords === '' ? (one.subject === '' ? t('inbox.noWords') : one.subject) : one.lastWords}
            </span>
          )}
          <span className={css.foot}>
            {isGone && <span className={css.mark}><Icon name={one.state === 'closed' ? 'check' : 'right'} size={12} />{t(one.state === 'closed' ? 'inbox.nowClosed' : one.state === 'snoozed' ? 'inbox.nowSnoozed' : 'inbox.nowElsewhere')}</span>}
            {one.failed && <span className={cx(css.mark, css.bad)}><Icon name="warning" size={12} />{t('inbox.notSent')}</span>}
            {one.drafted && <span className={cx(css.mark, css.draft)}><Icon name="edit" size={12} />{t('inbox.draft')}</span>}
            {(one.priority === 'urgent' || one.priority === 'high') && <span className={cx(css.mark, one.priority === 'urgent' && css.urgent)}><Icon name="flag" size={12} />{t(one.priority === 'urgent' ? 'inbox.urgent' : 'inbox.high')}</span>}
            {isNegative && <span className={css.mark}><SentimentShape sentiment="negative" />{t('labels.negative')}</span>}
            {shown.slice(0, 2).map((label) => <LabelChip key={label.id} label={label} />)}
            {shown.length > 2 && <span className={css.mark}>+{shown.length - 2}</span>}
            {one.assignee !== null && <span className={css.assignee}><span className={css.said}>{t('inbox.assignedTo')} </span>{one.assignee.name}</span>}
          </span>
        </span>
      </button>
    </div>
  )
})
