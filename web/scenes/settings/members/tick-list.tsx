/** Some of several things, each with its tick. */
import { Checkbox } from '../../../components/toggles.tsx'
import css from '../form.module.css'

interface TickListProps {
  readonly title: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChosen: (chosen: string[]) => void
}

export function TickList({ title, options, chosen, onChosen }: TickListProps) {
  if (options.length === 0) return null
  return (
    <fieldset className={css.radios}>
      <legend>{title}</legend>
      <div className={css.scopes}>
        {options.map(({ id, label }) => <Checkbox key={id} label={label} checked={chosen.includes(id)} onChange={(event) => onChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />)}
      </div>
    </fieldset>
  )
}
