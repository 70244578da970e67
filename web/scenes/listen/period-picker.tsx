/** Chooses the stretch of time: presets, or two dates, in the viewer's zone. */
import { memo, useState } from 'react'
import { cityOf } from '../../charts/zoned-time.ts'
import { Button } from '../../components/button.tsx'
import { Popover } from '../../components/popover.tsx'
import { useWords, type WordKey } from '../../words/words.tsx'
import { datesOf, periodPresets, type Period, type PeriodPreset, type Stretch } from './period.ts'
import css from './period-picker.module.css'

const presetWords = { today: 'listen.periodToday', yesterday: 'listen.periodYesterday', '24h': 'listen.period24h', '7d': 'listen.period7d', '28d': 'listen.period28d', '90d': 'listen.period90d', '12m': 'listen.period12m' } as const satisfies Record<PeriodPreset, WordKey>

interface Props {
  readonly period: Period
  readonly stretch: Stretch
  readonly zone: string
  readonly now: number
  readonly onPeriod: (period: Period) => void
}

export const PeriodPicker = memo(function PeriodPicker({ period, stretch, zone, now, onPeriod }: Props) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const dates = datesOf(stretch, zone, now)
  const last = stretch.to === null ? words.t('listen.untilToday') : words.day(new Date(stretch.to - 1), new Date(now))
  const first = words.day(new Date(stretch.from), new Date(now))
  const isOneDay = dates.from === dates.to
  const title = 'preset' in period && period.preset === '24h' ? words.t('listen.period24h') : isOneDay ? (stretch.to === null ? words.t('common.today') : first) : `${first} – ${last}`
  const choose = (next: Period): void => { onPeriod(next); setOpen(false) }
  return (
    <Popover
      label={words.t('listen.period')} align="end" open={isOpen} onOpen={setOpen}
      trigger={<Button after="down" icon="calendar">{title}, {words.said(cityOf(zone))}</Button>}
    >
      <div className={css.picker}>
        <ul className={css.presets}>
          {periodPresets.map((preset) => {
            const isChosen = 'preset' in period && period.preset === preset
            return <li key={preset}><button type="button" className={css.preset} aria-pressed={isChosen} onClick={() => choose({ preset })}>{words.t(presetWords[preset])}</button></li>
          })}
        </ul>
        <DatesForm key={`${dates.from} ${dates.to}`} dates={dates} latest={datesOf({ from: now, to: null }, zone, now).to} onDates={choose} />
        <p className={css.zone}>{words.t('listen.periodZone', { city: words.said(cityOf(zone)), zone })}</p>
      </div>
    </Popover>
  )
})

function DatesForm({ dates, latest, onDates }: { readonly dates: { from: string; to: string }; readonly latest: string; readonly onDates: (dates: { from: string; to: string }) => void }) {
  const words = useWords()
  const [chosen, setChosen] = useState(dates)
  const isComplete = chosen.from !== '' && chosen.to !== ''
  return (
    <form className={css.dates} onSubmit={(event) => { event.preventDefault(); if (isComplete) onDates(chosen) }}>
      <label className={css.field}>{words.t('listen.periodFrom')}<input type="date" value={chosen.from} max={latest} onChange={(event) => setChosen({ ...chosen, from: event.target.value })} /></label>
      <label className={css.field}>{words.t('listen.periodTo')}<input type="date" value={chosen.to} max={latest} onChange={(event) => setChosen({ ...chosen, to: event.target.value })} /></label>
      <Button type="submit" disabled={!isComplete}>{words.t('listen.periodShow')}</Button>
    </form>
  )
}
