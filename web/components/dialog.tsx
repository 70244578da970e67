/** A window over the page: for short forms, and for questions about what cannot be undone. */
import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import css from './dialog.module.css'

interface DialogProps {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly title: ReactNode
  /** One sentence under the title. */
  readonly about?: ReactNode
  readonly width?: 's' | 'm' | 'l'
  /** Buttons, the main one last. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** Focus begins where somebody types, not at the button that closes. */
function focusFirst(event: Event): void {
  const window = event.currentTarget
  if (!(window instanceof HTMLElement)) return
  event.preventDefault()
  const first = window.querySelector<HTMLElement>('[data-body] :is(input, select, textarea):not([hidden], [disabled], [type=radio]:not(:checked))')
  ;(first ?? window).focus()
}

/** Escape closes an open list of suggestions first, and the window only then. */
function leaveToList(event: KeyboardEvent): void {
  if (document.activeElement?.hasAttribute('aria-activedescendant') === true) event.preventDefault()
}

export function Dialog({ open, onOpen, title, about, width = 'm', actions, children }: DialogProps) {
  const { t } = useWords()
  return (
    <Primitive.Root open={open} onOpenChange={onOpen}>
      <Primitive.Portal>
        <Primitive.Overlay className={css.veil} />
        <Primitive.Content className={cx(css.window, css[width])} onOpenAutoFocus={focusFirst} onEscapeKeyDown={leaveToList} {...(about === undefined ? { 'aria-describedby': undefined } : {})}>
          <header className={css.head}>
            <div>
              <Primitive.Title className={css.title}>{title}</Primitive.Title>
              {about !== undefined && <Primitive.Description className={css.about}>{about}</Primitive.Description>}
            </div>
            <Primitive.Close asChild><IconButton icon="close" label={t('common.close')} /></Primitive.Close>
          </header>
          {children !== undefined && <div className={css.body} data-body="">{children}</div>}
          {actions !== undefined && <footer className={css.actions}>{actions}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
