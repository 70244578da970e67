/** Yes or no: a checkbox within a form that is sent, a switch for what holds at once. */
import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import css from './controls.module.css'

export function Checkbox({ label, hint, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & { readonly label: ReactNode; readonly hint?: ReactNode }) {
  return (
    <label className={css.tick}>
      <input {...rest} type="checkbox" />
      <span>{label}</span>
      {hint !== undefined && <span className={css.tickHint}>{hint}</span>}
    </label>
  )
}

export function Switch({ label, hint, checked, onChecked, disabled }: { readonly label: ReactNode; readonly hint?: ReactNode; readonly checked: boolean; readonly onChecked: (checked: boolean) => void; readonly disabled?: boolean }) {
  const id = useId()
  return (
    <div className={css.switchRow}>
      <div className={css.switchWords}>
        <span id={id}>{label}</span>
        {hint !== undefined && <span id={`${id}-hint`} className={css.switchHint}>{hint}</span>}
      </div>
      <button type="button" role="switch" aria-checked={checked} aria-labelledby={id} aria-describedby={hint === undefined ? undefined : `${id}-hint`} disabled={disabled} className={css.switch} onClick={() => onChecked(!checked)} />
    </div>
  )
}
