/** A figure's course in the size of a word. */
import { line, area } from 'd3-shape'

interface Props {
  readonly values: readonly number[]
  /** What it says, in a sentence: it has no axes of its own. */
  readonly label: string
  readonly width?: number
  readonly height?: number
  readonly colour?: string
}

export function Sparkline({ values, label, width = 96, height = 24, colour = 'var(--accent)' }: Props) {
  const most = Math.max(1, ...values)
  const x = (index: number): number => values.length < 2 ? width / 2 : 1 + (index * (width - 4)) / (values.length - 1)
  const y = (value: number): number => height - 2 - (Math.max(0, value) / most) * (height - 5)
  const points = [...values]
  const last = points.at(-1)
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <path d={area<number>().x((_, index) => x(index)).y0(height - 2).y1(y)(points) ?? ''} fill={colour} opacity="0.14" />
      <path d={line<number>().x((_, index) => x(index)).y(y)(points) ?? ''} fill="none" stroke={colour} strokeWidth="1.5" strokeLinejoin="round" />
      {last !== undefined && <circle cx={x(points.length - 1)} cy={y(last)} r="2" fill={colour} />}
    </svg>
  )
}
