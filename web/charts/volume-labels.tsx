/** The names at the series' ends, and the values beside the pointer. */
import { useWords } from '../words/words.tsx'
import { spread } from './label-layout.ts'
import type { VolumeGeometry } from './volume-layers.tsx'
import type { Cursor } from './volume-picture.tsx'
import css from './volume-picture.module.css'

/** In pixels: the least that can be hit with certainty (WCAG 2.5.8). */
const labelHeight = 24

/** Each name opens its series; beside the picture where there is room, below it where not. */
export function VolumeLabels({ geometry, onOpen, beside }: { readonly geometry: VolumeGeometry; readonly onOpen: (key: string) => void; readonly beside: boolean }) {
  const { frame, layers, axis, series, buckets } = geometry
  const words = useWords()
  const end = Math.max(0, buckets.length - 1)
  const wishes = series.map((one) => {
    const span = layers.find((layer) => layer.key === one.key)?.spans[end] ?? [0, 0]
    return axis.at((span[0] + span[1]) / 2)
  })
  const places = beside ? spread(wishes, labelHeight, frame.top - 8, frame.height - frame.bottom + 8) : []
  return (
    <ul className={beside ? css.labels : css.legend} aria-label={words.t('charts.series')}>
      {series.map((one, index) => (
        <li key={one.key} style={beside ? { top: (places[index] ?? 0) - labelHeight / 2, left: frame.width - frame.right + 8, width: frame.right - 8 } : undefined}>
          <button type="button" className={css.label} onClick={() => onOpen(one.key)} title={words.t('charts.openSeries', { name: one.label })}>
            <span className={css.swatch} style={{ background: one.colour }} />
            <span className={css.labelText}>{one.label}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export function VolumeTip({ geometry, cursor, title }: { readonly geometry: VolumeGeometry; readonly cursor: Cursor; readonly title: string }) {
  const { frame, series, place, buckets, lastIncomplete, marks, band } = geometry
  const span = band?.[cursor.bucket]
  const mark = marks.find((one) => one.bucket === cursor.bucket)
  const words = useWords()
  const x = place.at(cursor.bucket)
  const isRight = x > (frame.left + frame.width - frame.right) / 2
  const values = series.map((one) => ({ one, value: one.values[cursor.bucket] ?? 0 }))
  return (
    <div className={css.tip} style={isRight ? { right: frame.width - x + 12 } : { left: x + 12 }} aria-hidden="true">
      <p className={css.tipTitle}>{title}{lastIncomplete && cursor.bucket === buckets.length - 1 && <span> · {words.t('charts.soFar')}</span>}</p>
      <table>
        <tbody>
          {values.map(({ one, value }) => (
            <tr key={one.key} className={cursor.key === one.key ? css.tipHere : undefined}>
              <td className={css.tipName}><span className={css.swatch} style={{ background: one.colour }} />{one.label}</td>
              <td className={css.tipValue}>{words.number(value)}</td>
            </tr>
          ))}
          {span && (
            <tr>
              <td>{words.t('alarms.usual')}</td>
              <td className={css.tipValue}>{words.number(span.low)} – {words.number(span.high)}</td>
            </tr>
          )}
          {values.length > 1 && (
            <tr className={css.tipTotal}>
              <td>{words.t('charts.total')}</td>
              <td className={css.tipValue}>{words.number(values.reduce((sum, { value }) => sum + value, 0))}</td>
            </tr>
          )}
        </tbody>
      </table>
      {mark && <p className={css.tipMark}>{mark.words}</p>}
    </div>
  )
}
