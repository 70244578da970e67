/** A field that searches as it is typed. */
import { useEffect, useState, type RefObject } from 'react'
import { Icon } from '../../components/icon.tsx'
import { Kbd } from '../../components/kbd.tsx'
import css from './people-field.module.css'

interface Props {
  readonly value: string
  readonly placeholder: string
  readonly field?: RefObject<HTMLInputElement | null>
  readonly onValue: (value: string) => void
}

/** Typing rests this long before it is searched for, in milliseconds. */
const restMs = 200

export function PeopleField({ value, placeholder, field, onValue }: Props) {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  // The address may change by itself: back, or a cleared filter.
  if (seen !== value) { setSeen(value); if (typed.trim() !== value) setTyped(value) }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onValue(typed.trim()), restMs)
    return () => clearTimeout(timer)
  }, [typed, value, onValue])
  return (
    <search className={css.search}>
      <Icon name="search" size={14} />
      <input
        ref={field} type="search" className={css.field} value={typed} placeholder={placeholder} aria-label={placeholder} maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); if (typed === '') event.currentTarget.blur(); else { setTyped(''); onValue('') } } }}
      />
      {typed === '' && <span className={css.key}><Kbd keys="f" /></span>}
    </search>
  )
}
