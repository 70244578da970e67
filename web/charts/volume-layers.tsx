/** Draws the axes and the layers of a picture of volume; no events, no words of its own. */
import type { Instant } from '../../src/kernel/instant.ts'
import type { BucketMark } from './annotations.ts'
import type { BucketNames } from './bucket-names.ts'
import { areaPath, edgePath, type bucketX, type ChartSeries, type Frame, type Layer, type YAxis } from './stack.ts'
import { timeTicks, type Granularity } from './time-ticks.ts'
import { area, line } from 'd3-shape'
import type { BandSpan, Cursor } from './volume-picture.tsx'
import css from './volume-picture.module.css'

export interface VolumeGeometry {
  readonly frame: Frame
  readonly layers: readonly Layer[]
  readonly axis: YAxis
  readonly place: ReturnType<typeof bucketX>
  readonly shape: 'area' | 'bars'
  readonly series: readonly ChartSeries[]
  readonly buckets: readonly Instant[]
  readonly lastIncomplete: boolean
  readonly marks: readonly BucketMark[]
  readonly band?: readonly (BandSpan | null)[] | undefined
}

interface AxesProps {
  readonly geometry: VolumeGeometry
  readonly names: BucketNames
  readonly by: Granularity
  readonly zone: string
  /** What the last bucket is called while it runs, when there is a word for it. */
  readonly endWord: string | null
  readonly format: (value: number) => string
}

export function VolumeAxes({ geometry, names, by, zone, endWord, format }: AxesProps) {
  const { frame, axis, place, buckets, lastIncomplete } = geometry
  const last = buckets.length - 1
  const end = lastIncomplete && endWord !== null
  const ticks = timeTicks(buckets, by, zone, place.band).filter(({ bucket }) => !end || place.at(last) - place.at(bucket) > (endWord?.length ?? 0) * 6.2 + 26)
  const base = frame.height - frame.bottom
  return (
    <g>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? css.base : css.grid} x1={frame.left} x2={frame.width - frame.right} y1={axis.at(tick)} y2={axis.at(tick)} />
          <text className={css.tick} x={frame.left - 8} y={axis.at(tick)} dy="0.32em" textAnchor="end">{format(tick)}</text>
        </g>
      ))}
      {ticks.map(({ bucket, style }) => (
        <text key={bucket} className={css.tick} x={place.at(bucket)} y={base + frame.bottom * 0.72} textAnchor={geometry.shape === 'area' && bucket === 0 ? 'start' : 'middle'}>{names.tick(buckets[bucket] ?? 0, style)}</text>
      ))}
      {end && <text className={css.tick} x={place.at(last)} y={base + frame.bottom * 0.72} textAnchor={geometry.shape === 'area' ? 'end' : 'middle'}>{endWord}</text>}
    </g>
  )
}

interface LayersProps {
  readonly geometry: VolumeGeometry
  readonly id: string
  readonly selected: { readonly from: number; readonly to: number } | null
  readonly cursor: Cursor | null
}

