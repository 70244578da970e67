/** What pointer and keys do on a picture of volume. To a screen reader it is a slider over time that can be opened. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useWords } from '../words/words.tsx'
import type { BucketNames } from './bucket-names.ts'
import { bucketAt, seriesAt } from './stack.ts'
import type { VolumeGeometry } from './volume-layers.tsx'
import type { Cursor } from './volume-picture.tsx'
import css from './volume-picture.module.css'

interface SurfaceProps {
  readonly geometry: VolumeGeometry
  readonly name: string
  readonly names: BucketNames
  readonly cursor: Cursor | null
  readonly onCursor: (cursor: Cursor | null) => void
  readonly onDrag: (range: { from: number; to: number } | null) => void
  readonly onOpen: (bucket: number | null, key: string | null) => void
  readonly onRange?: (from: number, to: number) => void
}

/** A hand trembles: less than this is a click, in pixels. */
const dragPx = 6

export function VolumeSurface({ geometry, name, names, cursor, onCursor, onDrag, onOpen, onRange }: SurfaceProps) {
  const words = useWords()
  const { frame, layers, axis, shape, series, buckets, lastIncomplete, marks } = geometry
  const press = useRef<{ x: number; bucket: number; dragging: boolean } | null>(null)
  const last = buckets.length - 1
  const here = cursor ?? { bucket: last, key: null }

  const find = (event: PointerEvent<HTMLElement>): Cursor | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const bucket = bucketAt(event.clientX - box.left + frame.left, shape, buckets.length, frame)
    if (bucket === null) return null
    const y = event.clientY - box.top + frame.top
    const perPixel = axis.max / (frame.height - frame.bottom - frame.top)
    return { bucket, key: seriesAt(layers, bucket, (frame.height - frame.bottom - y) * perPixel) }
  }
  const range = (a: number, b: number) => ({ from: Math.min(a, b), to: Math.max(a, b) })

  const valueText = (at: Cursor): string => {
    const parts = series.filter((one) => at.key === null || one.key === at.key).map((one) => `${one.label} ${words.number(one.values[at.bucket] ?? 0)}`)
    const title = names.full(buckets[at.bucket] ?? 0)
    return `${title}${lastIncomplete && at.bucket === last ? ` (${words.t('charts.soFar')})` : ''}: ${parts.join(', ')}${marks.find((mark) => mark.bucket === at.bucket) ? `. ${marks.find((mark) => mark.bucket === at.bucket)?.words ?? ''}` : ''}`
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -buckets.length, End: buckets.length }[event.key]
    if (step !== undefined) {
      const bucket = Math.min(last, Math.max(0, here.bucket + (cursor ? step : 0)))
      onCursor({ ...here, bucket })
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const ring = [null, ...series.map((one) => one.key)]
      const next = (ring.indexOf(here.key) + (event.key === 'ArrowDown' ? 1 : -1) + ring.length) % ring.length
      onCursor({ ...here, key: ring[next] ?? null })
    } else if (event.key === 'Enter' || event.key === ' ') {
      onOpen(here.bucket, here.key)
    } else if (event.key === 'Escape' && cursor) {
      onCursor(null)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input cannot lie over a picture and be opened at a point
    <div role="slider"
      tabIndex={0}
      className={css.surface}
      style={{ left: frame.left, top: frame.top, width: frame.width - frame.left - frame.right, height: frame.height - frame.top - frame.bottom }}
      aria-label={`${name}. ${words.t('charts.keys')}`}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={here.bucket}
      aria-valuetext={valueText(here)}
      onKeyDown={onKeyDown}
      onBlur={() => onCursor(null)}
      onPointerMove={(event) => {
        const at = find(event)
        const pressed = press.current
        if (pressed && at && onRange && Math.abs(event.clientX - pressed.x) > dragPx && event.pointerType !== 'touch') pressed.dragging = true
        if (pressed?.dragging && at) onDrag(range(pressed.bucket, at.bucket))
        onCursor(at)
      }}
      onPointerLeave={() => { if (!press.current?.dragging) onCursor(null) }}
      onPointerDown={(event) => {
        const at = find(event)
        if (event.button !== 0 || !at) return
        press.current = { x: event.clientX, bucket: at.bucket, dragging: false }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerUp={(event) => {
        const pressed = press.current
        press.current = null
        onDrag(null)
        const at = find(event)
        if (!pressed || !at) return
        if (pressed.dragging) {
          const { from, to } = range(pressed.bucket, at.bucket)
          onRange?.(from, to)
        } else onOpen(at.bucket, at.key)
      }}
      onPointerCancel={() => { press.current = null; onDrag(null); onCursor(null) }}
    />
  )
}
