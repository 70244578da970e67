/** A list of acts that opens from a button. */
import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import css from './menu.module.css'

export interface MenuItem {
  readonly id: string
  readonly label: ReactNode
  readonly icon?: IconName
  /** Shown beside it; see `useShortcut`. */
  readonly keys?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  /** For choices: whether it is the one that holds. */
  readonly chosen?: boolean
  readonly onSelect: () => void
}

/** A hairline between groups. */
export const separator = 'separator'

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly items: readonly (MenuItem | typeof separator)[]
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
  readonly header?: ReactNode
  /** Opens as soon as it is there: for menus that are loaded when they are asked for. */
  readonly defaultOpen?: boolean
}

export function Menu({ trigger, items, align = 'end', side = 'bottom', header, defaultOpen = false }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css.menu} align={align} side={side} sideOffset={4} collisionPadding={8}>
          {header !== undefined && <div className={css.header}>{header}</div>}
          {items.map((item, index) =>
            item === separator ? (
              // oxlint-disable-next-line react/no-array-index-key -- a hairline has no other name than its place
              <DropdownMenu.Separator key={`line-${index}`} className={css.line} />
            ) : (
              <DropdownMenu.Item key={item.id} className={cx(css.item, item.danger && css.danger)} disabled={item.disabled ?? false} onSelect={item.onSelect} {...(item.chosen === undefined ? {} : { role: 'menuitemradio', 'aria-checked': item.chosen })}>
                {item.icon !== undefined && <Icon name={item.icon} size={14} />}
                <span className={css.label}>{item.label}</span>
                {item.chosen === true && <Icon name="check" size={14} />}
                {item.keys !== undefined && <Kbd keys={item.keys} />}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
