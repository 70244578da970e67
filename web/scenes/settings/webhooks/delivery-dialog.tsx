/** One delivery: what was sent, what was answered at each try, and sending it again. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Said } from '../../../components/said.tsx'
import { FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import look from './delivery.module.css'
import { eventName } from './event-name.ts'

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

export function DeliveryDialog({ webhook, event, onClose }: { readonly webhook: string; readonly event: string; readonly onClose: () => void }) {
  const words = useWords()
  const { t, find } = words
  const params = { id: webhook, event }
  const { data, error, refetch } = useQuery(apiQuery('/webhooks/{id}/deliveries/{event}', { params }))
  const replay = (): void => {
    api('post', '/webhooks/{id}/deliveries/{event}/replay', { params }).then(async ({ count }) => {
      toast(t('outgoing.replayed', { n: count }))
      await queryClient.invalidateQueries({ queryKey: queryKey('/webhooks/{id}/deliveries') })
      onClose()
    }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  }
  return (
    <Dialog
      open
      onOpen={onClose}
      width="l"
      title={data === undefined ? t('outgoing.details') : eventName(data.type, find)}
      about={<code>{event}</code>}
      actions={<><Button onClick={onClose}>{t('common.close')}</Button>{data !== undefined && data.state !== 'waiting' && <Button look="primary" icon="retry" onClick={replay}>{t('outgoing.replay')}</Button>}</>}
    >
      {data === undefined && error === null && <Skeleton lines={5} />}
      {error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className={css.form}>
          <div><h3 className={look.head}>{t('outgoing.sentBody')}</h3><pre className={look.body}>{pretty(data.body)}</pre></div>
          {data.attempts.map((attempt) => (
            <div key={attempt.at}>
              <h3 className={look.head}>
                {t('outgoing.answered')} <Time at={attempt.at} /> <Badge tone={attempt.code === null ? 'positive' : 'negative'}>{attempt.status ?? t('outgoing.noAnswer')}</Badge> <span className={css.quiet}>{t('outgoing.took', { n: attempt.tookMs })}</span>
              </h3>
              {attempt.because !== null && <p><Said>{attempt.because}</Said></p>}
              {attempt.status !== null && (attempt.response === '' ? <p className={css.quiet}>{t('outgoing.emptyAnswer')}</p> : <pre className={look.body}>{attempt.response}</pre>)}
            </div>
          ))}
        </div>
      )}
    </Dialog>
  )
}
