/** Somebody's habits: at which hours, how often, how they answer; and how sure each is. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/queries.ts'
import { channelTitle } from '../../components/channel-mark.tsx'
import { useWords } from '../../words/words.tsx'
import css from './person-panel.module.css'

const [step, height] = [10, 46]

export function PersonHabits({ id }: { readonly id: string }) {
  const words = useWords()
  const { t } = words
  const { data: habits } = useQuery(apiQuery('/people/{id}/habits', { params: { id } }))
  if (!habits || habits.channels.length === 0) return null
  const most = Math.max(0.01, ...habits.hourShares.map((share) => share.high))
  const y = (share: number): number => height - (height * share) / most
  const place = habits.zone.zone.startsWith('Etc/GMT') ? `UTC${habits.zone.zone.slice(7).replace(/^[-+]/, (sign) => (sign === '-' ? '+' : '−'))}` : habits.zone.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
  const zoneWord = { hand: 'profile.zoneByHand', place: 'profile.zoneByPlace', hours: 'profile.zoneByHours', unknown: 'profile.zoneUnknown' } as const
  const range = (one: { mean: number; low: number; high: number }, digits = 1): string => { const round = (value: number): string => words.number(Math.round(value * 10 ** digits) / 10 ** digits); return `${round(one.mean)} (${round(one.low)}–${round(one.high)})` }
  return (
    <section>
      <h2 className={css.heading}>{t('profile.habits')}</h2>
      <p className={css.why}>{t(zoneWord[habits.zone.from], { zone: place, share: words.percent(habits.zone.certainty) })}</p>
      {habits.sittings < habits.needs
        ? <p className={css.why}>{t('profile.hoursTooFew', { n: habits.sittings, needs: habits.needs })}</p>
        : (
          <svg className={css.hours} viewBox={`0 0 ${24 * step} ${height + 12}`} role="img" aria-label={t('profile.hoursPicture', { from: habits.best?.fromHour ?? 0, to: habits.best?.toHour ?? 0 })}>
            {habits.hourShares.map((share, hour) => (
              // oxlint-disable-next-line react/no-array-index-key -- a bar is its hour
              <g key={hour}>
                <title>{t('profile.hourShare', { hour: String(hour).padStart(2, '0'), share: words.percent(share.mean), low: words.percent(share.low), high: words.percent(share.high) })}</title>
                <rect x={hour * step + 1.5} width={step - 3} y={y(share.mean)} height={height - y(share.mean)} rx={1} />
                <line x1={hour * step + step / 2} x2={hour * step + step / 2} y1={y(share.high)} y2={y(share.low)} />
                {hour % 6 === 0 && <text x={hour * step + step / 2} y={height + 10}>{String(hour).padStart(2, '0')}</text>}
              </g>
            ))}
          </svg>
        )}
      <div className={css.scroll}>
        <table className={css.channels}>
          <thead><tr><th scope="col">{t('charts.channel')}</th><th scope="col">{t('profile.perWeek')}</th><th scope="col">{t('profile.answers')}</th><th scope="col">{t('profile.answersIn')}</th></tr></thead>
          <tbody>
            {habits.channels.map((channel) => (
              <tr key={channel.channel}>
                <th scope="row">{channelTitle(channel.channel)}</th>
                <td>{range(channel.perWeek)}</td>
                <td>{channel.never ? t('profile.neverAnswers', { n: channel.asked }) : channel.answers === null ? t('profile.neverAsked') : `${words.percent(channel.answers.mean)} (${words.percent(channel.answers.low)}–${words.percent(channel.answers.high)})`}</td>
                <td>{channel.answerHours === null ? '–' : t('profile.hoursShort', { n: words.number(Math.round(channel.answerHours.median * 10) / 10) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css.why}>{t('profile.intervals')}</p>
    </section>
  )
}
