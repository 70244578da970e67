/** A word of explanation on hover and on focus. What it says must never be needed. */
import { Tooltip as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import css from './tooltip.module.css'

/** @param children What it explains: one element that can take focus. */
export function Tooltip({ words, children, side = 'top' }: { readonly words: ReactNode; readonly children: ReactElement; readonly side?: 'top' | 'bottom' | 'left' | 'right' }) {
  return (
    <Primitive.Provider delayDuration={400} skipDelayDuration={200}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content className={css.tip} side={side} sideOffset={6} collisionPadding={8}>{words}</Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  )
}
