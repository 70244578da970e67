/** Small words with a soft ground: states, counts and labels. Never by colour alone. */
import type { ReactNode } from 'react'
import css from './badge.module.css'
import { cx } from './class-names.ts'

export type Tone = 'plain' | 'accent' | 'positive' | 'negative' | 'warn'

export function Badge({ tone = 'plain', children, title }: { readonly tone?: Tone; readonly children: ReactNode; readonly title?: string | undefined }) {
  return <span className={cx(css.badge, css[tone])} title={title}>{children}</span>
}

/** A state with a shape of its own: full circle, square, triangle, ring. */
export function Dot({ tone }: { readonly tone: Tone | 'busy' }) {
  return <span className={cx(css.dot, css[`dot-${tone}`])} aria-hidden="true" />
}
