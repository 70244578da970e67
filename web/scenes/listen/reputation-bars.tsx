/** How each topic is spoken of: its negative, neutral and positive mentions as one bar, and the net of them against the period before. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/queries.ts'
import type { MentionFilter, Topic } from '../../api/routes.ts'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { useWords } from '../../words/words.tsx'
import type { Stretch } from './period.ts'
import type { ListenView } from './use-listen-filter.ts'
import css from './reputation-bars.module.css'

interface Props {
  readonly view: ListenView
  readonly topics: readonly Topic[]
  readonly colours: ReadonlyMap<string, string>
  readonly query: MentionFilter
  readonly stretch: Stretch
}

const sentiments = ['negative', 'neutral', 'positive'] as const
const points = (ratio: number): number => Math.round(ratio * 100)

export function ReputationBars({ view: { change }, topics, colours, query, stretch }: Props) {
  const words = useWords()
  const { data, error, refetch } = useQuery({
    ...apiQuery('/mentions/reputation', { query: { ...query, by: 'month', zone: words.zone } }),
    placeholderData: keepPreviousData,
    refetchInterval: stretch.to === null ? 20_000 : false,
  })
  if (!data) return error ? <FaultState fault={error} compact onRetry={() => void refetch()} /> : <Skeleton lines={4} />
  const items = topics.flatMap((topic) => { const item = data.items.find((one) => one.topic === topic.id); return item && item.net !== null ? [{ ...item, net: item.net, name: topic.name }] : [] })
  if (items.length === 0) return <EmptyState compact title={words.t('labels.nothingUnderstood')} />
  const open = (topic: string, sentiment: string | null): void => change({ topics: [topic], sentiments: sentiment === null ? [] : [sentiment], slice: {}, mention: '' })
  return (
    <table className={css.table} aria-label={words.t('labels.reputation')}>
      <thead className={css.hidden}><tr><th scope="col">{words.t('charts.who')}</th><th scope="col">{words.t('labels.sentiment')}</th><th scope="col">{words.t('labels.net')}</th><th scope="col">{words.t('charts.change')}</th></tr></thead>
      <tbody>
        {items.map((item) => {
          const all = item.totals.negative + item.totals.neutral + item.totals.positive
          const change = item.before === null ? null : points(item.net) - points(item.before)
          return (
            <tr key={item.topic}>
              <th scope="row" aria-label={item.name}>
                <button type="button" className={css.name} onClick={() => open(item.topic, null)} title={words.t('labels.netOf', { name: item.name, net: words.signed(points(item.net)), negative: words.number(item.totals.negative), neutral: words.number(item.totals.neutral), positive: words.number(item.totals.positive) })}>
                  <span className={css.swatch} style={{ background: colours.get(item.topic) }} /><span className={css.label}>{item.name}</span>
                </button>
              </th>
              <td className={css.track}>
                <span className={css.rail}>
                  {sentiments.map((sentiment) => item.totals[sentiment] > 0 && (
                    <button key={sentiment} type="button" className={css[sentiment]} style={{ flexGrow: item.totals[sentiment] / all }} onClick={() => open(item.topic, sentiment)} aria-label={`${item.name}, ${words.t(`labels.${sentiment}`)}: ${words.number(item.totals[sentiment])}`} title={`${words.t(`labels.${sentiment}`)}: ${words.number(item.totals[sentiment])} (${words.percent(item.totals[sentiment] / all)})`} />
                  ))}
                </span>
              </td>
              <td className={css.net}>{words.signed(points(item.net))}</td>
              <td className={css.change} title={change === null ? words.t('charts.changeNone') : words.t('labels.netChange', { change: words.signed(change) })}>{change === null ? '–' : words.signed(change)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
