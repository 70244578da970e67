/** What is talked about: groups of posts, named by their own words, each leading to its posts. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import type { Topic } from '../../api/routes.ts'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import { useWords } from '../../words/words.tsx'
import { mentionsBehind, type TrendsFilter } from './mentions-behind.ts'
import css from './trends-scene.module.css'

const exampleLength = 180
const written = (kind: string, text: string): string => (kind === 'tag' ? `#${text}` : kind === 'person' ? `@${text}` : text)

export function ThemesCard({ filter, topic }: { readonly filter: TrendsFilter; readonly topic: Topic | undefined }) {
  const { t, percent, number, zone } = useWords()
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...apiQuery('/mentions/themes', { query: filter }), placeholderData: keepPreviousData })
  return (
    <Card title={t('trends.themes')} about={t('trends.themesAbout')}>
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState compact title={t('trends.noThemes')}>{t('trends.noThemesText')}</EmptyState>}
      {data !== undefined && data.items.length > 0 && (
        <ol className={css.themes} data-old={isPlaceholderData || undefined}>
          {data.items.map((theme) => (
            <li key={theme.query} className={css.theme}>
              <div className={css.themeHead}>
                <Link to="/listen" search={mentionsBehind(filter, topic, zone, theme.query)} className={css.themeName} dir="auto">{theme.name.map(({ kind, text }) => written(kind, text)).join(' · ')}</Link>
                <span className={css.figure}>{percent(theme.share)}{theme.negative !== null && ` · ${t('trends.negative', { share: percent(theme.negative) })}`}</span>
              </div>
              <span className={css.bar} aria-hidden="true"><span style={{ inlineSize: percentStyle(theme.share, data.items[0]?.share ?? 1) }}>{theme.negative !== null && <span style={{ inlineSize: `${theme.negative * 100}%` }} />}</span></span>
              {theme.examples[0] && <p className={css.example}><MentionText mention={theme.examples[0]} length={exampleLength} /></p>}
              <LinkButton size="s" look="plain" to="/listen" search={mentionsBehind(filter, topic, zone, theme.query)}>{t('trends.openTheme')}</LinkButton>
            </li>
          ))}
        </ol>
      )}
      {data !== undefined && data.items.length > 0 && <p className={css.note}>{t('trends.themeCount', { n: data.sampled, of: number(data.posts) })}. {t('trends.rest', { share: percent(data.rest) })}</p>}
    </Card>
  )
}

const percentStyle = (share: number, most: number): string => `${(100 * share) / Math.max(1e-9, most)}%`
