/** At most three panes: choose, read, act. The third folds first, then the first; on a phone one at a time. */
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import css from './panes.module.css'

export type PaneName = 'choose' | 'read' | 'act'

interface PanesProps {
  readonly choose?: ReactNode
  readonly read: ReactNode
  /** What is done with what is read. Where there is no room beside it, it lies over the page while `showing` it. */
  readonly act?: ReactNode
  /** Names of the panes for screen readers. */
  readonly labels: { readonly choose?: string; readonly read: string; readonly act?: string }
  /** The pane in front where not all fit. */
  readonly showing: PaneName
  /** Goes one pane back where not all fit. */
  readonly onBack: () => void
}

export function Panes({ choose, read, act, labels, showing, onBack }: PanesProps) {
  const { t } = useWords()
  const pane = (name: PaneName, content: ReactNode): ReactNode => content === undefined || content === null ? null : (
    <section aria-label={labels[name]} className={cx(css.pane, css[name])} data-front={showing === name || undefined}>
      <div className={css.back}><Button look="plain" icon="back" onClick={onBack}>{t('common.back')}</Button></div>
      {content}
    </section>
  )
  return (
    <div className={css.holder}>
      <div className={css.panes} data-has={cx(choose !== undefined && choose !== null && 'choose', act !== undefined && act !== null && 'act')} data-showing={showing}>
        {pane('choose', choose)}
        {pane('read', read)}
        {pane('act', act)}
      </div>
    </div>
  )
}
