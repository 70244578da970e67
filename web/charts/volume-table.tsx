/** The table behind a picture of volume: the total, then newest first; every number opens. */
import { useMemo } from 'react'
import type { Instant } from '../../src/kernel/instant.ts'
import { useWords } from '../words/words.tsx'
import { bucketNames } from './bucket-names.ts'
import type { ChartSeries } from './stack.ts'
import type { Granularity } from './time-ticks.ts'
import css from './chart-table.module.css'

interface Props {
  readonly name: string
  readonly series: readonly ChartSeries[]
  readonly buckets: readonly Instant[]
  readonly by: Granularity
  readonly zone: string
  readonly lastIncomplete: boolean
  /** In pixels; the rest is scrolled to. */
  readonly height: number
  readonly onOpen: (bucket: number | null, key: string | null) => void
}

export function VolumeTable({ name, series, buckets, by, zone, lastIncomplete, height, onOpen }: Props) {
  const words = useWords()
  const names = useMemo(() => bucketNames(by, zone, words.language), [by, zone, words.language])
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
  const cell = (bucket: number | null, key: string | null, value: number, title: string, when: string) => (
    <td key={key ?? ''}>
      {value === 0 ? <span className={css.nothing}>0</span> : <button type="button" className={css.number} onClick={() => onOpen(bucket, key)} aria-label={words.t('charts.openCell', { n: value, name: title, when })}>{words.number(value)}</button>}
    </td>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keys
    <section className={css.scroll} style={{ maxHeight: height }} tabIndex={0} aria-label={name}>
      <table className={css.table}>
        <caption className={css.hidden}>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('charts.when')}</th>
            {series.map((one) => <th scope="col" key={one.key}><span className={css.swatch} style={{ background: one.colour }} />{one.label}</th>)}
            {series.length > 1 && <th scope="col">{words.t('charts.total')}</th>}
          </tr>
        </thead>
        <tbody>
          <tr className={css.total}>
            <th scope="row">{words.t('charts.total')}</th>
            {series.map((one) => cell(null, one.key, total(one.values), one.label, words.t('charts.total')))}
            {series.length > 1 && cell(null, null, total(series.flatMap((one) => one.values)), words.t('charts.total'), words.t('charts.total'))}
          </tr>
          {buckets.map((start, bucket) => {
            const when = names.full(start)
            return (
              <tr key={start}>
                <th scope="row">{when}{lastIncomplete && bucket === buckets.length - 1 && <em> {words.t('charts.soFar')}</em>}</th>
                {series.map((one) => cell(bucket, one.key, one.values[bucket] ?? 0, one.label, when))}
                {series.length > 1 && cell(bucket, null, total(series.map((one) => one.values[bucket] ?? 0)), words.t('charts.total'), when)}
              </tr>
            )
          }).reverse()}
        </tbody>
      </table>
    </section>
  )
}
