/** Answers that wait for approval, in their context: whoever is asked may change them, approve, or refuse with a reason. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { refreshAround } from '../acts/use-acts.ts'
import css from './approvals.module.css'

type Approval = OutputOf<'get', '/approvals'>['items'][number]

export function Approvals({ conversation, onDecided }: { readonly conversation: string; readonly onDecided: () => void }) {
  const { data } = useQuery(apiQuery('/approvals', { query: { conversation } }))
  const asked = (data?.items ?? []).filter((one) => one.state === 'asked')
  if (asked.length === 0) return null
  return <div className={css.holder}>{asked.map((one) => <One key={one.id} approval={one} onDecided={onDecided} />)}</div>
}

function One({ approval, onDecided }: { readonly approval: Approval; readonly onDecided: () => void }) {
  const words = useWords()
  const { t, language } = words
  const [text, setText] = useState(approval.text)
  const [because, setBecause] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isChanged = text.trim() !== approval.text
  const votes = approval.votes.filter((vote) => vote.isYes && !vote.outdated).length
  const vote = (approve: boolean): void => {
    setBusy(true)
    api('post', '/approvals/{id}/votes', { params: { id: approval.id }, body: { approve, because: because ?? '', text: approve && isChanged ? text.trim() : null } }).then(async () => {
      toast(t(approve ? 'inbox.approvalGiven' : 'inbox.approvalRefused'))
      refreshAround()
      await queryClient.invalidateQueries({ queryKey: queryKey('/approvals') })
      onDecided()
    }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setBusy(false))
  }
  return (
    <section className={css.approval} aria-label={t('inbox.approvals')}>
      <p className={css.head}><Icon name="shield" size={14} /><strong>{t('inbox.approvalBy', { name: approval.askedByName })}</strong> <span>{t('inbox.approvalUntil', { time: words.dayAndClock(new Date(approval.expiresAt)) })}{votes > 0 && ` · ${t('inbox.approvalVotes', { n: votes })}`}</span></p>
      {approval.because.map((one) => <p key={one.en} className={css.because}>{one[language]}</p>)}
      {approval.mayVote ? (
        <>
          <TextArea label={t('inbox.approvalText')} quietLabel dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
          {because !== null && <TextField label={t('inbox.approvalBecause')} value={because} maxLength={1_000} onChange={(event) => setBecause(event.target.value)} />}
          <div className={css.acts}>
            {because === null ? <Button onClick={() => setBecause('')}>{t('inbox.approvalRefuse')}</Button> : <Button look="danger" busy={isBusy} disabled={because.trim() === ''} onClick={() => vote(false)}>{t('inbox.approvalRefuse')}</Button>}
            <Button look="primary" busy={isBusy} disabled={text.trim() === ''} onClick={() => vote(true)}>{t(isChanged ? 'inbox.approveChanged' : 'inbox.approve')}</Button>
          </div>
        </>
      ) : <p className={css.text} dir="auto">{approval.text}</p>}
    </section>
  )
}
