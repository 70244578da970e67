/** Which events a member gets by mail. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import { FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { eventName } from '../webhooks/event-name.ts'

export function MailChoices() {
  const words = useWords()
  const { t, find } = words
  const types = useQuery(apiQuery('/event-types'))
  const mine = useQuery(apiQuery('/me/mail'))
  const fault = types.error ?? mine.error
  if (fault !== null) return <FaultState compact fault={fault} onRetry={() => { void types.refetch(); void mine.refetch() }} />
  if (types.data === undefined || mine.data === undefined) return <Skeleton lines={2} />
  const offered = types.data.items.filter(({ byMail }) => byMail)
  const chosen = mine.data.types.filter((type) => offered.some((one) => one.type === type))
  const save = (next: string[]): void => {
    queryClient.setQueryData(apiQuery('/me/mail').queryKey, { setUp: mine.data.setUp, types: next })
    api('put', '/me/mail', { body: { types: next } }).then(() => toast(t('outgoing.myMailSaved')), (thrown: unknown) => toast(faultWords(thrown, words), { tone: 'negative' })).finally(() => void queryClient.invalidateQueries({ queryKey: queryKey('/me/mail') }))
  }
  if (offered.length === 0) return <p className={css.quiet}>{t('outgoing.myMailNothing')}</p>
  return (
    <div className={css.form}>
      {!mine.data.setUp && <Notice>{t('outgoing.myMailOff')}</Notice>}
      <div>
        {offered.map(({ type, summary }) => (
          <Checkbox key={type} label={eventName(type, find, words.said(summary))} checked={chosen.includes(type)} onChange={(event) => save(event.target.checked ? [...chosen, type] : chosen.filter((one) => one !== type))} />
        ))}
      </div>
    </div>
  )
}
