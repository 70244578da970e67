/** Settings, Cases: complaints until they are mended: what was promised, by whom, by when; and what opens one. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import css from './deciding.module.css'
import { CaseFigures } from './figures.tsx'
import { RulesSection } from './rules-view.tsx'

type Case = OutputOf<'get', '/cases'>['items'][number]
type Doing = { readonly is: 'promise' | 'satisfied' | 'closed'; readonly case: Case }
const refresh = (): Promise<unknown> => Promise.all([queryKey('/cases'), queryKey('/case-figures')].map((key) => queryClient.invalidateQueries({ queryKey: key })))

function DoDialog({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const [text, setText] = useState('')
  const [due, setDue] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const isPromise = doing.is === 'promise'
  const params = { id: doing.case.id }
  const send = (): void => {
    const sent: Promise<unknown> = doing.is === 'promise'
      ? api('post', '/cases/{id}/promises', { params, body: { what: text.trim(), member: me.id, dueAt: due === '' ? null : new Date(due).toISOString() } })
      : api('post', '/cases/{id}/close', { params, body: { state: doing.is, because: text.trim() } })
    void sent.then(async () => { await refresh(); if (!isPromise) toast(t('deciding.caseClosed', { n: doing.case.number })); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  }
  const title = { promise: t('deciding.addPromise'), satisfied: t('deciding.satisfied'), closed: t('deciding.closeCase') }[doing.is]
  const label = { promise: t('deciding.what'), satisfied: t('deciding.satisfiedWhy'), closed: t('deciding.closeWhy') }[doing.is]
  return (
    <Dialog open onOpen={onClose} width="s" title={title} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" disabled={text.trim() === ''} onClick={send}>{t('common.save')}</Button></>}>
      <div className={form.form}>
        <TextField label={label} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
        {isPromise && <TextField label={t('deciding.due')} optional type="datetime-local" value={due} onChange={(event) => setDue(event.target.value)} />}
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}

function CaseItem({ one, onDo }: { readonly one: Case; readonly onDo: (doing: Doing) => void }) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const act = (sent: Promise<unknown>): void => void sent.then(refresh, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) })
  const mayWork = me.may('conversations.answer')
  return (
    <li className={css.rule}>
      <div>
        <div className={css.name}>#{one.number} {one.title}{one.promises.some(({ overdue }) => overdue) && <Badge tone="negative">{t('deciding.overdue')}</Badge>}</div>
        <div className={css.quiet}>{one.with !== null && <>{t('deciding.withWhom')} {one.with} · </>}{one.subject !== null && one.subject !== '' && <>{one.subject} · </>}{t('deciding.since')} <Time at={one.openedAt} /></div>
        {one.closedBecause !== null && <div>{one.closedBecause} <span className={css.quiet}>{one.closedBy}</span></div>}
        <div className={css.quiet}>{t('deciding.promised')}: {one.promises.length === 0 && t('deciding.nothingPromised')}</div>
        {one.promises.map((promise) => (
          <Checkbox key={promise.id} checked={promise.keptAt !== null} disabled={!mayWork} label={<>{promise.what} <span className={css.quiet}>{promise.memberName} {promise.dueAt !== null && <Time at={promise.dueAt} />} {promise.overdue && t('deciding.overdue')}</span></>} onChange={(event) => act(api('put', '/cases/{id}/promises/{promise}', { params: { id: one.id, promise: promise.id }, body: { kept: event.target.checked } }))} />
        ))}
      </div>
      {mayWork && (
        <div className={css.acts}>
          {one.state === 'open' ? (
            <>
              <Button size="s" onClick={() => onDo({ is: 'promise', case: one })}>{t('deciding.addPromise')}</Button>
              <Button size="s" onClick={() => onDo({ is: 'satisfied', case: one })}>{t('deciding.satisfied')}</Button>
              {me.may('conversations.manage') && <Button size="s" look="plain" onClick={() => onDo({ is: 'closed', case: one })}>{t('deciding.closeCase')}</Button>}
            </>
          ) : <Button size="s" look="plain" onClick={() => act(api('post', '/cases/{id}/reopen', { params: { id: one.id }, body: {} }))}>{t('deciding.reopen')}</Button>}
        </div>
      )}
    </li>
  )
}

export function CasesView() {
  const { t } = useWords()
  const [state, setState] = useState<'open' | 'overdue' | 'done'>('open')
  const [doing, setDoing] = useState<Doing | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(apiPages('/cases', { query: { state } }))
  const cases = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <Section title={t('deciding.goCases')} about={t('deciding.casesText')} actions={<Segments label={t('deciding.goCases')} value={state} options={[{ value: 'open', label: t('deciding.casesOpen') }, { value: 'overdue', label: t('deciding.casesOverdue') }, { value: 'done', label: t('deciding.casesDone') }]} onValue={setState} />}>
        {data === undefined && error === null && <Skeleton lines={4} />}
        {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data !== undefined && cases.length === 0 && <EmptyState icon="check" title={t('deciding.noCases')}>{t('deciding.noCasesText')}</EmptyState>}
        {cases.length > 0 && <ul className={css.rules}>{cases.map((one) => <CaseItem key={one.id} one={one} onDo={setDoing} />)}</ul>}
        {hasNextPage && <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button>}
        {doing !== null && <DoDialog doing={doing} onClose={() => setDoing(null)} />}
      </Section>
      <CaseFigures />
      <RulesSection kind="case" title={t('deciding.caseRules')} about={t('deciding.caseRulesText')} />
    </>
  )
}
