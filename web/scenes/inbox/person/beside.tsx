/** What was decided about a conversation: its promises, its case, the steps of its playbooks, what they said of us. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import { LinkButton } from '../../../components/button.tsx'
import { faultWords } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from './person-pane.module.css'

const kindWord = { 'first-reply': 'deciding.firstReply', 'next-reply': 'deciding.nextReply', resolution: 'deciding.resolution' } as const
const scaleWord = { csat: 'deciding.kind_csat', nps: 'deciding.kind_nps', effort: 'deciding.kind_effort' } as const
const stateWord = { running: 'inbox.promiseRunning', stopped: 'inbox.promiseStopped', kept: 'inbox.promiseKept', broken: 'inbox.promiseBroken' } as const

export function Beside({ conversation: id, revision }: { readonly conversation: string; readonly revision: number }) {
  const words = useWords()
  const { t } = words
  const mayAnswer = useMember().may('conversations.answer')
  const { data } = useQuery({ ...apiQuery('/conversations/{id}/deciding', { params: { id } }), queryKey: [...queryKey('/conversations/{id}/deciding', { params: { id } }), revision] })
  if (data === undefined) return null
  const tick = (playbook: string, step: string, done: boolean): void => {
    api('post', '/conversations/{id}/playbook-steps', { params: { id }, body: { playbook, step, done } }).then(() => queryClient.invalidateQueries({ queryKey: queryKey('/conversations/{id}/deciding', { params: { id } }) }), (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) })
  }
  return (
    <>
      {data.promises.length > 0 && (
        <section>
          <h3 className={css.heading}>{t('deciding.goPromises')}</h3>
          <dl className={css.facts}>{data.promises.map((one) => <div key={`${one.kind} ${one.startedAt}`} className={css.pair}><dt>{t(kindWord[one.kind])}</dt><dd>{t(stateWord[one.state])}{(one.state === 'running' || one.state === 'broken') && one.dueAt !== null && <> <Time at={one.dueAt} className={css.quiet} /></>}</dd></div>)}</dl>
        </section>
      )}
      {data.case !== null && (
        <section>
          <h3 className={css.heading}>{t('inbox.caseOpen')}</h3>
          <LinkButton size="s" look="plain" to="/settings/cases">{`#${data.case.number} ${data.case.title}`}</LinkButton>
        </section>
      )}
      {data.playbooks.map((playbook) => (
        <section key={playbook.id}>
          <h3 className={css.heading}>{playbook.name}</h3>
          <div className={css.stack}>{playbook.steps.map((step) => <Checkbox key={step.id} label={step.words[words.language] ?? Object.values(step.words)[0] ?? ''} hint={step.doneBy === null ? undefined : step.doneBy} checked={step.doneAt !== null} disabled={!mayAnswer} onChange={(event) => tick(playbook.id, step.id, event.target.checked)} />)}</div>
        </section>
      ))}
      {data.satisfaction.length > 0 && (
        <section>
          <h3 className={css.heading}>{t('deciding.goSatisfaction')}</h3>
          <div className={css.stack}>{data.satisfaction.map((one) => <div key={one.at} className={css.note}><p>{t(scaleWord[one.kind])}: {words.number(one.score)}</p>{one.comment !== null && <p dir="auto">{one.comment}</p>}<footer><Time at={one.at} /></footer></div>)}</div>
        </section>
      )}
    </>
  )
}
