/** A list of choices of which several may hold, with how much is behind each; found by typing when long. */
import { useMemo, useState, type ReactNode } from 'react'
import { useWords } from '../../words/words.tsx'
import css from './check-list.module.css'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly mark?: ReactNode
  readonly count?: number | undefined
  /** At the end of its row: acts on what is chosen. */
  readonly after?: ReactNode
}

interface Props {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  readonly onToggle: (value: string) => void
  /** Hides the label where the button that opened the list says it. */
  readonly isLabelQuiet?: boolean
}

const searchFrom = 10
const shownAtOnce = 80
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function CheckList({ label, choices, chosen, onToggle, isLabelQuiet = false }: Props) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  // What is chosen but no longer found must still be seen, or it could not be taken away.
  const all = useMemo(() => [...choices, ...chosen.filter((value) => !choices.some((choice) => choice.value === value)).map((value): Choice => ({ value, label: value, count: 0 }))], [choices, chosen])
  const found = all.filter((choice) => fold(choice.label).includes(fold(typed)))
  return (
    <fieldset className={css.list}>
      <legend className={isLabelQuiet ? css.hidden : css.legend}>{label}</legend>
      {all.length > searchFrom && <input type="search" className={css.search} placeholder={words.t('common.search')} aria-label={`${words.t('common.search')}: ${label}`} value={typed} onChange={(event) => setTyped(event.target.value)} />}
      <div className={css.choices}>
        {found.slice(0, shownAtOnce).map((choice) => (
          <div key={choice.value} className={css.row}>
            <label className={css.choice}>
              <input type="checkbox" checked={chosen.includes(choice.value)} onChange={() => onToggle(choice.value)} />
              {choice.mark}
              <span className={css.label}>{choice.label}</span>
              {choice.count !== undefined && <span className={css.count}>{words.compact(choice.count)}</span>}
            </label>
            {choice.after}
          </div>
        ))}
        {found.length === 0 && <p className={css.none}>{words.t('common.noMatch')}</p>}
      </div>
    </fieldset>
  )
}
