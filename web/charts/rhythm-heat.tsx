/** When somebody speaks: weekdays by hours; a fuller hour is a larger mark, so that it needs no colour. */
import { useMemo } from 'react'
import { useNow } from '../hooks/now.ts'
import { localeFor } from '../words/formats.ts'
import { useWords } from '../words/words.tsx'
import { busiest, rhythmIn, type Rhythm } from './rhythm.ts'
import { wallAt } from './zoned-time.ts'
import css from './rhythm-heat.module.css'

/** @param rhythm Counts by weekday (Monday first) and hour, in UTC. */
export function RhythmHeat({ rhythm, zone, name }: { readonly rhythm: Rhythm; readonly zone: string; readonly name: string }) {
  const words = useWords()
  const present = useNow()
  // An offset changes twice a year: reading it once an hour is enough.
  const hourNow = Math.floor(present / 3_600_000) * 3_600_000
  const local = useMemo(() => {
    const wall = wallAt(zone, hourNow)
    return rhythmIn(rhythm, (Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - hourNow) / 60_000)
  }, [rhythm, zone, hourNow])
  const { days, hour } = useMemo(() => {
    const locale = localeFor(words.language, navigator.languages)
    const weekday = (width: 'short' | 'long') => new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
    const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
    // 2026-11-23 is a Monday.
    return {
      days: Array.from({ length: 7 }, (_, day) => { const at = Date.UTC(2026, 10, 23 + day); return { short: weekday('short').format(at), long: weekday('long').format(at) } }),
      hour: (of: number): string => clock.format(Date.UTC(2026, 10, 23, of % 24)),
    }
  }, [words.language])
  const most = Math.max(1, ...local.flat())
  const peak = busiest(local)
  return (
    <div>
      <table className={css.heat} aria-label={name}>
        <thead>
          <tr>
            <th scope="col"><span className={css.hidden}>{words.t('charts.weekday')}</span></th>
            {Array.from({ length: 24 }, (_, at) => <th scope="col" key={hour(at)}><span className={at % 6 === 0 ? undefined : css.hidden}>{String(at).padStart(2, '0')}</span></th>)}
          </tr>
        </thead>
        <tbody>
          {local.map((hours, day) => (
            <tr key={days[day]?.long}>
              <th scope="row">{days[day]?.short}</th>
              {hours.map((count, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a cell is its hour
                <td key={at} title={words.t('charts.rhythmCell', { n: count, day: days[day]?.long ?? '', from: hour(at), to: hour(at + 1) })}>
                  <span className={css.mark} style={{ transform: `scale(${count === 0 ? 0.16 : 0.22 + 0.78 * Math.sqrt(count / most)})` }} data-empty={count === 0 || undefined} aria-hidden="true" />
                  <span className={css.hidden}>{count}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {peak && <p className={css.peak}>{words.t('charts.mostOften', { day: days[peak.day]?.long ?? '', from: hour(peak.hour), to: hour(peak.hour + 2) })}</p>}
    </div>
  )
}
