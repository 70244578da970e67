/** Sends the events of a span again. */
import { useState } from 'react'
import { dayMs } from '../../../../src/kernel/instant.ts'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { Webhook } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

/** As a field for date and time wants it: in the zone of this machine, without naming it. */
function localMinute(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function ReplayDialog({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [from, setFrom] = useState(() => localMinute(Date.parse(webhook.failingSince ?? '') || Date.now() - dayMs))
  const [to, setTo] = useState(() => localMinute(Date.now() + 60_000))
  const [failedOnly, setFailedOnly] = useState(true)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const replay = (): void => {
    const [start, end] = [Date.parse(from), Date.parse(to)]
    if (!(start < end)) return setFault(t('outgoing.spanNeeded'))
    setBusy(true)
    api('post', '/webhooks/{id}/replay', { params: { id: webhook.id }, body: { from: new Date(start).toISOString(), to: new Date(end).toISOString(), failedOnly } }).then(async ({ count }) => {
      toast(t('outgoing.replayed', { n: count }))
      await queryClient.invalidateQueries({ queryKey: queryKey('/webhooks/{id}/deliveries') })
      onClose()
    }, (thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  return (
    <Dialog open onOpen={onClose} title={t('outgoing.replaySpan')} about={t('outgoing.replayText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={busy} onClick={replay}>{t('outgoing.replay')}</Button></>}>
      <div className={css.form}>
        <div className={css.two}>
          <TextField label={t('outgoing.from')} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
          <TextField label={t('outgoing.to')} type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
        </div>
        <Checkbox label={t('outgoing.failedOnly')} checked={failedOnly} onChange={(event) => setFailedOnly(event.target.checked)} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}
