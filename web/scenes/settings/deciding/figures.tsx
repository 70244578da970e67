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
    <Section title={t('deciding.promiseFigures')}>
      <Table
        caption={t('deciding.promiseFigures')}
        rows={data.items}
        keyOf={({ key }) => key ?? ''}
        columns={[
          { id: 'team', title: t('deciding.team'), renderCell: ({ key }) => teams?.items.find(({ id }) => id === key)?.name ?? t('deciding.noTeam') },
          { id: 'kept', title: t('deciding.kept'), number: true, renderCell: ({ kept }) => number(kept) },
          { id: 'broken', title: t('deciding.broken'), number: true, renderCell: ({ broken }) => number(broken) },
          { id: 'share', title: t('deciding.result'), number: true, renderCell: ({ share }) => (share === null ? '–' : percent(share)) },
        ]}
      />
    </Section>
  )
}

export function CaseFigures() {
  const { t, number } = useWords()
  const { data } = useQuery(apiQuery('/case-figures', { query: usePeriod() }))
  if (data === undefined || data.opened === 0) return null
  const parts = [['deciding.opened', data.opened], ['deciding.mended', data.satisfied], ['deciding.overdue', data.overdue], ['deciding.cameBack', data.cameBack], ['deciding.advocates', data.advocates]] as const
  return <Section title={t('deciding.caseFigures')}><div className={css.figures}>{parts.map(([word, value]) => <span key={word}><strong>{number(value)}</strong> {t(word)}</span>)}</div></Section>
}
