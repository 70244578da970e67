/** What goes with more engagement per post, with how sure that is. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { Topic } from '../../api/routes.ts'
import { Button } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { kindWord } from '../../mentions/kind-words.ts'
import { localeFor } from '../../words/formats.ts'
import { useWords, type Words } from '../../words/words.tsx'
import { mentionsBehind, type TrendsFilter } from './mentions-behind.ts'
import css from './trends-scene.module.css'

const traitWords = { kind: 'trends.traitKind', channel: 'trends.traitChannel', language: 'trends.traitLanguage', hour: 'trends.traitHour', weekday: 'trends.traitWeekday', media: 'trends.traitMedia', length: 'trends.traitLength', term: 'trends.traitTerm' } as const
const mediaWords = { none: 'trends.mediaNone', image: 'trends.mediaImage', video: 'trends.mediaVideo', audio: 'trends.mediaAudio', link: 'trends.mediaLink' } as const
const lengthWords = { short: 'trends.lengthShort', medium: 'trends.lengthMedium', long: 'trends.lengthLong', 'very-long': 'trends.lengthVeryLong' } as const
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const shown = 18
/** The bars reach to a third and to three times as usual. */
const widest = Math.log(3)

function valueWords(trait: string, value: string, words: Words): string {
  if (trait === 'kind') return words.t(kindWord(value))
  if (trait === 'channel') return channelTitle(value)
  if (trait === 'language') return value === 'und' ? words.t('listen.languageUnknown') : words.languageName(value)
  if (trait === 'media') return words.t(mediaWords[value as keyof typeof mediaWords] ?? 'trends.mediaNone')
  if (trait === 'length') return words.t(lengthWords[value as keyof typeof lengthWords] ?? 'trends.lengthShort')
  if (trait === 'hour') { const [from = '', to = ''] = value.split('-'); return words.t('trends.hourSpan', { from: String(Number(from)), to: String(Number(to)) }) }
  // The fourth of January 1970 was a Sunday.
  if (trait === 'weekday') return new Intl.DateTimeFormat(localeFor(words.language, navigator.languages), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(1970, 0, 4 + weekdays.indexOf(value))))
  return value
}

const place = (times: number): number => 50 + 50 * Math.max(-1, Math.min(1, Math.log(times) / widest))

export function DriversCard({ filter, topic }: { readonly filter: TrendsFilter; readonly topic: Topic | undefined }) {
  const words = useWords()
  const { t, number, zone } = words
  const [isAll, setAll] = useState(false)
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...apiQuery('/mentions/engagement-drivers', { query: { ...filter, zone } }), placeholderData: keepPreviousData })
  const items = data?.items.filter((item) => isAll || item.isClear).slice(0, isAll ? undefined : shown) ?? []
  const rough = (value: number): string => number(Math.round(value * 100) / 100)
  return (
    <Card title={t('trends.drivers')} about={t('trends.driversAbout')}>
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && (!data.isEnough || data.items.length === 0) && <EmptyState compact title={t('trends.noDrivers')}>{t('trends.noDriversText')}</EmptyState>}
      {data !== undefined && data.isEnough && data.items.length > 0 && (
        <>
          <table className={css.table} data-old={isPlaceholderData || undefined}>
            <thead><tr><th scope="col">{t('trends.driverTrait')}</th><th scope="col" className={css.scale}><span>{t('trends.less')}</span><span>{t('trends.driverTimes')}</span><span>{t('trends.more')}</span></th><th scope="col" className={css.right}>{t('trends.change')}</th><th scope="col" className={css.right}>{t('trends.driverPosts')}</th></tr></thead>
            <tbody>
              {items.map((item) => (
                <tr key={`${item.trait} ${item.value}`}>
                  <th scope="row"><span className={css.trait}>{t(traitWords[item.trait])}</span> {item.query === null ? valueWords(item.trait, item.value, words) : <Link to="/listen" search={mentionsBehind(filter, topic, zone, item.query)} className={css.term} dir="auto">{item.value}</Link>}</th>
                  <td className={css.interval} aria-label={t(item.isClear ? 'trends.clear' : 'trends.unclear')} title={`${rough(item.low)} – ${rough(item.high)} · ${t(item.isClear ? 'trends.clear' : 'trends.unclear')}`}>
                    <svg viewBox="0 0 100 12" preserveAspectRatio="none" width="100%" height="12" aria-hidden="true"><line className={css.usual} x1="50" x2="50" y1="0" y2="12" /><line className={css.range} data-clear={item.isClear || undefined} x1={place(item.low)} x2={place(item.high)} y1="6" y2="6" /><line className={css.point} x1={place(item.times)} x2={place(item.times)} y1="2" y2="10" /></svg>
                  </td>
                  <td className={css.right}>{rough(item.times)}<span className={css.said}> ({rough(item.low)} – {rough(item.high)})</span></td>
                  <td className={css.right}>{number(item.posts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button size="s" look="plain" onClick={() => setAll(!isAll)}>{t(isAll ? 'trends.showClear' : 'trends.showAll')}</Button>
          <p className={css.note}>{t('trends.driversCaution')}</p>
        </>
      )}
    </Card>
  )
}
