/** Something that is shown once and never again: a key, an invitation link. */
import { Notice } from '../../components/states.tsx'
import { CopyLine } from './copy-line.tsx'
import css from './form.module.css'

export function SecretOnce({ value, note }: { readonly value: string; readonly note: string }) {
  return (
    <div className={css.form}>
      <Notice tone="warn">{note}</Notice>
      <CopyLine value={value} />
    </div>
  )
}
