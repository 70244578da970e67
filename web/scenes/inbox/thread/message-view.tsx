/** One message of the story: theirs in serif, ours in sans, with where, when, to whom, and what became of it. */
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import type { MessageEntry } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { Menu, type MenuItem } from '../../../components/menu.tsx'
import { useMember } from '../../../hooks/member.ts'
import { MentionText } from '../../../mentions/mention-text.tsx'
import { safeHref } from '../../../mentions/passage.ts'
import { useWords } from '../../../words/words.tsx'
import { Attachments } from './attachments.tsx'
import { Delivery } from './delivery.tsx'
import { MessageLabels } from './message-labels.tsx'
import { SafeHtml } from './safe-html.tsx'
import { Translation } from './translation.tsx'
import css from './thread-pane.module.css'

export interface MessageActs {
  readonly onReply: (message: MessageEntry) => void
  readonly onSplit: (message: MessageEntry) => void
  readonly onUnsend: (message: MessageEntry) => void
  readonly onChanged: (message: MessageEntry, now: MessageEntry | null) => void
}

interface Props {
  readonly message: MessageEntry
  readonly goesOn: boolean
  readonly isMeant: boolean
  readonly acts: MessageActs
}

const partyWords = (parties: MessageEntry['to']): string => parties.map((party) => party.name ?? party.handle ?? party.externalId).join(', ')
/** Longer texts are cut until somebody wants them. */
const longest = 4_000
const machineWord = { reply: 'thread.autoReply', bounce: 'thread.autoBounce', bulk: 'thread.autoBulk', notification: 'thread.autoNotification' } as const

export const MessageView = memo(function MessageView({ message, goesOn, isMeant, acts }: Props) {
  const words = useWords()
  const { t, language } = words
  const me = useMember()
  const isOurs = message.direction === 'outbound'
  const at = new Date(message.at)
  const [showsHtml, setShowsHtml] = useState(message.html && message.text.trim() === '')
  const [isWhole, setWhole] = useState(false)
  const isRemoved = message.removedAt !== null
  const isForeign = message.language !== null && message.language !== 'und' && message.language.split('-')[0] !== language
  const href = message.url === null ? null : safeHref(message.url)
  const recipients = [...(message.to.length > 0 && (isOurs || message.to.length + message.cc.length > 1) ? [t('thread.to', { names: partyWords(message.to) })] : []), ...(message.cc.length > 0 ? [t('thread.cc', { names: partyWords(message.cc) })] : []), ...(message.bcc.length > 0 ? [t('thread.bcc', { names: partyWords(message.bcc) })] : [])]
  const items: MenuItem[] = [
    ...(me.may('conversations.answer') && !isRemoved && !isOurs ? [{ id: 'reply', label: t('thread.replyToThis'), icon: 'reply', onSelect: () => acts.onReply(message) } as const] : []),
    ...(me.may('conversations.answer') ? [{ id: 'split', label: t('thread.splitHere'), icon: 'split', onSelect: () => acts.onSplit(message) } as const] : []),
    ...(isOurs && me.may('conversations.answer') && ['sent', 'delivered', 'read'].includes(message.state) && !isRemoved ? [{ id: 'unsend', label: t('thread.unsend'), icon: 'remove', danger: true, onSelect: () => acts.onUnsend(message) } as const] : []),
    ...(href === null ? [] : [{ id: 'open', label: t('thread.atNetwork'), icon: 'external', onSelect: () => { window.open(href, '_blank', 'noopener,noreferrer') } } as const]),
  ]
  return (
    <article className={cx(css.message, goesOn && css.goesOn)} data-ours={isOurs || undefined} data-meant={isMeant || undefined} data-entry={message.id} aria-label={t('thread.messageOf', { name: message.by.name, time: words.dayAndClock(at) })}>
      <span className={css.face}>{!goesOn && <Avatar id={message.by.identity ?? message.by.member ?? message.account} name={message.by.name} picture={message.by.avatar} />}</span>
      <div className={css.body}>
        {!goesOn && (
          <p className={css.head}>
            <bdi className={css.name}>{message.by.name}</bdi>
            <ChannelMark channel={message.channel} />
            <time dateTime={message.at} title={words.exact(at)}>{words.clock(at)}</time>
            <span>· {t(message.visibility === 'public' ? 'thread.public' : 'thread.private')}</span>
            {message.automatic !== null && <span className={css.machine}><Icon name="bolt" size={12} />{message.automatic in machineWord ? t(machineWord[message.automatic as keyof typeof machineWord]) : message.automatic}</span>}
            {message.rule !== null && <span className={css.machine}><Icon name="bolt" size={12} />{t('thread.byRule')}</span>}
            {!isRemoved && !isOurs && <MessageLabels message={message} />}
          </p>
        )}
        {recipients.length > 0 && <p className={css.recipients} dir="auto">{recipients.join(' · ')}</p>}
        {message.subject !== null && message.subject !== '' && !goesOn && <p className={css.subject} dir="auto">{message.subject}</p>}
        {isRemoved ? <p className={css.removed}><Icon name="remove" size={14} />{t(isOurs ? 'thread.removedOurs' : 'thread.removed', { time: words.dayAndClock(new Date(message.removedAt ?? message.at)) })}</p>
          : showsHtml ? <SafeHtml message={message.id} />
            : message.text !== '' && <div className={cx(css.text, !isOurs && css.theirs)}><MentionText mention={{ text: message.text, facets: [], hits: [], language: message.language ?? 'und' }} length={isWhole ? Number.POSITIVE_INFINITY : longest} />{message.text.length > longest && !isWhole && <Button size="s" onClick={() => setWhole(true)}>{t('thread.whole')}</Button>}</div>}
        {message.editedAt !== null && <Edited message={message} />}
        {message.quoted !== null && message.quoted !== '' && !showsHtml && <details className={css.quoted}><summary>{t('thread.quoted')}</summary><p dir="auto">{message.quoted}</p></details>}
        <Attachments items={message.attachments} />
        <div className={css.foot}>
          {message.html && !isRemoved && message.text.trim() !== '' && <Button size="s" look="plain" className={css.quietButton} icon={showsHtml ? 'file' : 'picture'} onClick={() => setShowsHtml(!showsHtml)}>{t(showsHtml ? 'thread.asText' : 'thread.asSent')}</Button>}
          {isForeign && !isOurs && !isRemoved && <Translation message={message} />}
        </div>
        {isOurs && <Delivery message={message} onChanged={(now) => acts.onChanged(message, now)} />}
      </div>
      <span className={css.more}>{items.length > 0 && <Menu trigger={<IconButton size="s" icon="more" label={t('thread.moreOf', { name: message.by.name })} />} items={items} />}</span>
    </article>
  )
})

/** That it was changed at its source, and what it said before. */
function Edited({ message }: { readonly message: MessageEntry }) {
  const words = useWords()
  const { t } = words
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({ ...apiQuery('/messages/{id}/earlier', { params: { id: message.id } }), enabled: isOpen })
  const said = t('thread.edited', { time: words.dayAndClock(new Date(message.editedAt ?? message.at)) })
  if (message.earlier === 0) return <p className={css.edited}>{said}</p>
  return (
    <details className={css.quoted} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{said} · {t('thread.saidBefore')}</summary>
      {data?.items.map((one) => <p key={one.until} dir="auto"><time dateTime={one.until}>{t('thread.until', { time: words.dayAndClock(new Date(one.until)) })}</time> {one.text}</p>)}
    </details>
  )
}
