/** Who holds the conversation: value, share, and the change against the period before; a table that reads as a picture. */
import { useWords } from '../words/words.tsx'
import { changeInPoints } from './share-change.ts'
import css from './share-bars.module.css'

export interface Share {
  readonly key: string
  readonly label: string
  readonly colour: string
  readonly value: number
  /** 0 to 1. */
  readonly share: number
  /** 0 to 1; `null` when there is nothing to compare with. */
  readonly before: number | null
  /** Ours: more is good news. Of others nobody says whether it is. */
  readonly isOurs?: boolean
  /** Left out by a filter: shown faintly. */
  readonly isOff?: boolean
}

export function ShareBars({ name, valueName, items, onOpen }: { readonly name: string; readonly valueName: string; readonly items: readonly Share[]; readonly onOpen: (key: string) => void }) {
  const words = useWords()
  return (
    <table className={css.shares} aria-label={name}>
      <thead className={css.hidden}>
        <tr><th scope="col">{words.t('charts.who')}</th><th scope="col">{valueName}</th><th scope="col">{words.t('charts.share')}</th><th scope="col">{words.t('charts.change')}</th></tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const change = changeInPoints(item.share, item.before)
          const tone = item.isOurs && change ? (change > 0 ? css.up : css.down) : undefined
          return (
            <tr key={item.key} data-off={item.isOff || undefined} onClick={() => onOpen(item.key)}>
              <th scope="row" aria-label={item.label}>
                <button type="button" className={css.name} onClick={(event) => { event.stopPropagation(); onOpen(item.key) }} title={words.t('charts.openSeries', { name: item.label })}>
                  <span className={css.swatch} style={{ background: item.colour }} />
                  <span className={css.label}>{item.label}</span>
                </button>
              </th>
              <td className={css.track} title={`${words.number(item.value)} ${valueName}`}>
                <span className={css.rail}><span className={css.bar} style={{ width: `${Math.min(1, item.share) * 100}%`, background: item.colour }} /></span>
                <span className={css.hidden}>{words.number(item.value)}</span>
              </td>
              <td className={css.share}>{words.percent(item.share, item.share > 0 && item.share < 0.01 ? 1 : 0)}</td>
              <td className={`${css.change} ${tone ?? ''}`} title={change === null ? words.t('charts.changeNone') : words.t('charts.changePoints', { change: words.signed(change) })}>
                {change === null ? <span aria-label={words.t('charts.changeNone')}>–</span> : words.signed(change)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
