/** What became of a message of ours, in words, with what can be done about it. */
import { useEffect, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { MessageEntry } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { cx } from '../../../components/class-names.ts'
import { Icon, type IconName } from '../../../components/icon.tsx'
import { Said } from '../../../components/said.tsx'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords, type WordKey } from '../../../words/words.tsx'
import { refreshAround } from '../acts/use-acts.ts'
import css from './thread-pane.module.css'

const stateWord = {
  received: 'thread.stateReceived', held: 'thread.stateHeld', queued: 'thread.stateQueued', sending: 'thread.stateSending', sent: 'thread.stateSent', delivered: 'thread.stateDelivered', read: 'thread.stateRead',
  failed: 'thread.stateFailed', unknown: 'thread.stateUnknown', cancelled: 'thread.stateCancelled', kept: 'thread.stateKept',
} as const satisfies Record<MessageEntry['state'], WordKey>
const icons: Partial<Record<MessageEntry['state'], IconName>> = { held: 'shield', queued: 'clock', sending: 'send', sent: 'check', delivered: 'check', read: 'eye', failed: 'warning', unknown: 'warning', cancelled: 'close' }

/** Seconds until a moment, counted down while it is near. */
function useSecondsUntil(at: string | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  const until = at === null ? null : Date.parse(at)
  useEffect(() => {
    if (until === null || until < Date.now()) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [until])
  return until === null || until <= now ? null : Math.ceil((until - now) / 1_000)
}

interface Props {
  readonly message: MessageEntry
  /** Told with what the message has become; `null` when it is in the draft again. */
  readonly onChanged: (message: MessageEntry | null) => void
}

export function Delivery({ message, onChanged }: Props) {
  const words = useWords()
  const { t } = words
  const may = useMember().may('conversations.answer')
  const [isBusy, setBusy] = useState(false)
  const seconds = useSecondsUntil(message.state === 'queued' ? message.sendAfter : null)
  const act = (what: Promise<MessageEntry | null>): void => {
    setBusy(true)
    what.then((now) => { refreshAround(); onChanged(now) }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setBusy(false))
  }
  const params = { id: message.id }
  const takeBack = (): void => act(api('post', '/messages/{id}/take-back', { params, body: {} }).then(() => null))
  const isBad = message.state === 'failed' || message.state === 'unknown'
  const icon = icons[message.state]
  const isLater = seconds !== null && seconds > 120
  const state = message.state === 'queued' && seconds !== null ? (isLater ? t('thread.goesAt', { time: words.dayAndClock(new Date(message.sendAfter ?? '')) }) : t('thread.goesIn', { n: seconds })) : t(stateWord[message.state])
  return (
    <div className={cx(css.delivery, isBad && css.bad)}>
      {icon !== undefined && <Icon name={icon} size={12} />}
      <span>{state}</span>
      {message.because !== null && <span className={css.because}><Said>{message.because}</Said></span>}
      {message.state === 'queued' && seconds === null && message.nextTryAt !== null && message.tries > 0 && <span>{t('thread.nextTry', { time: words.clock(new Date(message.nextTryAt)), n: message.tries })}</span>}
      {may && (
        <span className={css.deliveryActs}>
          {message.state === 'queued' && <Button size="s" look="plain" icon="undo" busy={isBusy} onClick={takeBack}>{t('thread.takeBack')}</Button>}
          {message.state === 'queued' && (isLater || message.tries > 0) && <Button size="s" look="plain" icon="send" busy={isBusy} onClick={() => act(api('post', '/messages/{id}/send-now', { params, body: {} }))}>{t('thread.sendNow')}</Button>}
          {message.state === 'held' && <Button size="s" look="plain" icon="undo" busy={isBusy} onClick={takeBack}>{t('thread.takeBack')}</Button>}
          {isBad && <Button size="s" icon="retry" busy={isBusy} onClick={() => act(api('post', '/messages/{id}/retry', { params, body: {} }))}>{t(message.state === 'unknown' ? 'thread.sendAgain' : 'common.retry')}</Button>}
          {message.state === 'unknown' && <Button size="s" look="plain" busy={isBusy} onClick={() => act(api('post', '/messages/{id}/settle', { params, body: { went: true } }))}>{t('thread.itWent')}</Button>}
          {isBad && <Button size="s" look="plain" busy={isBusy} onClick={() => act(api('post', '/messages/{id}/settle', { params, body: { went: false } }))}>{t(message.state === 'unknown' ? 'thread.itDidNot' : 'thread.giveUp')}</Button>}
        </span>
      )}
    </div>
  )
}
