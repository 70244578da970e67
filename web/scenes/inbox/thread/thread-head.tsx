/** The head of a conversation: what it is about, how it stands, and what can be done with it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { WholeConversation } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { ChannelMark, channelTitle } from '../../../components/channel-mark.tsx'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { Menu, separator, type MenuItem } from '../../../components/menu.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { focused } from '../../../hooks/focused.ts'
import { useMember } from '../../../hooks/member.ts'
import { useNow } from '../../../hooks/now.ts'
import { useWords } from '../../../words/words.tsx'
import { priorityWord } from '../acts/ask.tsx'
import { refreshAround, useTellDone, useUndo } from '../acts/use-acts.ts'
import type { InboxActs } from '../acts/use-inbox-acts.tsx'
import { useLabels } from '../arranged.ts'
import { LabelChip } from '../label-chip.tsx'
import { standingWords } from '../list/when.tsx'
import { nameOf } from '../names.ts'
import { standingOf } from '../standing.ts'
import css from './thread-pane.module.css'

interface Props {
  readonly conversation: WholeConversation
  readonly acts: InboxActs
  readonly onPerson: () => void
  readonly onJoin: () => void
  readonly onSplit: () => void
}

export function ThreadHead({ conversation: one, acts, onPerson, onJoin, onSplit }: Props) {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const may = useMember().may('conversations.answer')
  const labels = useLabels()
  const undo = useUndo()
  const tell = useTellDone()
  const [renaming, setRenaming] = useState<string | null>(null)
  const macros = useQuery({ ...apiQuery('/macros'), enabled: may }).data?.items ?? []
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const standing = standingOf(one, now)
  const isClosed = one.state === 'closed'
  const shownLabels = one.labels.flatMap((id) => labels.byId.get(id) ?? [])
  const title = one.subject || (one.with === null ? t('inbox.somebody') : t('thread.withName', { name: nameOf(one.with) }))
  const rename = (): void => {
    if (renaming === null) return
    api('patch', '/conversations/{id}', { params: { id: one.id }, body: { subject: renaming.trim() } }).then((made) => { setRenaming(null); tell(made, t('thread.renamed')) }, failed)
  }
  const run = (id: string, name: string): void => {
    api('post', '/macros/{id}/run', { params: { id }, body: { conversations: [one.id] } }).then(({ act, drafted }) => {
      refreshAround()
      void queryClient.invalidateQueries({ queryKey: queryKey('/conversations/{id}/draft') })
      toast(t(drafted > 0 ? 'thread.macroDrafted' : 'thread.macroDone', { name }), act === null ? {} : { undo: () => undo(act) })
    }, failed)
  }
  const items: (MenuItem | typeof separator)[] = [
    { id: 'mine', label: t('inbox.keyMine'), icon: 'person', keys: 'i', onSelect: acts.assignToMe },
    { id: 'label', label: t('inbox.keyLabel'), icon: 'tag', keys: 'l', onSelect: () => acts.ask('label') },
    { id: 'team', label: t('inbox.keyTeam'), icon: 'team', keys: 't', onSelect: () => acts.ask('team') },
    { id: 'priority', label: t('inbox.keyPriority'), icon: 'flag', keys: 'p', onSelect: () => acts.ask('priority') },
    { id: 'unread', label: t('inbox.keyUnread'), icon: 'mail', keys: 'u', onSelect: acts.unread },
    { id: 'rename', label: t('thread.rename'), icon: 'edit', onSelect: () => setRenaming(one.subject) },
    separator,
    { id: 'join', label: t('thread.join'), icon: 'join', onSelect: onJoin },
    { id: 'split', label: t('thread.split'), icon: 'split', onSelect: onSplit },
    one.spam ? { id: 'notspam', label: t('inbox.notSpam'), icon: 'undo', onSelect: () => acts.spam(false) } : { id: 'spam', label: t('inbox.spam'), icon: 'warning', keys: '!', onSelect: () => acts.spam(true) },
    ...(macros.length > 0 ? [separator, ...macros.map((macro): MenuItem => ({ id: macro.id, label: macro.name, icon: 'bolt', onSelect: () => run(macro.id, macro.name) }))] as const : []),
  ]
  return (
    <header className={css.top}>
      <div className={css.topWords}>
        {renaming === null ? (
          <div className={css.subjectLine}>
            <h2 className={css.title} tabIndex={-1} dir="auto" title={title}>{title}</h2>
          </div>
        ) : (
          <form onSubmit={(event) => { event.preventDefault(); rename() }}>
            <TextField ref={focused} label={t('thread.subject')} quietLabel className={css.rename} value={renaming} maxLength={500} onChange={(event) => setRenaming(event.target.value)} onBlur={() => setRenaming(null)} onKeyDown={(event) => { if (event.key === 'Escape') setRenaming(null) }} />
          </form>
        )}
        <p className={css.facts}>
          <span>#{one.number}</span>
          <span className={css.plainFact}>{one.channels.length > 1 ? t('thread.channels', { n: one.channels.length }) : <><ChannelMark channel={one.channel} named />{channelTitle(one.channel)}</>}</span>
          <span>{t('thread.started', { time: words.dayAndClock(new Date(one.openedAt)) })}</span>
          <span className={cx((standing.is === 'soon') && css.soon, standing.is === 'late' && css.late)}>{isClosed ? t('thread.closedAt', { time: words.dayAndClock(new Date(one.closedAt ?? one.lastAt)) }) : standingWords(standing, words)}</span>
          {may
            ? <button type="button" className={css.factButton} onClick={() => acts.ask('assign')}><Icon name="person" size={12} />{one.assignee?.name ?? t('inbox.nobody')}</button>
            : <span className={css.plainFact}><Icon name="person" size={12} />{one.assignee?.name ?? t('inbox.nobody')}</span>}
          {one.team !== null && <span className={css.plainFact}><Icon name="team" size={12} />{one.team.name}</span>}
          {(one.priority === 'high' || one.priority === 'urgent') && <span className={cx(css.plainFact, one.priority === 'urgent' && css.late)}><Icon name="flag" size={12} />{t(priorityWord[one.priority])}</span>}
          {shownLabels.length > 0 && <span className={css.chips}>{shownLabels.map((label) => <LabelChip key={label.id} label={label} />)}</span>}
          {one.spam && <strong className={css.late}>{t('inbox.viewSpam')}</strong>}
        </p>
      </div>
      <div className={css.acts}>
        {may && <Button keys="s" onClick={() => acts.ask('snooze')}>{t('inbox.snooze')}</Button>}
        {may && <Button keys="a" data-wide="" onClick={() => acts.ask('assign')}>{t('inbox.assign')}</Button>}
        {may && <Button keys="e" icon={isClosed ? 'retry' : undefined} onClick={isClosed ? acts.reopen : acts.close}>{t(isClosed ? 'inbox.reopen' : 'inbox.close')}</Button>}
        {may && <Menu trigger={<IconButton icon="more" label={t('thread.moreActs')} />} items={items} />}
        <IconButton icon="columns" label={t('inbox.keyPerson')} onClick={onPerson} />
      </div>
    </header>
  )
}
