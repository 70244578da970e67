/** A person's story so far: a row a channel, above the line from them, below it from us; any dot leads to its day. */
import { useMemo, useState, type KeyboardEvent } from 'react'
import { localeFor } from '../words/formats.ts'
import { useWords } from '../words/words.tsx'
import { storyRows, type Activity, type StoryDot } from './dot-rows.ts'
import { useWidth } from './use-width.ts'
import css from './story-picture.module.css'

interface Props {
  readonly name: string
  readonly items: readonly Activity[]
  /** `2026-11-22`, in the viewer's zone. */
  readonly today: string
  readonly channelName: (channel: string) => string
  /** Asks for what was said on a channel up to a day. */
  readonly onOpen: (dot: Pick<StoryDot, 'channel' | 'from' | 'to'>) => void
}

const rowHeight = 28
const top = 24

export function StoryPicture({ name, items, today, channelName, onOpen }: Props) {
  const words = useWords()
  const [box, width] = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const left = width < 520 ? 12 : 96
  const stacked = width < 520
  const rows = useMemo(() => storyRows(items, today, left, Math.max(40, width - left - 12)), [items, today, left, width])
  const dots = useMemo(() => [...rows.dots].sort((a, b) => a.x - b.x || a.channel.localeCompare(b.channel)), [rows])
  const dates = useMemo(() => {
    const locale = localeFor(words.language, navigator.languages)
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
    const ticks = { year: format({ year: 'numeric' }), month: format({ month: 'short' }), day: format({ day: 'numeric', month: 'short' }) }
    const full = format({ day: 'numeric', month: 'short', year: 'numeric' })
    return { tick: (date: string, style: keyof typeof ticks) => ticks[style].format(new Date(date)), when: (dot: StoryDot) => dot.from === dot.to ? full.format(new Date(dot.from)) : full.formatRange(new Date(dot.from), new Date(dot.to)) }
  }, [words.language])

  const step = stacked ? rowHeight + 24 : rowHeight
  const height = top + rows.channels.length * step + 6
  const lineOf = (channel: string): number => top + rows.channels.indexOf(channel) * step + step / 2 + (stacked ? 12 : 0)
  const say = (dot: StoryDot): string => words.t('charts.storyDot', { n: dot.count, when: dates.when(dot), channel: channelName(dot.channel), direction: words.t(dot.direction === 'outbound' ? 'charts.fromUs' : dot.direction === 'inbound' ? 'charts.fromThem' : 'charts.aroundUs') })
  const shown = at === null ? undefined : dots[at]

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = dots.length - 1
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -dots.length, End: dots.length }[event.key]
    if (move !== undefined) setAt(Math.min(last, Math.max(0, (at ?? last) + (at === null ? 0 : move))))
    else if ((event.key === 'Enter' || event.key === ' ') && shown) onOpen(shown)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={css.box} ref={box}>
      {width > 0 && dots.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input cannot hold a picture
        <div role="slider" tabIndex={0} className={css.stage} style={{ height }}
          aria-label={`${name}. ${words.t('charts.keys')}`} aria-valuemin={0} aria-valuemax={dots.length - 1} aria-valuenow={at ?? dots.length - 1} aria-valuetext={say(shown ?? dots[dots.length - 1] ?? { channel: '', direction: 'around', from: today, to: today, count: 0, x: 0, radius: 0 })}
          onKeyDown={onKeyDown} onBlur={() => setAt(null)} onPointerLeave={() => setAt(null)}
        >
          <svg width={width} height={height} aria-hidden="true">
            {rows.ticks.map((tick) => (
              <g key={tick.date}>
                <line className={css.tickLine} x1={tick.x} x2={tick.x} y1={top - 4} y2={height - 6} />
                <text className={css.tick} data-style={tick.style} x={tick.x} y={12}>{dates.tick(tick.date, tick.style)}</text>
              </g>
            ))}
            {rows.channels.map((channel) => (
              <g key={channel}>
                <text className={css.channel} x={0} y={stacked ? lineOf(channel) - 27 : lineOf(channel)} dy="0.32em">{channelName(channel)}</text>
                <line className={css.line} x1={left} x2={width - 6} y1={lineOf(channel)} y2={lineOf(channel)} />
              </g>
            ))}
            {dots.map((dot, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the slider around it answers the keys
              <g key={`${dot.channel} ${dot.direction} ${dot.from}`} className={css.dot} onPointerEnter={() => setAt(index)} onClick={() => onOpen(dot)}>
                <circle cx={dot.x} cy={lineOf(dot.channel) + (dot.direction === 'outbound' ? 1 : -1) * (dot.radius + 2.5)} r={Math.max(9, dot.radius + 3)} fill="transparent" />
                <circle className={css[dot.direction]} cx={dot.x} cy={lineOf(dot.channel) + (dot.direction === 'outbound' ? 1 : -1) * (dot.radius + 2.5)} r={dot.radius} data-here={index === at || undefined} />
              </g>
            ))}
          </svg>
          {shown && <p className={css.tip} style={shown.x > width / 2 ? { right: width - shown.x + 10, top: lineOf(shown.channel) - 34 } : { left: shown.x + 10, top: lineOf(shown.channel) - 34 }} aria-hidden="true">{say(shown)}</p>}
        </div>
      )}
    </div>
  )
}

/** The table behind the story: newest first. */
export function StoryTable({ name, items, channelName }: Pick<Props, 'name' | 'items' | 'channelName'>) {
  const words = useWords()
  const day = new Intl.DateTimeFormat(localeFor(words.language, navigator.languages), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keys
    <section className={css.scroll} aria-label={name} tabIndex={0}>
      <table className={css.table}>
        <thead><tr><th scope="col">{words.t('charts.when')}</th><th scope="col">{words.t('charts.channel')}</th><th scope="col">{words.t('charts.direction')}</th><th scope="col">{words.t('charts.count')}</th></tr></thead>
        <tbody>
          {[...items].sort((a, b) => b.day.localeCompare(a.day)).map((item) => (
            <tr key={`${item.day} ${item.channel} ${item.direction}`}>
              <th scope="row">{day.format(new Date(item.day))}</th>
              <td>{channelName(item.channel)}</td>
              <td>{words.t(item.direction === 'outbound' ? 'charts.fromUs' : item.direction === 'inbound' ? 'charts.fromThem' : 'charts.aroundUs')}</td>
              <td>{words.number(item.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
