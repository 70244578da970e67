/** How people went from stage to stage over time; every band opens those who went that way. */
import { useMemo } from 'react'
import { useWords } from '../words/words.tsx'
import { bandPath, flowLayout, type FlowBand, type FlowStep } from './flow-layout.ts'
import { useWidth } from './use-width.ts'
import css from './flow-picture.module.css'

interface Props {
  readonly name: string
  /** Moments, one more than flows. */
  readonly at: readonly string[]
  readonly flows: readonly (readonly FlowStep[])[]
  readonly stages: readonly { readonly id: string; readonly name: string; readonly shade: string; readonly leaves: boolean }[]
  readonly newName: string
  readonly onOpen: (band: FlowBand) => void
}

const [height, top, nodeWidth] = [280, 24, 10]

export function FlowPicture({ name, at, flows, stages, newName, onOpen }: Props) {
  const words = useWords()
  const [box, width] = useWidth<HTMLDivElement>()
  const order = useMemo(() => stages.map((stage) => stage.id), [stages])
  const { nodes, bands } = useMemo(() => flowLayout(flows, order, height), [flows, order])
  const nameOf = (stage: string | null): string => (stage === null ? newName : stages.find((one) => one.id === stage)?.name ?? stage)
  const right = 110
  const x = (column: number): number => (column * Math.max(60, width - right - nodeWidth)) / Math.max(1, at.length - 1)
  const say = (band: FlowBand): string => words.t('profile.flowBand', { n: band.count, from: nameOf(band.from), to: nameOf(band.to), start: words.day(new Date(at[band.step] ?? '')), end: words.day(new Date(at[band.step + 1] ?? '')) })
  const tone = (band: FlowBand): object => (band.from === band.to || band.from === null ? {} : stages.find((stage) => stage.id === band.to)?.leaves || order.indexOf(band.to) < order.indexOf(band.from) ? { 'data-left': '' } : { 'data-moved': '' })
  return (
    <div ref={box} className={css.box}>
      {width > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture groups its bands
        <svg className={css.svg} width={width} height={top + height + 4} role="group" aria-label={name}>
          {at.map((moment, column) => <text key={moment} className={css.when} x={x(column)} y={12} textAnchor={column === 0 ? 'start' : 'middle'}>{words.day(new Date(moment))}</text>)}
          {bands.map((band) => (
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button cannot be drawn in a picture
            <path role="button" key={`${band.step} ${band.from} ${band.to}`} className={css.band} {...tone(band)} d={bandPath({ ...band, y0: band.y0 + top, y1: band.y1 + top }, x(band.step) + nodeWidth, x(band.step + 1))}
              tabIndex={0} aria-label={say(band)} onClick={() => onOpen(band)} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); onOpen(band) } }}
            ><title>{say(band)}</title></path>
          ))}
          {nodes.map((node) => (
            <g key={`${node.column} ${node.stage}`}>
              <rect className={css.node} x={x(node.column)} y={top + node.y} width={nodeWidth} height={Math.max(1, node.height)} rx={2} fill={node.stage === null ? 'var(--sunken)' : stages.find((one) => one.id === node.stage)?.shade ?? 'var(--neutral)'}><title>{`${nameOf(node.stage)}: ${words.number(node.count)}`}</title></rect>
              {node.column === at.length - 1 && <text className={css.label} x={x(node.column) + nodeWidth + 6} y={top + node.y + node.height / 2} dy="0.32em">{nameOf(node.stage)} · {words.compact(node.count)}</text>}
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}
