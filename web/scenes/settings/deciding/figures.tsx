/** The last ninety days in a few numbers: promises kept, cases mended, people satisfied. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import { Section } from '../../../components/page-header.tsx'
import { Table } from '../../../components/table.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './deciding.module.css'

const dayMs = 86_400_000
/** From ninety days ago until the end of today; the same until the scene is left, so that it is asked once. */
export function usePeriod(): { readonly from: string; readonly to: string } {
  const [period] = useState(() => {
    const to = Math.ceil(Date.now() / dayMs) * dayMs
    return { from: new Date(to - 90 * dayMs).toISOString(), to: new Date(to).toISOString() }
  })
  return period
}

export function PromiseFigures() {
  const { t, percent, number } = useWords()
  const period = usePeriod()
  const { data } = useQuery(apiQuery('/promise-figures', { query: { ...period, by: 'team' } }))
  const { data: teams } = useQuery(apiQuery('/teams'))
  if (data === undefined || data.items.length === 0) return null
  return (
    <Section title={t('engagement.promiseFigures')}>
      <Table
        caption={t('engagement.promiseFigures')}
        rows={data.items}
        keyOf={({ key }) => key ?? ''}
        columns={[
          { id: 'team', title: t('engagement.team'), renderCell: ({ key }) => teams?.items.find(({ id }) => id === key)?.name ?? t('engagement.noTeam') },
          { id: 'kept', title: t('engagement.kept'), number: true, renderCell: ({ kept }) => number(kept) },
          { id: 'broken', title: t('engagement.broken'), number: true, renderCell: ({ broken }) => number(broken) },
          { id: 'share', title: t('engagement.result'), number: true, renderCell: ({ share }) => (share === null ? '–' : percent(share)) },
        ]}
      />
    </Section>
  )
}

export function CaseFigures() {
  const { t, number } = useWords()
  const { data } = useQuery(apiQuery('/case-figures', { query: usePeriod() }))
  if (data === undefined || data.opened === 0) return null
  const parts = [['engagement.opened', data.opened], ['engagement.mended', data.satisfied], ['engagement.overdue', data.overdue], ['engagement.cameBack', data.cameBack], ['engagement.advocates', data.advocates]] as const
  return <Section title={t('engagement.caseFigures')}><div className={css.figures}>{parts.map(([word, value]) => <span key={word}><strong>{number(value)}</strong> {t(word)}</span>)}</div></Section>
}
