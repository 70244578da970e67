/** Terms that rise against their own past, with their course. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import type { Topic } from '../../api/routes.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { useWords } from '../../words/words.tsx'
import { mentionsBehind, type TrendsFilter } from './mentions-behind.ts'
import css from './trends-scene.module.css'

const kindWords = { word: 'trends.word', phrase: 'trends.phrase', tag: 'trends.tag', emoji: 'trends.emoji', link: 'trends.link', person: 'trends.person' } as const
const kinds = Object.keys(kindWords) as (keyof typeof kindWords)[]
const shownOfAll = 6
const shownOfOne = 40

/** As people write it. */
const written = (kind: string, text: string): string => (kind === 'tag' ? `#${text}` : kind === 'person' ? `@${text}` : text)

export function RisingCard({ filter, topic, kind, onKind }: { readonly filter: TrendsFilter; readonly topic: Topic | undefined; readonly kind: string; readonly onKind: (kind: string) => void }) {
  const words = useWords()
  const { t, number, zone } = words
  const chosen = kinds.find((one) => one === kind) ?? null
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...apiQuery('/mentions/trends', { query: { ...filter, limit: chosen === null ? shownOfAll : shownOfOne, ...(chosen === null ? {} : { kind: chosen }) } }), placeholderData: keepPreviousData })
  const shown = data?.kinds.filter((one) => one.items.length > 0) ?? []
  return (
    <Card title={t('trends.rises')} about={t('trends.risesAbout')} actions={<Segments label={t('trends.kind')} value={chosen ?? 'all'} onValue={onKind} options={[{ value: 'all', label: t('alarms.all') }, ...kinds.map((one) => ({ value: one, label: t(kindWords[one]) }))]} />}>
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && shown.length === 0 && <EmptyState compact title={t('trends.nothingRises')}>{t('trends.nothingRisesText')}</EmptyState>}
      {shown.length > 0 && (
        <div className={css.kinds} data-old={isPlaceholderData || undefined} data-one={chosen !== null || undefined}>
          {shown.map((one) => (
            <section key={one.kind} className={css.kind}>
              {chosen === null && <h3 className={css.sub}>{t(kindWords[one.kind as keyof typeof kindWords])}</h3>}
              <table className={css.table}>
                <thead><tr><th scope="col">{t('trends.term')}</th><th scope="col">{t('trends.course')}</th><th scope="col" className={css.right}>{t('trends.change')}</th><th scope="col" className={css.right}>{t('trends.posts')}</th></tr></thead>
                <tbody>
                  {one.items.map((item) => {
                    const text = written(one.kind, item.text)
                    const search = mentionsBehind(filter, topic, zone, item.query)
                    return (
                      <tr key={item.text}>
                        <th scope="row"><Link to="/listen" search={search} className={css.term} dir="auto" title={t('trends.open', { text })}>{text}</Link></th>
                        <td className={css.course}><Sparkline values={item.course} width={84} height={22} label={t('trends.courseOf', { text, values: item.course.map((value) => number(value)).join(', ') })} /></td>
                        <td className={css.right}>{item.times === null ? <Badge tone="accent">{t('trends.isNew')}</Badge> : t('trends.times', { times: number(item.times < 10 ? Math.round(item.times * 10) / 10 : Math.round(item.times)) })}</td>
                        <td className={css.right}><Link to="/listen" search={search} className={css.number} aria-label={`${number(item.posts)}: ${t('trends.open', { text })}`} title={`${t('trends.people')}: ${number(item.people)}`}>{number(item.posts)}</Link></td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </section>
          ))}
        </div>
      )}
      {data?.estimated && <p className={css.note}>{t('trends.estimated')}</p>}
      {data !== undefined && data.countedFrom !== null && <p className={css.note}>{t('trends.countedFrom', { date: words.dayAndClock(new Date(data.countedFrom)) })}</p>}
    </Card>
  )
}
