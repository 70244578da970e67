/** One webhook: how it stands, what can be done with it, and its log. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { Webhook } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Menu, separator } from '../../../components/menu.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { SecretOnce } from '../secret-once.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookState } from './webhook-state.tsx'

const offWords = { 'by-hand': 'outgoing.offByHand', gone: 'outgoing.offGone', failing: 'outgoing.offFailing' } as const
const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/webhooks') })

function Standing({ webhook: { state, disabledCode, disabledBecause, failingSince, nextTryAt, oldSecretUntil } }: { readonly webhook: Webhook }) {
  const { t, dayAndClock } = useWords()
  const when = (at: string): string => dayAndClock(new Date(at))
  return (
    <>
      {state === 'off' && <Notice tone="warn">{t(offWords[disabledCode ?? 'by-hand'])}{disabledBecause !== null && <> {t('outgoing.lastReason')} <Said>{disabledBecause}</Said></>}</Notice>}
      {state === 'failing' && failingSince !== null && <Notice tone="negative">{t('outgoing.failingText', { when: when(failingSince) })}{nextTryAt !== null && ` ${t('outgoing.nextTry', { when: when(nextTryAt) })}`}</Notice>}
      {oldSecretUntil !== null && <Notice>{t('outgoing.overlap', { when: when(oldSecretUntil) })}</Notice>}
    </>
  )
}

function SecretDialog({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const words = useWords()
  const { t, dayAndClock } = words
  const [made, setMade] = useState<{ secret: string; oldUntil: string } | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const make = (): void => {
    setBusy(true)
    api('post', '/webhooks/{id}/secret', { params: { id: webhook.id } }).then(async (answer) => { setMade(answer); await again() }, (thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  return (
    <Dialog
      open
      onOpen={onClose}
      width="s"
      title={t('outgoing.newSecretAsk', { name: webhook.name })}
      about={made === null ? t('outgoing.newSecretText') : t('outgoing.newSecretMade', { when: dayAndClock(new Date(made.oldUntil)) })}
      actions={made === null ? <><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={busy} onClick={make}>{t('outgoing.newSecret')}</Button></> : <Button look="primary" onClick={onClose}>{t('common.done')}</Button>}
    >
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      {made !== null && <SecretOnce value={made.secret} note={t('outgoing.secretOnce')} />}
    </Dialog>
  )
}

function RemoveDialog({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const remove = (): void => {
    setBusy(true)
    api('delete', '/webhooks/{id}', { params: { id: webhook.id } }).then(async () => {
      await navigate({ to: '/settings/webhooks', search: {} })
      await again()
      toast(t('outgoing.removed', { name: webhook.name }))
    }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }); onClose() })
  }
  return <Dialog open onOpen={onClose} width="s" title={t('outgoing.removeAsk', { name: webhook.name })} about={t('outgoing.removeText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="danger" busy={busy} onClick={remove}>{t('common.remove')}</Button></>} />
}

export function WebhookView({ webhook }: { readonly webhook: Webhook }) {
  const words = useWords()
  const { t } = words
  const [showing, setShowing] = useState<'change' | 'secret' | 'remove' | 'replay' | null>(null)
  const close = (): void => setShowing(null)
  const on = webhook.state !== 'off'
  const params = { id: webhook.id }
  const log = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/webhooks/{id}/deliveries') })
  const act = (work: Promise<unknown>, done: string, undo?: () => void): void => {
    const fresh = (): void => {
      toast(done, undo === undefined ? {} : { undo })
      void again()
      void log()
    }
    work.then(fresh, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  }
  const turn = (active: boolean, undo?: () => void): void => act(api('patch', '/webhooks/{id}', { params, body: { active } }), t(active ? 'outgoing.switchedOn' : 'outgoing.switchedOff', { name: webhook.name }), undo)
  return (
    <>
      <p className={css.quiet}><Link to="/settings/webhooks" search={{}}>← {t('outgoing.all')}</Link></p>
      <Section
        title={<span className={css.left}>{webhook.name} <WebhookState state={webhook.state} /></span>}
        about={<span className={css.mail}>{webhook.url}</span>}
        actions={(
          <>
            {on && <Button icon="play" onClick={() => act(api('post', '/webhooks/{id}/ping', { params }), t('outgoing.testSent'))}>{t('outgoing.test')}</Button>}
            {!on && <Button look="primary" onClick={() => turn(true)}>{t('outgoing.switchOn')}</Button>}
            <Menu
              trigger={<IconButton icon="more" label={t('settings.acts')} />}
              items={[
                { id: 'change', label: t('outgoing.changeWebhook'), icon: 'edit', onSelect: () => setShowing('change') },
                { id: 'replay', label: t('outgoing.replaySpan'), icon: 'retry', onSelect: () => setShowing('replay') },
                { id: 'secret', label: t('outgoing.newSecret'), icon: 'key', onSelect: () => setShowing('secret') },
                separator,
                ...(on ? [{ id: 'off', label: t('outgoing.switchOff'), icon: 'pause', onSelect: () => turn(false, () => turn(true)) } as const] : []),
                { id: 'remove', label: t('common.remove'), icon: 'remove', danger: true, onSelect: () => setShowing('remove') },
              ]}
            />
          </>
        )}
      >
        <Standing webhook={webhook} />
      </Section>
      <DeliveryLog webhook={webhook} />
      {showing === 'change' && <WebhookDialog webhook={webhook} open onOpen={close} />}
      {showing === 'secret' && <SecretDialog webhook={webhook} onClose={close} />}
      {showing === 'remove' && <RemoveDialog webhook={webhook} onClose={close} />}
      {showing === 'replay' && <ReplayDialog webhook={webhook} onClose={close} />}
    </>
  )
}
