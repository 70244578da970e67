/** Sends, and how else it can be sent: closed with it, kept open, later. */
import { useState } from 'react'
import { Button, IconButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Menu, separator, type MenuItem } from '../../../components/menu.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useNow } from '../../../hooks/now.ts'
import { useWords } from '../../../words/words.tsx'
import { instantOf, localTime, snoozeTimes } from '../acts/snooze-times.ts'
import css from './composer.module.css'
import type { SendOptions } from './use-send.ts'

interface Props {
  readonly isNote: boolean
  readonly decision: 'send' | 'approve' | 'refuse'
  readonly isBusy: boolean
  readonly isDisabled: boolean
  readonly onSend: (options: SendOptions) => void
}

const laterWord = { hour: 'inbox.snoozeHour', evening: 'inbox.snoozeEvening', tomorrow: 'inbox.snoozeTomorrow', weekend: 'inbox.snoozeWeekend', monday: 'inbox.snoozeMonday', week: 'inbox.snoozeWeek' } as const

export function SendButton({ isNote, decision, isBusy, isDisabled, onSend }: Props) {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const [isLater, setLater] = useState(false)
  if (isNote) return <Button look="primary" keys="mod+enter" busy={isBusy} disabled={isDisabled} onClick={() => onSend({ then: 'wait' })}>{t('composer.keepNote')}</Button>
  const items: (MenuItem | typeof separator)[] = [
    { id: 'close', label: t('composer.sendClose'), icon: 'check', keys: 'mod+shift+enter', onSelect: () => onSend({ then: 'close' }) },
    { id: 'open', label: t('composer.sendOpen'), icon: 'reply', onSelect: () => onSend({ then: 'keep-open' }) },
    separator,
    ...snoozeTimes(words.zone, now).map((time): MenuItem => ({ id: time.name, label: t('composer.sendAt', { when: t(laterWord[time.name]), time: words.dayAndClock(new Date(time.at), new Date(now)) }), icon: 'clock', onSelect: () => onSend({ then: 'wait', sendAt: time.at }) })),
    { id: 'own', label: t('composer.sendOwn'), icon: 'calendar', onSelect: () => setLater(true) },
  ]
  return (
    <span className={css.send}>
      <Button look="primary" keys="mod+enter" busy={isBusy} disabled={isDisabled || decision === 'refuse'} onClick={() => onSend({ then: 'wait' })}>{t(decision === 'approve' ? 'composer.ask' : decision === 'refuse' ? 'composer.refused' : 'composer.send')}</Button>
      {decision !== 'refuse' && <Menu side="top" trigger={<IconButton look="primary" icon="down" disabled={isDisabled} label={t('composer.sendHow')} />} items={items} />}
      {isLater && <Later onClose={() => setLater(false)} onAt={(sendAt) => { setLater(false); onSend({ then: 'wait', sendAt }) }} />}
    </span>
  )
}

function Later({ onClose, onAt }: { readonly onClose: () => void; readonly onAt: (at: number) => void }) {
  const { t, zone } = useWords()
  const now = useNow()
  const [value, setValue] = useState('')
  const at = instantOf(zone, value)
  const isPast = at === null || at <= now
  return (
    <Dialog open onOpen={onClose} width="s" title={t('composer.sendOwn')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" disabled={isPast} onClick={() => { if (at !== null) onAt(at) }}>{t('composer.sendLater')}</Button></>}>
      <TextField label={t('composer.moment')} type="datetime-local" min={localTime(zone, now)} value={value} onChange={(event) => setValue(event.target.value)} />
    </Dialog>
  )
}
