/** Rows and columns: numbers to the right, figures of one width, headings that stay. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { cx } from './class-names.ts'
import css from './table.module.css'

export interface Column<Row> {
  readonly id: string
  readonly title: ReactNode
  readonly renderCell: (row: Row) => ReactNode
  /** Right-aligned, tabular. */
  readonly number?: boolean
  /** The title is said, not shown: for a column of buttons. */
  readonly quietTitle?: boolean
  /** Dropped on a phone. */
  readonly wideOnly?: boolean
  readonly width?: string
}

interface TableProps<Row> {
  /** What the table is, for screen readers. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly dimmed?: (row: Row) => boolean
}

/** The first column heads its row. For more than a few hundred rows use `VirtualList`. */
export function Table<Row>({ caption, columns, rows, keyOf, dimmed }: TableProps<Row>) {
  const cell = (column: Column<Row>): string => cx(column.number && css.number, column.wideOnly && css.wideOnly)
  const scroller = useRef<HTMLDivElement>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const watcher = new ResizeObserver(() => setWide(box.scrollWidth > box.clientWidth))
    watcher.observe(box)
    if (box.firstElementChild) watcher.observe(box.firstElementChild)
    return () => watcher.disconnect()
  }, [])
  return (
    // What does not fit is reached by keyboard as well.
    <div ref={scroller} className={css.scroll} {...(isWide ? { tabIndex: 0, role: 'region', 'aria-label': caption } : {})}>
      <table className={css.table}>
        <caption className={css.caption}>{caption}</caption>
        <thead>
          <tr>{columns.map((column) => <th key={column.id} scope="col" className={cell(column)} style={{ width: column.width }}>{column.quietTitle === true ? <span className={css.caption}>{column.title}</span> : column.title}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={cx(dimmed?.(row) && css.dimmed)}>
              {columns.map((column, index) => index === 0
                ? <th key={column.id} scope="row" className={cx(css.first, cell(column))}>{column.renderCell(row)}</th>
                : <td key={column.id} className={cell(column)}>{column.renderCell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
