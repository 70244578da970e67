/** How far something is, as a bar that also says its percentage. */
import { useWords } from '../../../words/words.tsx'
import css from './imports.module.css'

/** @param value 0 to 1. */
export function ProgressBar({ value, label }: { readonly value: number; readonly label: string }) {
  const { percent } = useWords()
  return (
    <div className={css.progress}>
      <progress className={css.bar} value={value} max={1} aria-label={label} />
      <span className={css.percent}>{percent(value)}</span>
    </div>
  )
}
