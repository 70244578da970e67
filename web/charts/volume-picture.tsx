/** Volume over time as stacked areas or bars; every part of it can be opened, by pointer or by keys. */
import { useId, useMemo, useState } from 'react'
import type { Instant } from '../../src/kernel/instant.ts'
import { useWords } from '../words/words.tsx'
import { marksByBucket, type Annotation } from './annotations.ts'
import { bucketNames } from './bucket-names.ts'
import { bucketX, stackLayers, yAxis, type ChartSeries, type Frame } from './stack.ts'
import type { Granularity } from './time-ticks.ts'
import { plus } from './zoned-time.ts'
import { useWidth } from './use-width.ts'
import { VolumeAxes, VolumeLayers } from './volume-layers.tsx'
import { VolumeLabels, VolumeTip } from './volume-labels.tsx'
import { VolumeSurface } from './volume-surface.tsx'
import css from './volume-picture.module.css'

/** Where the pointer or the keys are: a bucket, and one of its series or all of them. */
export interface Cursor { readonly bucket: number; readonly key: string | null }

/** What nine buckets in ten lie between. */
export interface BandSpan { readonly low: number; readonly high: number }

export interface VolumePictureProps {
  /** What it shows, for those who cannot see it. */
  readonly name: string
  readonly series: readonly ChartSeries[]
  readonly buckets: readonly Instant[]
  readonly by: Granularity
  readonly zone: string
  /** The last bucket has not ended: it is drawn as such. */
  readonly lastIncomplete: boolean
  readonly shape: 'area' | 'bars'
  /** In pixels. */
  readonly height: number
  /** Keep the array stable. */
  readonly annotations: readonly Annotation[]
  /** What was to be expected of all series together, a bucket each; `null` where too little was known. */
  readonly band?: readonly (BandSpan | null)[] | undefined
  /** Buckets whose mentions are open now, both included. */
  readonly selected?: { readonly from: number; readonly to: number } | null
  /** Asks for what is behind a bucket (`null`: all of them) and a series (`null`: all of them). */
  readonly onOpen: (bucket: number | null, key: string | null) => void
  /** Asks for what is behind a stretch of buckets, both included. */
  readonly onRange?: (from: number, to: number) => void
}

export function VolumePicture(props: VolumePictureProps) {
  const { name, series, buckets, by, zone, lastIncomplete, shape, height, annotations, band, selected = null, onOpen, onRange } = props
  const words = useWords()
  const id = useId()
  const [box, width] = useWidth<HTMLDivElement>()
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const [dragged, setDragged] = useState<{ from: number; to: number } | null>(null)
  const names = useMemo(() => bucketNames(by, zone, words.language), [by, zone, words.language])
  const layers = useMemo(() => stackLayers(series, buckets.length), [series, buckets.length])

  const marks = useMemo(() => marksByBucket(annotations, buckets, plus(by, 1, zone, buckets.at(-1) ?? 0)), [annotations, buckets, by, zone])

  const hasSideLabels = width >= 520 && series.length > 0
  // On a wall screen, or for a reader who wants larger letters, the room around the picture grows with the text.
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1
  const longest = Math.max(0, ...series.map((one) => one.label.length))
  const frame: Frame = { width, height, left: 36 * scale, right: hasSideLabels ? Math.min(150, Math.max(64, longest * 6.8 + 26)) * scale : 12, top: marks.length > 0 ? 22 : 10, bottom: 22 * scale }
  const axis = yAxis(layers, frame, Math.max(0, ...(band ?? []).map((span) => span?.high ?? 0)))
  const place = bucketX(shape, buckets.length, frame)
  const geometry = { frame, layers, axis, place, shape, series, buckets, lastIncomplete, marks, band }
  const shownCursor = cursor && cursor.bucket < buckets.length ? cursor : null

  return (
    <div className={css.box} ref={box} style={{ minHeight: height }}>
      {width > 0 && buckets.length > 0 && (
        <div className={css.stage} style={{ height }}>
          <svg width={width} height={height} aria-hidden="true" className={css.picture}>
            <VolumeAxes geometry={geometry} names={names} by={by} zone={zone} endWord={by === 'day' ? words.t('charts.today') : by === 'hour' ? words.t('charts.now') : null} format={(value) => words.compact(value)} />
            <VolumeLayers geometry={geometry} id={id} selected={dragged ?? selected} cursor={shownCursor} />
          </svg>
          <VolumeSurface geometry={geometry} name={name} names={names} cursor={shownCursor} onCursor={setCursor} onDrag={setDragged} onOpen={onOpen} {...(onRange && { onRange })} />
          {shownCursor && <VolumeTip geometry={geometry} cursor={shownCursor} title={names.full(buckets[shownCursor.bucket] ?? 0)} />}
          {hasSideLabels && <VolumeLabels geometry={geometry} onOpen={(key) => onOpen(null, key)} beside />}
        </div>
      )}
      {width > 0 && !hasSideLabels && <VolumeLabels geometry={geometry} onOpen={(key) => onOpen(null, key)} beside={false} />}
    </div>
  )
}
