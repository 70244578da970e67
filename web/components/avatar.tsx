/** Somebody's picture, or their initial in a soft tint that stays theirs. */
import { useState } from 'react'
import css from './avatar.module.css'
import { cx } from './class-names.ts'

const tints = 6

/** One of the tints, always the same for an id (FNV-1a, 32 bits). */
export function tintOf(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return ((hash >>> 0) % tints) + 1
}

/** The first letter or digit of a name, in any script; a plus for a name that has none. */
export function initialOf(name: string): string {
  return /\p{L}|\p{N}/u.exec(name)?.[0].toLocaleUpperCase() ?? '+'
}

interface AvatarProps {
  /** What the tint follows: a person's or an identity's id. */
  readonly id: string
  readonly name: string
  /** Address of a picture, through our proxy. */
  readonly picture?: string | null | undefined
  readonly size?: 's' | 'm' | 'l' | 'xl'
}

/** Decorative: the name stands beside it. */
export function Avatar({ id, name, picture, size = 'm' }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null)
  const tint = tintOf(id)
  const shown = picture !== null && picture !== undefined && picture !== broken
  return (
    <span className={cx(css.avatar, css[size])} style={{ background: `var(--tint-${tint})`, color: `var(--tint-ink-${tint})` }} aria-hidden="true">
      {shown ? <img className={css.picture} src={picture} alt="" loading="lazy" decoding="async" onError={() => setBroken(picture)} /> : initialOf(name)}
    </span>
  )
}
