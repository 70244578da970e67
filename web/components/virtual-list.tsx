/** A long list of which only what is seen is drawn. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type Key, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { cx } from './class-names.ts'
import css from './virtual-list.module.css'

export interface VirtualListHandle {
  /** Brings an item into view, moving no more than needed. */
  readonly show: (index: number) => void
  readonly toTop: () => void
  readonly scrollTop: number
}

interface VirtualListProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => Key
  readonly children: (item: Item, index: number) => ReactNode
  /** A first guess in pixels; rows are measured as they appear. */
  readonly estimate: number
  /** Names the list for screen readers. */
  readonly label: string
  /** Called when the end comes near. */
  readonly onNearEnd?: (() => void) | undefined
  readonly onScroll?: ((scrollTop: number) => void) | undefined
  /** After the last item: a skeleton, "that is all". */
  readonly footer?: ReactNode
  readonly className?: string | undefined
  readonly ref?: Ref<VirtualListHandle>
}

export function VirtualList<Item>({ items, keyOf, children, estimate, label, onNearEnd, onScroll, footer, className, ref }: VirtualListProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the React compiler
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: 6,
  })
  useImperativeHandle(ref, () => ({
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    // Through the virtualizer, which else puts back the place it keeps while rows are measured.
    toTop: () => virtual.scrollToOffset(0),
    get scrollTop() { return scroller.current?.scrollTop ?? 0 },
  }), [virtual])
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? -1
  const near = last >= items.length - 8 && items.length > 0
  useEffect(() => { if (near) onNearEnd?.() }, [near, items.length, onNearEnd])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keys, also when nothing in it is
    <div ref={scroller} tabIndex={0} className={cx(css.scroller, className)} onScroll={(event) => onScroll?.(event.currentTarget.scrollTop)}>
      <ul aria-label={label} className={css.whole} style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const item = items[row.index]
          return item === undefined ? null : (
            <li key={row.key} aria-setsize={items.length} aria-posinset={row.index + 1} data-index={row.index} ref={virtual.measureElement} className={css.row} style={{ transform: `translateY(${row.start}px)` }}>
              {children(item, row.index)}
            </li>
          )
        })}
      </ul>
      {footer}
    </div>
  )
}
