/** Choices that are words, not boxes: links between views, and segments that switch one. */
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
import css from './tabs.module.css'

export interface Segment<Value extends string = string> {
  readonly value: Value
  readonly label: ReactNode
  /** A quiet number after the word. */
  readonly count?: ReactNode
}

interface SegmentsProps<Value extends string> {
  /** What is chosen here, for screen readers. */
  readonly label: string
  readonly value: Value
  readonly options: readonly Segment<Value>[]
  readonly onValue: (value: Value) => void
  /** `words`: bare, the chosen one tinted. `boxed`: on a sunken strip, for the main choice of a scene. */
  readonly look?: 'words' | 'boxed'
}

/** One choice of a few; arrow keys move, as in any group of radio buttons. */
export function Segments<Value extends string>({ label, value, options, onValue, look = 'words' }: SegmentsProps<Value>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={cx(css.segments, css[look])}>
      {options.map((option) => (
        <label key={option.value} className={css.segment} data-chosen={option.value === value || undefined}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onValue(option.value)} className={css.radio} />
          {option.label}
          {option.count !== undefined && <span className={css.count}>{option.count}</span>}
        </label>
      ))}
    </div>
  )
}

export interface NavTab {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: ReactNode
  readonly count?: ReactNode
  /** Others lie below its address. */
  readonly exact?: boolean
}

/** Links between the views of a scene. */
export function NavTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly NavTab[] }) {
  return (
    <nav aria-label={label} className={css.nav}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} className={css.tab} activeOptions={{ exact: tab.exact ?? false, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          {tab.label}
          {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
