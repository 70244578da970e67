/** What rises, what is talked about, and what goes with engagement: of a topic or of all. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Select } from '../../components/select.tsx'
import { EmptyState } from '../../components/states.tsx'
import { LinkButton } from '../../components/button.tsx'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import { ListenViews } from '../listen/listen-views.tsx'
import { PeriodPicker } from '../listen/period-picker.tsx'
import { periodPresets, stretchOf, type Period } from '../listen/period.ts'
import { byRole } from '../today/topic-look.ts'
import { DriversCard } from './drivers-card.tsx'
import { RisingCard } from './rising-card.tsx'
import type { TrendsSearch } from './routes.ts'
import { ThemesCard } from './themes-card.tsx'
import css from './trends-scene.module.css'

/** Trends of a period that runs on are asked again this often, so their end is cut to it. */
const freshMs = 5 * 60_000

function periodOf({ period, from, to }: TrendsSearch): Period {
  if (from !== undefined && to !== undefined) return { from, to }
  return { preset: periodPresets.find((one) => one === period) ?? '7d' }
}

export function TrendsScene() {
  const { t, zone } = useWords()
  const navigate = useNavigate()
  const now = Math.floor(useNow() / freshMs) * freshMs
  const search = useSearch({ from: '/shell/listen/trends' })
  const topics = byRole(useQuery(apiQuery('/topics')).data?.items ?? [])
  const chosen = topics.find((topic) => topic.id === search.topic)
  const period = periodOf(search)
  const stretch = stretchOf(period, zone, now)
  const { from } = stretch
  const to = stretch.to ?? now
  const filter = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), ...(chosen === undefined ? {} : { topics: chosen.id }), ...(search.q === undefined ? {} : { q: search.q }) }
  const change = (next: Partial<Record<keyof TrendsSearch, string>>): void => void navigate({ to: '/listen/trends', search: (before: TrendsSearch) => Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, value]) => value !== '')) as TrendsSearch, replace: true })
  const choosePeriod = (next: Period): void => change('preset' in next ? { period: next.preset, from: '', to: '' } : { period: '', from: next.from, to: next.to })
  return (
    <div className={css.scene}>
      <PageHeader
        title={t('trends.title')} below={<ListenViews />}
        actions={
          <>
            <Select quietLabel label={t('trends.topic')} value={chosen?.id ?? ''} onValue={(topic) => change({ topic })} options={[{ value: '', label: t('trends.allTopics') }, ...topics.map((topic) => ({ value: topic.id, label: topic.name }))]} />
            <PeriodPicker period={period} stretch={stretch} zone={zone} now={now} onPeriod={choosePeriod} />
          </>
        }
      />
      <div className={css.body}>
        {topics.length === 0
          ? <EmptyState icon="listen" title={t('listen.emptyTitle')} action={<LinkButton to="/listen" search={{ topic: 'new' }} icon="plus">{t('listen.nameBrand')}</LinkButton>} />
          : (
            <div className={css.sheets}>
              <div className={css.wide}><RisingCard filter={filter} topic={chosen} kind={search.kind ?? 'all'} onKind={(kind) => change({ kind: kind === 'all' ? '' : kind })} /></div>
              <ThemesCard filter={filter} topic={chosen} />
              <DriversCard filter={filter} topic={chosen} />
            </div>
          )}
      </div>
    </div>
  )
}
