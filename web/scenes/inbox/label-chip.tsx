/** A label of a conversation: its name on a soft ground. */
import type { InboxLabel } from '../../api/routes.ts'
import { cx } from '../../components/class-names.ts'
import css from './label-chip.module.css'

export function LabelChip({ label }: { readonly label: Pick<InboxLabel, 'name' | 'tone'> }) {
  return <span className={cx(css.label, css[label.tone])}><span className={css.name} dir="auto">{label.name}</span></span>
}
