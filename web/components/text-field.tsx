/** One or several lines of text with their label. */
import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react'
import { cx } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import css from './controls.module.css'

type TextFieldProps = Omit<FieldProps, 'className'> & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'size'> & {
  readonly ref?: Ref<HTMLInputElement>
  readonly size?: 'm' | 'l'
  /** Inside the control, at its end: a button, a unit. */
  readonly after?: ReactNode
  readonly fieldClassName?: string | undefined
}

export function TextField({ label, hint, error, optional, quietLabel, fieldClassName, after, size = 'm', className, ref, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} quietLabel={quietLabel} className={fieldClassName}>
      {(control) => (
        <span className={css.holder}>
          <input ref={ref} {...rest} {...control} className={cx(css.control, size === 'l' && css.large, after !== undefined && css.roomAfter, className)} />
          {after !== undefined && <span className={css.after}>{after}</span>}
        </span>
      )}
    </Field>
  )
}

type TextAreaProps = Omit<FieldProps, 'className'> & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> & { readonly ref?: Ref<HTMLTextAreaElement> }

/** Grows with its text. */
export function TextArea({ label, hint, error, optional, quietLabel, className, ref, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} quietLabel={quietLabel}>
      {(control) => <textarea ref={ref} rows={3} {...rest} {...control} className={cx(css.control, css.area, className)} />}
    </Field>
  )
}
