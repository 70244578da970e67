/** A choice among many, found by typing. */
import { Command } from 'cmdk'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useWords } from '../words/words.tsx'
import { cx } from './class-names.ts'
import css from './combobox.module.css'
import controls from './controls.module.css'
import { Field, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'
import type { Option } from './select.tsx'

interface ComboboxProps extends FieldProps {
  readonly value: string
  readonly options: readonly (Option & { /** Other words that find it. */ readonly also?: string })[]
  readonly onValue: (value: string) => void
  readonly disabled?: boolean
}

/** The most that are drawn at once; typing narrows. */
const shownAtOnce = 60

export function Combobox({ value, options, onValue, disabled, ...field }: ComboboxProps) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const sought = fold(typed)
  const found = options.filter((option) => fold(`${option.label} ${option.also ?? ''}`).includes(sought)).slice(0, shownAtOnce)
  const choose = (chosen: string): void => {
    onValue(chosen)
    setOpen(false)
    setTyped('')
  }
  return (
    <Field {...field}>
      {(control) => (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger asChild>
            <button type="button" {...control} disabled={disabled} className={cx(controls.control, css.trigger)}>
              <span className={css.value}>{options.find((option) => option.value === value)?.label ?? t('common.choose')}</span>
              <Icon name="down" size={12} />
            </button>
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content className={css.content} align="start" sideOffset={4}>
              <Command shouldFilter={false} label={typeof field.label === 'string' ? field.label : t('common.search')}>
                <Command.Input className={css.input} placeholder={t('common.search')} value={typed} onValueChange={setTyped} />
                <Command.List className={css.list} label={typeof field.label === 'string' ? field.label : t('common.search')}>
                  <Command.Empty className={css.empty}>{t('common.noMatch')}</Command.Empty>
                  {found.map((option) => (
                    <Command.Item key={option.value} value={option.value} onSelect={() => choose(option.value)} className={css.item}>
                      <span>{option.label}</span>
                      {option.value === value && <Icon name="check" size={14} />}
                    </Command.Item>
                  ))}
                </Command.List>
              </Command>
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </Field>
  )
}
