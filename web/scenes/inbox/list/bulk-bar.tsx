/** What can be done with the conversations that are chosen. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Menu, separator } from '../../../components/menu.tsx'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { refreshAround, useUndo } from '../acts/use-acts.ts'
import type { InboxActs } from '../acts/use-inbox-acts.tsx'
import css from './list-pane.module.css'

interface Props {
  readonly ids: readonly string[]
  readonly acts: InboxActs
  readonly onAll: () => void
  readonly onNone: () => void
  readonly onJoin: () => void
}

export function BulkBar({ ids, acts, onAll, onNone, onJoin }: Props) {
  const words = useWords()
  const { t } = words
  const undo = useUndo()
  const macros = useQuery(apiQuery('/macros')).data?.items ?? []
  const run = (id: string, name: string): void => {
    api('post', '/macros/{id}/run', { params: { id }, body: { conversations: [...ids] } }).then(({ act, changed, drafted }) => {
      refreshAround()
      toast(t('inbox.macroDone', { name, n: changed, drafted }), act === null ? {} : { undo: () => undo(act) })
    }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
  }
  return (
    <div className={css.bulk} role="toolbar" aria-label={t('inbox.bulk')}>
      <strong>{t('inbox.chosen', { n: ids.length })}</strong>
      <IconButton size="s" icon="person" label={t('inbox.keyAssign')} onClick={() => acts.ask('assign')} />
      <IconButton size="s" icon="tag" label={t('inbox.keyLabel')} onClick={() => acts.ask('label')} />
      <IconButton size="s" icon="clock" label={t('inbox.keySnooze')} onClick={() => acts.ask('snooze')} />
      <Button size="s" look="plain" icon="check" onClick={acts.close}>{t('inbox.close')}</Button>
      <Menu
        trigger={<IconButton size="s" icon="more" label={t('common.more')} />}
        items={[
          { id: 'team', label: t('inbox.keyTeam'), icon: 'team', keys: 't', onSelect: () => acts.ask('team') },
          { id: 'priority', label: t('inbox.keyPriority'), icon: 'flag', keys: 'p', onSelect: () => acts.ask('priority') },
          { id: 'unread', label: t('inbox.keyUnread'), icon: 'mail', keys: 'u', onSelect: acts.unread },
          { id: 'reopen', label: t('inbox.reopen'), icon: 'retry', onSelect: acts.reopen },
          ...(ids.length > 1 ? [{ id: 'join', label: t('inbox.joinThese'), icon: 'join', onSelect: onJoin } as const] : []),
          { id: 'spam', label: t('inbox.spam'), icon: 'warning', keys: '!', onSelect: () => acts.spam(true) },
          { id: 'notspam', label: t('inbox.notSpam'), icon: 'undo', onSelect: () => acts.spam(false) },
          ...(macros.length > 0 ? [separator, ...macros.map((macro) => ({ id: macro.id, label: macro.name, icon: 'bolt' as const, onSelect: () => run(macro.id, macro.name) }))] as const : []),
          separator,
          { id: 'all', label: t('inbox.chooseAll'), onSelect: onAll },
        ]}
      />
      <IconButton size="s" icon="close" label={t('inbox.chooseNone')} onClick={onNone} />
    </div>
  )
}