export function VolumeLayers({ geometry, id, selected, cursor }: LayersProps) {
  const { frame, layers, axis, place, shape, series, buckets, lastIncomplete, marks, band = [] } = geometry
  const base = frame.height - frame.bottom
  const last = buckets.length - 1
  const colourOf = (key: string): string => series.find((one) => one.key === key)?.colour ?? 'var(--series-rest)'
  const barWidth = Math.max(1, Math.min(48, place.band * (place.band > 6 ? 0.72 : 0.9)))
  const half = place.band / 2
  const dim = (key: string): string | undefined => cursor?.key && cursor.key !== key ? css.dim : undefined
  return (
    <g>
      <defs>
        {series.map((one, index) => (
          <pattern key={one.key} id={`${id}-${index}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill={one.colour} opacity="0.22" />
            <rect width="2.5" height="6" fill={one.colour} opacity="0.75" />
          </pattern>
        ))}
      </defs>
      {layers.map((layer) => {
        const index = series.findIndex((one) => one.key === layer.key)
        const colour = colourOf(layer.key)
        const hatch = `url(#${id}-${index})`
        if (shape === 'bars' || last === 0) {
          return (
            <g key={layer.key} className={dim(layer.key)}>
              {layer.spans.map(([low, high], bucket) => {
                if (high <= low) return null
                const open = lastIncomplete && bucket === last
                // oxlint-disable-next-line react/no-array-index-key -- a bar is its bucket
                return <rect key={bucket} x={place.at(bucket) - barWidth / 2} width={barWidth} y={axis.at(high)} height={Math.max(0.5, axis.at(low) - axis.at(high))} fill={open ? hatch : colour} stroke={open ? colour : 'var(--surface)'} strokeWidth={open ? 1 : 0.75} strokeDasharray={open ? '3 2' : undefined} />
              })}
            </g>
          )
        }
        const whole = lastIncomplete ? last - 1 : last
        return (
          <g key={layer.key} className={dim(layer.key)}>
            <path d={areaPath(layer, 0, whole, place.at, axis.at)} fill={colour} className={css.area} />
            <path d={edgePath(layer, 0, whole, place.at, axis.at)} className={css.edge} />
            {lastIncomplete && <path d={areaPath(layer, whole, last, place.at, axis.at)} fill={hatch} />}
            {lastIncomplete && <path d={edgePath(layer, whole, last, place.at, axis.at)} fill="none" stroke={colour} strokeWidth="1.25" strokeDasharray="3 3" />}
          </g>
        )
      })}
      {band.length > 0 && <BandEdges band={band} at={place.at} y={axis.at} />}
      {selected && <rect className={css.selected} x={Math.max(frame.left, place.at(selected.from) - half)} y={frame.top} width={Math.max(2, Math.min(frame.width - frame.right, place.at(selected.to) + half) - Math.max(frame.left, place.at(selected.from) - half))} height={base - frame.top} />}
      {marks.map(({ bucket, sign }) => (
        <g key={bucket} className={css.mark}>
          <line x1={place.at(bucket)} x2={place.at(bucket)} y1={frame.top - 6} y2={base} strokeDasharray="3 3" />
          <circle cx={place.at(bucket)} cy={frame.top - 11} r="8" />
          <text x={place.at(bucket)} y={frame.top - 11} dy="0.35em" textAnchor="middle">{sign}</text>
        </g>
      ))}
      {cursor && (
        <g>
          <line className={css.cursor} x1={place.at(cursor.bucket)} x2={place.at(cursor.bucket)} y1={frame.top} y2={base} />
          {shape === 'area' && layers.map((layer) => {
            const span = layer.spans[cursor.bucket]
            return span && span[1] > span[0] ? <circle key={layer.key} className={css.knot} cx={place.at(cursor.bucket)} cy={axis.at(span[1])} r={cursor.key === layer.key ? 4.5 : 3} fill={colourOf(layer.key)} /> : null
          })}
        </g>
      )}
    </g>
  )
}

/** The band over the layers: its edges drawn, its inside hardly, so that what was counted stays to be seen. */
function BandEdges({ band, at, y }: { readonly band: readonly (BandSpan | null)[]; readonly at: (bucket: number) => number; readonly y: (value: number) => number }) {
  const known = (span: BandSpan | null): boolean => span !== null
  const spans = [...band]
  return (
    <g className={css.band}>
      <path d={area<BandSpan | null>().defined(known).x((_, bucket) => at(bucket)).y0((span) => y(span?.low ?? 0)).y1((span) => y(span?.high ?? 0))(spans) ?? ''} />
      <path className={css.bandEdge} d={line<BandSpan | null>().defined(known).x((_, bucket) => at(bucket)).y((span) => y(span?.high ?? 0))(spans) ?? ''} />
      <path className={css.bandEdge} d={line<BandSpan | null>().defined(known).x((_, bucket) => at(bucket)).y((span) => y(span?.low ?? 0))(spans) ?? ''} />
    </g>
  )
}
