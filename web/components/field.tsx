/** A labelled control: what is expected below it, and what is wrong when something is. */
import { type ReactNode, useId } from 'react'
import css from './field.module.css'
import { useWords } from '../words/words.tsx'
import { cx } from './class-names.ts'
import { Icon } from './icon.tsx'

/** What a control needs to belong to its label, hint and error. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export interface FieldProps {
  readonly label: ReactNode
  /** What is expected, or an example. */
  readonly hint?: ReactNode
  /** A sentence: what is wrong and what to write instead. */
  readonly error?: string | null | undefined
  readonly optional?: boolean | undefined
  /** Keeps the label for screen readers only, where the surroundings say it to the eye. */
  readonly quietLabel?: boolean | undefined
  readonly className?: string | undefined
}

export function Field({ label, hint, error, optional = false, quietLabel = false, className, children }: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId()
  const { t } = useWords()
  const hintId = hint === undefined ? null : `${id}-hint`
  const errorId = error === null || error === undefined ? null : `${id}-error`
  const describedBy = [errorId, hintId].filter((part) => part !== null).join(' ')
  return (
    <div className={cx(css.field, className)}>
      <label htmlFor={id} className={cx(css.label, quietLabel && css.hidden)}>
        {label}
        {optional && <span className={css.optional}> {t('common.optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy === '' ? undefined : describedBy, 'aria-invalid': errorId === null ? undefined : true })}
      {errorId !== null && <p id={errorId} className={css.error}><Icon name="warning" size={14} /><span>{error}</span></p>}
      {hintId !== null && <p id={hintId} className={css.hint}>{hint}</p>}
    </div>
  )
}
