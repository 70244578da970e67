/** Buttons and links that look like them. One primary a view. */
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import css from './button.module.css'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

interface Look {
  /** `primary`: the one thing to do here. `plain`: no border until touched. `danger`: cannot be undone. */
  readonly look?: 'primary' | 'quiet' | 'plain' | 'danger' | undefined
  readonly size?: 'm' | 'l' | 's' | undefined
  readonly icon?: IconName | undefined
  /** An icon after the words, such as `down` for what opens. */
  readonly after?: IconName | undefined
  /** Shown, not registered: see `useShortcut`. */
  readonly keys?: string | undefined
  readonly children?: ReactNode
}

function classes({ look = 'quiet', size = 'm', icon, children }: Look, more?: string): string {
  return cx(css.button, css[look], css[`size-${size}`], icon !== undefined && children === undefined && css.square, more)
}

function inside({ look, icon, after, keys, children }: Look): ReactNode {
  return (
    <>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children !== undefined && <span className={css.words}>{children}</span>}
      {after !== undefined && <Icon name={after} size={12} />}
      {keys !== undefined && <Kbd keys={keys} on={look === 'primary' || look === 'danger' ? 'accent' : 'page'} />}
    </>
  )
}

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement>; /** Does its work: cannot be pressed again, and says so. */ readonly busy?: boolean | undefined }

export function Button({ look, size, icon, after, keys, busy = false, className, disabled, children, ref, ...rest }: ButtonProps) {
  const shown: Look = { look, size, icon, after, keys, children }
  return (
    <button type="button" ref={ref} {...rest} className={cx(classes(shown, className), busy && css.busy)} disabled={disabled} aria-disabled={busy || undefined} aria-busy={busy || undefined} onClick={busy ? (event) => event.preventDefault() : rest.onClick}>
      {inside(shown)}
    </button>
  )
}

/** A square button with an icon only; `label` is what it says to those who cannot see it, and on hover. */
export function IconButton({ label, look = 'plain', ...rest }: Omit<ButtonProps, 'children' | 'icon'> & { readonly label: string; readonly icon: IconName }) {
  return <Button {...rest} look={look} aria-label={label} title={label} />
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { readonly ref?: Ref<HTMLAnchorElement> }

/** An ordinary link that looks like a button: downloads and other sites. */
export function AnchorButton({ look, size, icon, after, keys, className, children, ref, ...rest }: AnchorProps) {
  const shown: Look = { look, size, icon, after, keys, children }
  return <a ref={ref} {...rest} className={classes(shown, className)}>{inside(shown)}</a>
}

/** A link within the page that looks like a button; takes what the router's `Link` takes. */
export const LinkButton = createLink(AnchorButton)
