/** The acts of the inbox with their keys: on what is chosen, else on what is open. */
import { useMemo, useState, type ReactNode } from 'react'
import type { Conversation, ConversationDeed } from '../../../api/routes.ts'
import { useCommands, type Command } from '../../../hooks/commands.ts'
import { useMember } from '../../../hooks/member.ts'
import { useShortcut } from '../../../hooks/shortcuts.ts'
import { useWords } from '../../../words/words.tsx'
import { Ask, type Asked } from './ask.tsx'
import { useAct } from './use-acts.ts'

export interface InboxActs {
  readonly ask: (what: Asked) => void
  readonly close: () => void
  readonly reopen: () => void
  readonly unread: () => void
  readonly spam: (isSpam: boolean) => void
  readonly assignToMe: () => void
  /** What is asked now. */
  readonly asking: ReactNode
}

interface Options {
  readonly targets: readonly Conversation[]
  /** Told after what takes a conversation out of sight: the next one is shown. */
  readonly onLeft: (ids: readonly string[]) => void
  readonly onBack: (items: readonly Conversation[]) => void
}

/** Deeds after which somebody has done with a conversation for now. */
const leaves: ReadonlySet<ConversationDeed['is']> = new Set(['close', 'snooze', 'spam'])

export function useInboxActs({ targets, onLeft, onBack }: Options): InboxActs {
  const { t } = useWords()
  const me = useMember()
  const act = useAct()
  const mayAnswer = me.may('conversations.answer')
  const [asked, setAsked] = useState<Asked | null>(null)
  const isOn = mayAnswer && targets.length > 0
  const ids = targets.map((one) => one.id)
  const n = targets.length
  const deed = (what: ConversationDeed, said: string): void => {
    setAsked(null)
    void act(ids, what, said, (items) => { if (leaves.has(what.is)) onBack(items) }).then((done) => { if (done && leaves.has(what.is)) onLeft(ids) })
  }
  const isClosed = targets.every((one) => one.state === 'closed')
  const close = (): void => deed({ is: 'close' }, t('inbox.closedN', { n }))
  const reopen = (): void => deed({ is: 'reopen' }, t('inbox.reopenedN', { n }))
  const unread = (): void => deed({ is: 'unread' }, '')
  const assignToMe = (): void => deed({ is: 'assign', to: me.id }, t('inbox.assigned', { name: me.name }))
  const spam = (isSpam: boolean): void => deed(isSpam ? { is: 'spam' } : { is: 'not-spam' }, t(isSpam ? 'inbox.spamN' : 'inbox.notSpamN', { n }))
  const group = t('inbox.title')
  useShortcut('a', t('inbox.keyAssign'), group, () => setAsked('assign'), isOn)
  useShortcut('i', t('inbox.keyMine'), group, assignToMe, isOn)
  useShortcut('l', t('inbox.keyLabel'), group, () => setAsked('label'), isOn)
  useShortcut('t', t('inbox.keyTeam'), group, () => setAsked('team'), isOn)
  useShortcut('p', t('inbox.keyPriority'), group, () => setAsked('priority'), isOn)
  useShortcut('s', t('inbox.keySnooze'), group, () => setAsked('snooze'), isOn)
  useShortcut('e', t('inbox.keyClose'), group, () => { if (isClosed) reopen(); else close() }, isOn)
  useShortcut('u', t('inbox.keyUnread'), group, unread, isOn)
  useShortcut('!', t('inbox.keySpam'), group, () => spam(true), isOn)
  const commands = useMemo((): Command[] => !isOn ? [] : [
    { id: 'inbox-assign', label: t('inbox.keyAssign'), group: 'here', icon: 'person', keys: 'a', run: () => setAsked('assign') },
    { id: 'inbox-team', label: t('inbox.keyTeam'), group: 'here', icon: 'team', keys: 't', run: () => setAsked('team') },
    { id: 'inbox-label', label: t('inbox.keyLabel'), group: 'here', icon: 'tag', keys: 'l', run: () => setAsked('label') },
    { id: 'inbox-priority', label: t('inbox.keyPriority'), group: 'here', icon: 'flag', keys: 'p', run: () => setAsked('priority') },
    { id: 'inbox-snooze', label: t('inbox.keySnooze'), group: 'here', icon: 'clock', keys: 's', run: () => setAsked('snooze') },
  ], [isOn, t])
  useCommands(commands)
  return {
    ask: setAsked, close, reopen, unread, spam, assignToMe,
    asking: asked === null ? null : <Ask asked={asked} targets={targets} onDeed={deed} onClose={() => setAsked(null)} />,
  }
}
