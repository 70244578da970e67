/** How long what is kept, with how much would go before anything does. */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import css from './retention.module.css'

type Kind = OutputOf<'get', '/privacy/retention'>['items'][number]

export function Retention() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/privacy/retention'))
  return (
    <Section title={t('privacy.retention')} about={t('privacy.retentionText')}>
      {data === undefined && error === null && <Skeleton lines={4} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && <div className={form.parts}>{data.items.map((one) => <RetentionRow key={`${one.kind} ${one.months ?? ''}`} one={one} />)}</div>}
    </Section>
  )
}

function RetentionRow({ one }: { readonly one: Kind }) {
  const words = useWords()
  const { t, number, day, language } = words
  const may = useMember().may('people.erase')
  const [text, setText] = useState(one.months === null ? '' : String(one.months))
  const [asking, setAsking] = useState(false)
  const months = text === '' ? null : Number(text)
  const asked = useDeferredValue(months)
  const { data } = useQuery({ ...apiQuery('/privacy/retention/{kind}/preview', { params: { kind: one.kind }, query: { months: asked ?? 1 } }), enabled: asked !== null && asked > 0 && asked !== one.months })
  const save = (): void => {
    api('put', '/privacy/retention/{kind}', { params: { kind: one.kind }, body: { months } }).then((items) => { queryClient.setQueryData(apiQuery('/privacy/retention').queryKey, items) }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setAsking(false))
  }
  const isChanged = months !== one.months
  return (
    <div className={css.row}>
      <strong>{one.what[language]}</strong>
      <TextField label={`${t('privacy.months')}: ${one.what[language]}`} quietLabel inputMode="numeric" placeholder={t('privacy.forGood')} disabled={!may} value={text} onChange={(event) => setText(event.target.value.replaceAll(/\D/g, '').replace(/^0+/, '').slice(0, 3))} />
      <span className={css.now}>
        <span className={form.quiet}>{months === null ? t('privacy.forGood') : isChanged && data !== undefined ? t('privacy.wouldGo', { n: data.count }) : one.lastRunAt === null ? '' : t('privacy.lastRun', { n: one.lastRemoved, day: day(new Date(one.lastRunAt)) })}</span>
        {may && isChanged && <Button size="s" look="primary" disabled={months !== null && (months > 600 || data === undefined)} onClick={() => (months === null ? save() : setAsking(true))}>{t('common.save')}</Button>}
      </span>
      <Dialog open={asking} onOpen={setAsking} width="s" title={t('privacy.retentionAsk', { n: months ?? 0 })} about={t('privacy.retentionAskText', { count: number(data?.count ?? 0) })} actions={<><Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button><Button look="danger" onClick={save}>{t('privacy.letGo')}</Button></>} />
    </div>
  )
}
