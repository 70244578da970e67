/** Narrows the stream by words or a query; a query that cannot be read says where. */
import { useEffect, useState, type RefObject } from 'react'
import { Icon } from '../../components/icon.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { useWords } from '../../words/words.tsx'
import css from './word-filter.module.css'

interface Props {
  readonly value: string
  /** What is applied cannot be read as a query. */
  readonly isWrong: boolean
  readonly field: RefObject<HTMLInputElement | null>
  readonly onValue: (value: string) => void
}

/** Applied when Enter is pressed, the field is left, or typing has rested this long, in milliseconds. */
const restMs = 700

export function WordFilter({ value, isWrong, field, onValue }: Props) {
  const words = useWords()
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  // The address may change by itself: back, a chip taken away.
  if (seen !== value) { setSeen(value); setTyped(value) }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onValue(typed.trim()), restMs)
    return () => clearTimeout(timer)
  }, [typed, value, onValue])
  const apply = (): void => { if (typed.trim() !== value) onValue(typed.trim()) }
  return (
    <search className={css.filter} data-wrong={isWrong || undefined}>
      <Icon name="search" size={14} />
      <input
        ref={field} type="search" className={css.field} value={typed} aria-invalid={isWrong || undefined} placeholder={words.t('listen.filterWords')} aria-label={words.t('listen.filterWordsLong')}
        onChange={(event) => setTyped(event.target.value)} onBlur={apply}
        onKeyDown={(event) => { if (event.key === 'Enter') apply(); else if (event.key === 'Escape') { event.stopPropagation(); if (typed === '') event.currentTarget.blur(); else { setTyped(''); onValue('') } } }}
      />
      {typed === '' && <span className={css.key}><Kbd keys="f" /></span>}
    </search>
  )
}
