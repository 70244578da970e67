/** A small surface that opens beside a button, for filters and explanations. */
import { Popover as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import css from './popover.module.css'

interface PopoverProps {
  readonly trigger: ReactElement
  /** Names it for screen readers. */
  readonly label: string
  readonly align?: 'start' | 'center' | 'end'
  readonly open?: boolean
  readonly onOpen?: (open: boolean) => void
  readonly children: ReactNode
}

export function Popover({ trigger, label, align = 'start', open, onOpen, children }: PopoverProps) {
  return (
    <Primitive.Root {...(open === undefined ? {} : { open })} {...(onOpen === undefined ? {} : { onOpenChange: onOpen })}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={css.surface} align={align} sideOffset={4} collisionPadding={8} aria-label={label}>{children}</Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
