/** One term of a query as a chip; opened, its options: where it is searched, exactly as written, excluded. */
import { useId, useState, type KeyboardEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/class-names.ts'
import { Icon } from '../../components/icon.tsx'
import { Popover } from '../../components/popover.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useWords } from '../../words/words.tsx'
import { termText, type TermBlock } from './query-block-edits.ts'
import type { KnownValues } from './query-completion.ts'
import css from './query-blocks.module.css'

const fields = {
  words: 'query.inWords', exact: 'query.inExact', title: 'query.inTitle', link: 'query.inLink', author: 'query.inAuthor', lang: 'query.inLang', country: 'query.inCountry', site: 'query.inSite', channel: 'query.inChannel',
  kind: 'query.inKind', followers: 'query.inFollowers', has: 'query.inHas', is: 'query.inIs', sentiment: 'query.inSentiment', emotion: 'query.inEmotion', intent: 'query.inIntent', topic: 'query.inTopic', list: 'query.inList',
} as const
type Field = keyof typeof fields

interface Props {
  readonly term: TermBlock
  /** `null` takes it away. */
  readonly onChange: (next: TermBlock | null) => void
  readonly known: KnownValues
}

export function TermView({ term, onChange, known }: Props) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const shown = term.text === '' ? '…' : term.text
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    onChange(null)
  }
  return (
    <span className={cx(css.term, term.not && css.without)}>
      <Popover
        label={t('query.editTerm', { term: shown })}
        open={isOpen}
        onOpen={setOpen}
        trigger={<button type="button" className={css.chip} onKeyDown={onKeyDown} aria-label={term.not ? t('query.without', { term: shown }) : shown}>{term.not && <Icon name="close" size={12} />}<code>{shown}</code></button>}
      >
        <TermForm term={term} known={known} onChange={onChange} onDone={() => setOpen(false)} />
      </Popover>
      <button type="button" className={css.drop} aria-label={t('query.removeTerm', { term: shown })} onClick={() => onChange(null)}><Icon name="close" size={12} /></button>
    </span>
  )
}

/** Changes hold when it is left with Done or Enter, so that half a value is never searched for. */
function TermForm({ term, known, onChange, onDone }: Props & { readonly onDone: () => void }) {
  const { t } = useWords()
  const id = useId()
  const [draft, setDraft] = useState({ field: (term.field in fields ? term.field : 'words') as Field, value: term.value, exact: term.exact === true, not: term.not })
  const { field, value, exact, not } = draft
  const mayBeExact = field === 'title'
  const done = (): void => {
    const text = termText(field, value, mayBeExact && exact)
    onChange(text === '' ? null : { kind: 'term', field, value: value.trim(), not, text, ...(mayBeExact && exact ? { exact } : {}) })
    onDone()
  }
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); event.stopPropagation(); done() }}>
      <TextField label={t('query.termValue')} value={value} list={`${id}-values`} maxLength={200} autoCapitalize="none" spellCheck={false} onChange={(event) => setDraft({ ...draft, value: event.target.value })} />
      <datalist id={`${id}-values`}>{(known[field] ?? []).map((one) => <option key={one.value} value={one.value}>{one.label ?? one.value}</option>)}</datalist>
      <Select<Field> label={t('query.termWhat')} value={field} onValue={(next) => setDraft({ ...draft, field: next })} options={(Object.keys(fields) as Field[]).map((one) => ({ value: one, label: t(fields[one]) }))} />
      {mayBeExact && <Checkbox label={t('query.termExact')} checked={exact} onChange={(event) => setDraft({ ...draft, exact: event.target.checked })} />}
      <Checkbox label={t('query.termNot')} checked={not} onChange={(event) => setDraft({ ...draft, not: event.target.checked })} />
      <div className={css.acts}>
        <Button look="plain" onClick={() => onChange(null)}>{t('common.remove')}</Button>
        <Button look="primary" type="submit">{t('common.done')}</Button>
      </div>
    </form>
  )
}
