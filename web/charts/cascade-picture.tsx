/** A cascade over time: a dot a post, as large as who hears it, tied to what it came from; any dot opens its post. */
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useWords } from '../words/words.tsx'
import { cascadeLayout, type CascadeNode } from './cascade-layout.ts'
import { useWidth } from './use-width.ts'
import css from './cascade-picture.module.css'

export type CascadeEdge = 'start' | 'repost' | 'quote' | 'reply' | 'copy'
export interface CascadeDot extends CascadeNode {
  readonly edge: CascadeEdge
  readonly name: string | null
}

interface Props {
  readonly label: string
  readonly nodes: readonly CascadeDot[]
  /** Posts at which the course changed. */
  readonly turns: ReadonlySet<string>
  readonly open: string
  readonly edgeName: (edge: CascadeEdge) => string
  readonly onOpen: (id: string) => void
}

const height = 180

export function CascadePicture({ label, nodes, turns, open, edgeName, onOpen }: Props) {
  const words = useWords()
  const [box, width] = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const { placed, links } = useMemo(() => cascadeLayout(nodes, Math.max(width, 1), height), [nodes, width])
  const shown = at === null ? undefined : placed[at]
  const first = placed[0]
  const last = placed.at(-1)
  const say = ({ node }: (typeof placed)[number]): string => words.t('cascades.dot', { name: node.name ?? words.t('cascades.somebody'), how: edgeName(node.edge), when: words.dayAndClock(new Date(node.at)), followers: words.compact(node.followers) })

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -placed.length, End: placed.length }[event.key]
    if (move !== undefined) setAt(Math.min(placed.length - 1, Math.max(0, at === null ? 0 : at + move)))
    else if ((event.key === 'Enter' || event.key === ' ') && shown) onOpen(shown.node.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={css.box} ref={box}>
      {width > 0 && first && last && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input cannot hold a picture
        <div role="slider" tabIndex={0} className={css.stage} aria-label={`${label}. ${words.t('charts.keys')}`} aria-valuemin={0} aria-valuemax={placed.length - 1} aria-valuenow={at ?? 0} aria-valuetext={say(shown ?? first)} onKeyDown={onKeyDown} onBlur={() => setAt(null)} onPointerLeave={() => setAt(null)}>
          <svg width={width} height={height} aria-hidden="true">
            {links.map(({ from, to }) => <path key={to.node.id} className={css.link} data-near={shown && (shown.node.id === to.node.id || shown.node.id === from.node.id) ? true : undefined} d={`M${from.x},${from.y}C${(from.x + to.x) / 2},${from.y} ${(from.x + to.x) / 2},${to.y} ${to.x},${to.y}`} />)}
            {placed.map((one, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the slider around it answers the keys
              <g key={one.node.id} className={css.dot} onPointerEnter={() => setAt(index)} onClick={() => onOpen(one.node.id)}>
                {turns.has(one.node.id) && <circle className={css.turn} cx={one.x} cy={one.y} r={one.radius + 3.5} />}
                <circle className={css[one.node.edge]} data-here={index === at || one.node.id === open || undefined} cx={one.x} cy={one.y} r={one.radius} />
              </g>
            ))}
          </svg>
          {shown && <p className={css.tip} style={shown.x > width / 2 ? { right: width - shown.x + 14, top: Math.max(0, shown.y - 34) } : { left: shown.x + 14, top: Math.max(0, shown.y - 34) }} aria-hidden="true">{say(shown)}</p>}
        </div>
      )}
      {first && last && <p className={css.axis}><span>{words.dayAndClock(new Date(first.node.at))}</span><span>{words.dayAndClock(new Date(last.node.at))}</span></p>}
    </div>
  )
}
