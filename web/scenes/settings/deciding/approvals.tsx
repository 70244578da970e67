/** Replies that wait for approval: seen whole, changed, approved, or refused with a reason. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import css from './deciding.module.css'

type Approval = OutputOf<'get', '/approvals'>['items'][number]

function ApprovalItem({ approval }: { readonly approval: Approval }) {
  const words = useWords()
  const { t, language } = words
  const [text, setText] = useState(approval.text)
  const [because, setBecause] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const decide = (approve: boolean): void => void api('post', '/approvals/{id}/votes', { params: { id: approval.id }, body: { approve, because, text: approve && text !== approval.text ? text : null } }).then(async ({ state }) => {
    await queryClient.invalidateQueries({ queryKey: queryKey('/approvals') })
    toast(t(!approve ? 'deciding.refusedToast' : state === 'asked' ? 'deciding.stillNeeded' : 'deciding.approvedToast'))
  }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  return (
    <li className={css.group}>
      <div>{t('deciding.askedBy', { name: approval.askedByName })} <span className={css.quiet}><Time at={approval.askedAt} /> · {t('deciding.expiresAt')} <Time at={approval.expiresAt} /></span></div>
      {approval.because.map((reason) => <div key={reason.en} className={css.quiet}>{reason[language]}</div>)}
      {approval.mayVote ? (
        <>
          <TextArea label={t('deciding.changedWords')} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
          <TextField label={t('deciding.refuseReason')} optional value={because} maxLength={1_000} onChange={(event) => setBecause(event.target.value)} />
          <div className={form.left}><Button look="primary" onClick={() => decide(true)}>{t('deciding.approve')}</Button><Button onClick={() => decide(false)}>{t('deciding.refuseReply')}</Button></div>
        </>
      ) : <p className={css.said}>{approval.text}</p>}
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
    </li>
  )
}

export function ApprovalsSection() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/approvals'))
  return (
    <Section title={t('deciding.approvals')} about={t('deciding.approvalsText')}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 && <EmptyState compact title={t('deciding.noApprovals')} />}
      {data !== undefined && data.items.length > 0 && <ul className={css.list}>{data.items.map((one) => <ApprovalItem key={one.id} approval={one} />)}</ul>}
    </Section>
  )
}
