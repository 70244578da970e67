/** Settings, Understanding: what people corrected, what was learnt from it, and the outside model. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, Notice, Skeleton } from '../../../components/states.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { CorrectionList } from './correction-list.tsx'
import { OutsideForm } from './outside-form.tsx'
import { Retrainings } from './retrainings.tsx'

export function UnderstandingView() {
  const words = useWords()
  const me = useMember()
  const { data, error, refetch } = useQuery({ ...apiQuery('/understanding'), refetchInterval: (query) => (query.state.data?.backfill.state === 'running' ? 3_000 : false) })
  const [only, setOnly] = useState<readonly string[]>([])
  return (
    <>
      <Section title={words.t('labels.goUnderstanding')} about={words.t('labels.about')}>
        {data === undefined && (error === null ? <Skeleton lines={3} /> : <FaultState fault={error} onRetry={() => void refetch()} />)}
        {data?.backfill.state === 'running' && data.backfill.total > 0 && <Notice>{words.t('labels.backfillRunning', { done: data.backfill.labelled, total: data.backfill.total })} <progress max={data.backfill.total} value={data.backfill.labelled} /></Notice>}
      </Section>
      {data && me.may('topics.manage') && <Retrainings understanding={data} onContradicting={setOnly} />}
      {data && me.may('mentions.manage') && <CorrectionList understanding={data} only={only} onAll={() => setOnly([])} />}
      {me.may('installation.manage') && <OutsideForm />}
    </>
  )
}
