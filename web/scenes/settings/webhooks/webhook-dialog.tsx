/** Adds a webhook and shows its secret once, or changes one. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { Webhook } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { SecretOnce } from '../secret-once.tsx'
import { eventName } from './event-name.ts'

export function WebhookDialog({ webhook, open, onOpen }: { /** `null`: a new one. */ readonly webhook: Webhook | null; readonly open: boolean; readonly onOpen: (open: boolean) => void }) {
  const { t, find, said } = useWords()
  const types = useQuery(apiQuery('/event-types'))
  const [secret, setSecret] = useState<string | null>(null)
  const initial = { name: webhook?.name ?? '', url: webhook?.url ?? '', reach: webhook !== null && webhook.types !== null ? 'some' : 'all', types: (webhook?.types ?? []).join(',') }
  const form = useForm({
    draft: `webhook-${webhook?.id ?? 'new'}`,
    initial,
    check: ({ name, url, reach, types: chosen }) => ({
      name: name.trim() === '' ? t('outgoing.nameNeeded') : null,
      url: URL.canParse(url.trim()) ? null : t('outgoing.urlNeeded'),
      types: reach === 'some' && chosen === '' ? t('outgoing.eventsNeeded') : null,
    }),
    submit: async ({ name, url, reach, types: chosen }) => {
      const body = { name: name.trim(), url: url.trim(), types: reach === 'all' ? null : chosen.split(',') }
      if (webhook === null) {
        setSecret((await api('post', '/webhooks', { body })).secret)
        form.reset(initial)
      } else {
        await api('patch', '/webhooks/{id}', { params: { id: webhook.id }, body })
        onOpen(false)
      }
      await queryClient.invalidateQueries({ queryKey: queryKey('/webhooks') })
    },
  })
  const chosen = form.values.types.split(',').filter(Boolean)
  const toggle = (type: string, on: boolean): void => form.set('types', (on ? [...chosen, type] : chosen.filter((one) => one !== type)).join(','))
  const close = (next: boolean): void => {
    if (!next) setSecret(null)
    onOpen(next)
  }
  return (
    <Dialog
      open={open}
      onOpen={close}
      title={t(webhook === null ? 'outgoing.addWebhook' : 'outgoing.changeWebhook')}
      about={secret === null ? t('outgoing.addText') : t('outgoing.madeText')}
      actions={secret === null ? <><Button onClick={() => close(false)}>{t('common.cancel')}</Button><Button look="primary" busy={form.busy} onClick={form.send}>{t(webhook === null ? 'outgoing.addWebhook' : 'common.save')}</Button></> : <Button look="primary" onClick={() => close(false)}>{t('common.done')}</Button>}
    >
      {secret === null ? (
        <form {...form.form} className={css.form}>
          <TextField label={t('outgoing.name')} hint={t('outgoing.nameHint')} autoComplete="off" maxLength={120} {...form.text('name')} />
          <TextField label={t('outgoing.url')} hint={t('outgoing.urlHint')} type="url" inputMode="url" autoComplete="off" placeholder="https://" {...form.text('url')} />
          <fieldset className={css.radios}>
            <legend>{t('outgoing.events')}</legend>
            <label className={css.radio}><input type="radio" name="reach" checked={form.values.reach === 'all'} onChange={() => form.set('reach', 'all')} /><strong>{t('outgoing.eventsAll')}</strong><span>{t('outgoing.eventsAllText')}</span></label>
            <label className={css.radio}><input type="radio" name="reach" checked={form.values.reach === 'some'} onChange={() => form.set('reach', 'some')} /><strong>{t('outgoing.eventsSome')}</strong><span /></label>
            {form.values.reach === 'some' && (types.data?.items ?? []).filter(({ type }) => type !== 'webhook.pinged').map(({ type, summary }) => (
              <Checkbox key={type} label={<>{eventName(type, find, said(summary))} <code className={css.quiet}>{type}</code></>} checked={chosen.includes(type)} onChange={(event) => toggle(type, event.target.checked)} />
            ))}
          </fieldset>
          {form.error('types') !== null && <Notice tone="negative">{form.error('types')}</Notice>}
          {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
        </form>
      ) : <SecretOnce value={secret} note={t('outgoing.secretOnce')} />}
    </Dialog>
  )
}
