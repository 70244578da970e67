/** Retraining: what it would change, measured before and after; used only when asked, and no longer when asked again. */
import { useMutation } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { ApiFault } from '../../../api/fault.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { Retraining, Understanding } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { labelTitle } from '../../../mentions/label-words.ts'
import { useWords } from '../../../words/words.tsx'
import css from './understanding.module.css'

const labels = ['sentiment', 'intent', 'urgency', 'emotion'] as const
const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/understanding') })

/** Ids of the corrections that contradict each other, where that is why it was refused. */
function contradicting(fault: unknown): string[] {
  if (!(fault instanceof ApiFault) || fault.code !== 'listening.retraining.contradictory') return []
  const ids = (fault.details as { details?: { corrections?: unknown }; corrections?: unknown } | undefined)
  const list = ids?.details?.corrections ?? ids?.corrections
  return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : []
}

export function Retrainings({ understanding, onContradicting }: { readonly understanding: Understanding; readonly onContradicting: (ids: readonly string[]) => void }) {
  const words = useWords()
  const { needed, corrections, retrainings } = understanding
  const countOf = (label: string): number => corrections.filter((one) => one.label === label).reduce((sum, one) => sum + one.count, 0)
  const isEnough = labels.some((label) => countOf(label) >= needed)
  const make = useMutation({ mutationFn: () => api('post', '/understanding/retrainings', {}), onSettled: refresh })
  const act = useMutation({
    mutationFn: ({ id, deed }: { id: string; deed: 'apply' | 'undo' }) => deed === 'apply' ? api('post', '/understanding/retrainings/{id}/apply', { params: { id } }) : api('post', '/understanding/retrainings/{id}/undo', { params: { id } }),
    onSuccess: (_, { id, deed }) => toast(words.t(deed === 'apply' ? 'labels.usedNow' : 'labels.notUsed'), deed === 'apply' ? { undo: () => act.mutate({ id, deed: 'undo' }) } : {}),
    onError: (thrown) => toast(faultWords(thrown, words), { tone: 'negative' }),
    onSettled: refresh,
  })
  const against = contradicting(make.error)
  return (
    <Section title={words.t('labels.retraining')} about={words.t('labels.retrainingText')} actions={<Button look="primary" icon="retry" disabled={make.isPending || !isEnough} onClick={() => make.mutate()}>{words.t(make.isPending ? 'labels.retrainingNow' : 'labels.retrain')}</Button>}>
      {!isEnough && <Notice>{words.t('labels.needMore', { n: needed, counts: words.list(labels.map((label) => `${words.t(labelTitle[label])} ${words.number(countOf(label))}`)) })}</Notice>}
      {make.error && <Notice tone="warn" action={against.length > 0 ? <Button size="s" onClick={() => onContradicting(against)}>{words.t('labels.showContradicting')}</Button> : undefined}>{faultWords(make.error, words)}</Notice>}
      {retrainings.length === 0 && <p className={css.quiet}>{words.t('labels.noRetrainings')}</p>}
      {retrainings.slice(0, 5).map((one) => <Made key={one.id} retraining={one} isBusy={act.isPending} onAct={(deed) => act.mutate({ id: one.id, deed })} />)}
    </Section>
  )
}

function Made({ retraining, isBusy, onAct }: { readonly retraining: Retraining; readonly isBusy: boolean; readonly onAct: (deed: 'apply' | 'undo') => void }) {
  const words = useWords()
  const { report, at, by, inUse } = retraining
  const beforeAfter = (one: { readonly of: number; readonly before: number; readonly after: number }) => <span className={one.after < one.before ? css.worse : one.after > one.before ? css.better : undefined}>{words.t('labels.beforeAfter', one)}</span>
  return (
    <article className={css.made}>
      <header className={css.madeHead}>
        <Time at={at} /> <span className={css.quiet}>{words.t('labels.madeBy', { who: by })}</span>
        {inUse && <Badge tone="positive">{words.t('labels.inUse')}</Badge>}
        <span className={css.push}>{inUse ? <Button size="s" icon="undo" disabled={isBusy} onClick={() => onAct('undo')}>{words.t('labels.stopUsing')}</Button> : <Button size="s" icon="check" disabled={isBusy} onClick={() => onAct('apply')}>{words.t('labels.use')}</Button>}</span>
      </header>
      <Table
        caption={words.t('labels.retraining')} rows={report.labels} keyOf={(row) => row.label}
        columns={[
          { id: 'label', title: words.t('labels.title'), renderCell: (row) => words.t(labelTitle[row.label]) },
          { id: 'learnt', title: words.t('labels.learntFrom'), number: true, renderCell: (row) => words.number(row.corrections) },
          { id: 'held', title: words.t('labels.heldOut'), number: true, renderCell: (row) => beforeAfter(row.heldOut) },
          { id: 'safety', title: words.t('labels.safety'), number: true, renderCell: (row) => beforeAfter(row.safety) },
          { id: 'changed', title: words.t('labels.changes'), number: true, wideOnly: true, renderCell: (row) => words.t('labels.ofAll', row.changed) },
        ]}
      />
      {report.leftOut.length > 0 && <p className={css.quiet}>{words.t('labels.leftOut', { labels: words.list(report.leftOut.map((one) => words.t(labelTitle[one.label]))) })}</p>}
    </article>
  )
}
