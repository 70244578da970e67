/** A choice among few, with the browser's own list: the best one on a phone and for screen readers. */
import type { ReactNode, Ref, SelectHTMLAttributes } from 'react'
import { cx } from './class-names.ts'
import css from './controls.module.css'
import { Field, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

export interface Option<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

type SelectProps<Value extends string> = Omit<FieldProps, 'className'> & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'value' | 'onChange'> & {
  readonly ref?: Ref<HTMLSelectElement>
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onValue: (value: Value) => void
  /** Shown while nothing is chosen (`value` is empty). */
  readonly placeholder?: ReactNode
}

export function Select<Value extends string>({ label, hint, error, optional, quietLabel, className, options, value, onValue, placeholder, ref, ...rest }: SelectProps<Value>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} quietLabel={quietLabel}>
      {(control) => (
        <span className={css.holder}>
          <select ref={ref} {...rest} {...control} value={value} onChange={(event) => onValue(event.target.value as Value)} className={cx(css.control, css.select, className)}>
            {placeholder !== undefined && <option value="" disabled>{placeholder}</option>}
            {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
          </select>
          <span className={css.caret}><Icon name="down" size={12} /></span>
        </span>
      )}
    </Field>
  )
}
