/** A count over time against the band that was to be expected; each step leads to what is behind it. */
import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { area, line } from 'd3-shape'
import { useWords } from '../words/words.tsx'
import { bandScale } from './band-scale.ts'
import { bucketNames } from './bucket-names.ts'
import { timeTicks, type Granularity } from './time-ticks.ts'
import { useWidth } from './use-width.ts'
import css from './band-picture.module.css'

export interface BandStep {
  /** Milliseconds. */
  readonly at: number
  readonly counted: number
  /** `null` where too little was known. */
  readonly expected: number | null
  readonly low: number | null
  readonly high: number | null
}

interface Props {
  /** What it shows, for those who cannot see it. */
  readonly name: string
  readonly steps: readonly BandStep[]
  readonly by: Granularity
  readonly zone: string
  readonly height: number
  /** A stretch that stands out, such as an alarm: milliseconds. */
  readonly marked?: { readonly from: number; readonly to: number } | undefined
  readonly onOpen: (step: number) => void
}

const left = 36
const right = 12
const top = 10
const bottom = 22

export function BandPicture({ name, steps, by, zone, height, marked, onOpen }: Props) {
  const words = useWords()
  const id = useId()
  const [box, width] = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const names = bucketNames(by, zone, words.language)
  const room = Math.max(0, width - left - right)
  const band = steps.length > 1 ? room / (steps.length - 1) : room
  const x = (step: number): number => left + band * step
  const { y, ticks } = bandScale(steps, height - bottom, top)
  const known = steps.map((step, index) => ({ ...step, index }))
  const isKnown = (step: BandStep): boolean => step.low !== null && step.high !== null
  const shown = at === null ? undefined : steps[at]
  const last = steps.length - 1
  const rough = (value: number | null): string => (value === null ? '–' : words.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)))
  const say = (step: BandStep): string => `${names.full(step.at)}. ${words.t('alarms.counted')}: ${words.number(step.counted)}. ${words.t('alarms.expected')}: ${rough(step.expected)}. ${words.t('alarms.usual')}: ${rough(step.low)} – ${rough(step.high)}`
  const find = (event: PointerEvent<HTMLDivElement>): number | null => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left
    return steps.length === 0 || place < left - 8 || place > width - right + 8 ? null : Math.max(0, Math.min(last, Math.round((place - left) / (band || 1))))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -steps.length, End: steps.length }[event.key]
    if (move !== undefined) setAt(Math.min(last, Math.max(0, (at ?? last) + (at === null ? 0 : move))))
    else if ((event.key === 'Enter' || event.key === ' ') && at !== null) onOpen(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const markFrom = marked ? Math.max(0, steps.findLastIndex((step) => step.at <= marked.from)) : 0
  const markTo = marked ? steps.findLastIndex((step) => step.at < marked.to) : -1
  return (
    <div className={css.box} ref={box} style={{ minHeight: height }}>
      {width > 0 && steps.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input cannot hold a picture
        <div role="slider" tabIndex={0} className={css.stage} style={{ height }} aria-label={`${name}. ${words.t('charts.keys')}`} aria-valuemin={0} aria-valuemax={last} aria-valuenow={at ?? last} aria-valuetext={say(shown ?? steps[last] ?? { at: 0, counted: 0, expected: null, low: null, high: null })}
          onKeyDown={onKeyDown} onBlur={() => setAt(null)} onPointerLeave={() => setAt(null)} onPointerMove={(event) => setAt(find(event))} onClick={() => { if (at !== null) onOpen(at) }}
        >
          <svg width={width} height={height} aria-hidden="true">
            <defs><clipPath id={id}><rect x={left - 2} y={0} width={room + 4} height={height - bottom + 1} /></clipPath></defs>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={tick === 0 ? css.base : css.grid} x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
                <text className={css.tick} x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end">{words.compact(tick)}</text>
              </g>
            ))}
            {timeTicks(steps.map((step) => step.at), by, zone, band).map(({ bucket, style }) => <text key={bucket} className={css.tick} x={x(bucket)} y={height - bottom + 16} textAnchor={bucket === 0 ? 'start' : 'middle'}>{names.tick(steps[bucket]?.at ?? 0, style)}</text>)}
            {marked && markTo >= markFrom && <rect className={css.marked} x={x(markFrom) - band / 2} width={Math.max(3, x(markTo) - x(markFrom) + band)} y={top} height={height - bottom - top} />}
            <g clipPath={`url(#${id})`}>
              <path className={css.band} d={area<(typeof known)[number]>().defined(isKnown).x((step) => x(step.index)).y0((step) => y(step.low ?? 0)).y1((step) => y(step.high ?? 0))(known) ?? ''} />
              <path className={css.expected} d={line<(typeof known)[number]>().defined((step) => step.expected !== null).x((step) => x(step.index)).y((step) => y(step.expected ?? 0))(known) ?? ''} />
              <path className={css.counted} d={line<(typeof known)[number]>().x((step) => x(step.index)).y((step) => y(step.counted))(known) ?? ''} />
            </g>
            {at !== null && shown && <g><line className={css.cursor} x1={x(at)} x2={x(at)} y1={top} y2={height - bottom} /><circle className={css.knot} cx={x(at)} cy={y(shown.counted)} r="3.5" /></g>}
          </svg>
          {at !== null && shown && (
            <div className={css.tip} style={x(at) > width / 2 ? { right: width - x(at) + 10 } : { left: x(at) + 10 }} aria-hidden="true">
              <p>{names.full(shown.at)}</p>
              <p><b>{words.number(shown.counted)}</b> · {words.t('alarms.expected')} {rough(shown.expected)}</p>
              <p>{words.t('alarms.usual')} {rough(shown.low)} – {rough(shown.high)}</p>
            </div>
          )}
        </div>
      )}
      <p className={css.key}><span className={css.swatch} />{words.t('alarms.band')}</p>
    </div>
  )
}

/** The table behind the picture. */
export function BandTable({ name, steps, by, zone, onOpen }: Pick<Props, 'name' | 'steps' | 'by' | 'zone' | 'onOpen'>) {
  const words = useWords()
  const names = bucketNames(by, zone, words.language)
  const rough = (value: number | null): string => (value === null ? '–' : words.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keys
    <section className={css.scroll} aria-label={name} tabIndex={0}>
      <table className={css.table}>
        <thead><tr><th scope="col">{words.t('charts.when')}</th><th scope="col">{words.t('alarms.counted')}</th><th scope="col">{words.t('alarms.expected')}</th><th scope="col">{words.t('alarms.usual')}</th></tr></thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={step.at}>
              <th scope="row">{names.full(step.at)}</th>
              <td><button type="button" className={css.number} onClick={() => onOpen(index)}>{words.number(step.counted)}</button></td>
              <td>{rough(step.expected)}</td>
              <td>{rough(step.low)} – {rough(step.high)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
