/** An alarm's severity: a number, with more ink the graver it is. */
import { useWords } from '../../words/words.tsx'
import css from './severity-mark.module.css'

export function SeverityMark({ severity, size = 'm' }: { readonly severity: number; readonly size?: 'm' | 'l' }) {
  const { t } = useWords()
  const words = t('alarms.severity', { n: severity })
  return (
    <span title={words} className={css.mark} data-size={size} data-grave={severity >= 8 ? 'high' : severity >= 5 ? 'middle' : 'low'}>
      <span aria-hidden="true">{severity}</span>
      <span className={css.said}>{words}</span>
    </span>
  )
}
