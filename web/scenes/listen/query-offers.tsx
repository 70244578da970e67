/** What may be written next, in a list below the caret. */
import { useEffect } from 'react'
import { useWords } from '../../words/words.tsx'
import type { Completion } from './query-completion.ts'
import css from './query-offers.module.css'

interface Props {
  readonly id: string
  readonly items: readonly Completion[]
  readonly chosen: number
  /** Pixels from the left and top of the editor's whole. */
  readonly left: number
  readonly top: number
  readonly onTake: (item: Completion) => void
}

export function QueryOffers({ id, items, chosen, left, top, onTake }: Props) {
  const { t } = useWords()
  useEffect(() => document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' }), [id, chosen])
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the focus stays in the field, which a select would take
    <div id={id} role="listbox" aria-label={t('query.offers', { n: items.length })} className={css.offers} style={{ left, top }}>
      {items.map((item, index) => (
        // The field keeps the focus; a press must not take it away before the click arrives.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div key={item.label} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === chosen} className={css.offer} onPointerDown={(event) => { event.preventDefault(); onTake(item) }}>
          <code>{item.label}</code>
          <span className={css.note}>{item.note ?? (item.kind === 'value' ? '' : t(item.kind === 'operator' ? 'query.operator' : 'query.field'))}</span>
        </div>
      ))}
    </div>
  )
}
