/** Where a query is typed: coloured as it is read, underlined where it cannot be, with what fits next; to a screen reader a plain text field. */
import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Said } from '../../components/said.tsx'
import { useWords } from '../../words/words.tsx'
import { completionsAt, type Completion, type Completions, type KnownValues } from './query-completion.ts'
import { QueryOffers } from './query-offers.tsx'
import { faultRange, markedTokens } from './query-tokens.ts'
import { replaceRange } from './replace-range.ts'
import css from './query-field.module.css'

export interface QueryFault { readonly at: number | null; readonly message: string; /** Where it ends, and what to put there; as the server offers. */ readonly end?: number; readonly fix?: string | null }
export interface QueryWarning { readonly at: number; readonly end: number; readonly message: string }

interface Props {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly fault: QueryFault | null
  readonly warnings: readonly QueryWarning[]
  readonly label: string
  readonly hint: ReactNode
  /** What fields take, for suggestions. */
  readonly known: KnownValues
}

/** Colouring a longer query, and laying it out twice, would make typing slow; it stays plain. */
const longest = 12_000
/** A suggestion in a longer query would be looked for at every key. */
const longestOffered = 50_000

interface Offered extends Completions { readonly left: number; readonly top: number }

export function QueryField({ value, onValue, fault, warnings, label, hint, known }: Props) {
  const id = useId()
  const words = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const shown = useRef<HTMLPreElement>(null)
  const [offered, setOffered] = useState<Offered | null>(null)
  const [chosen, setChosen] = useState(0)
  // Colours may come a moment after the letters, never the other way round.
  const coloured = useDeferredValue(value)
  const isPlain = value.length > longest
  const tokens = useMemo(() => coloured.length > longest ? [] : markedTokens(coloured, [
    ...(fault === null || fault.at === null ? [] : [{ ...(fault.end !== undefined && fault.end > fault.at ? { start: fault.at, end: fault.end } : faultRange(coloured, fault.at)), kind: 'fault' as const }]),
    ...warnings.map((warning) => ({ start: warning.at, end: warning.end, kind: 'warning' as const })),
  ]), [coloured, fault, warnings])
  const place = (at: number): string => words.t('listen.atCharacter', { at: at + 1 })

  const offer = (text: string, caret: number, asked: boolean): void => {
    const found = text.length > longestOffered ? null : completionsAt(text, caret, known, asked)
    setChosen(0)
    setOffered(found === null ? null : { ...found, ...placeOf(shown.current, found.from) })
  }
  const take = ({ insert }: Completion): void => {
    if (!offered || !field.current) return
    const { from, to } = offered
    setOffered(null)
    replaceRange(field.current, from, to, insert)
    // After `lang:` the values are what is wanted next.
    if (insert.endsWith(':')) offer(value.slice(0, from) + insert + value.slice(to), from + insert.length, true)
  }
  const mend = (): void => {
    if (fault?.at === null || fault?.at === undefined || fault.fix === undefined || fault.fix === null || !field.current) return
    replaceRange(field.current, fault.at, fault.end ?? fault.at, fault.fix)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && event.altKey) {
      event.preventDefault()
      mend()
      return
    }
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      offer(value, event.currentTarget.selectionStart, true)
      return
    }
    if (offered === null || event.metaKey || event.ctrlKey) return
    const item = offered.items[chosen]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : offered.items.length - 1)) % offered.items.length)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && item !== undefined) {
      event.preventDefault()
      take(item)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      setOffered(null)
    }
  }
  return (
    <div className={css.whole}>
      <label className={css.label} htmlFor={id}>{label}</label>
      <div className={css.frame}>
        <div className={css.editor} data-fault={fault !== null || undefined} data-plain={isPlain || undefined} onScroll={() => setOffered(null)}>
          {!isPlain && <pre ref={shown} className={css.shown} aria-hidden="true">
            {tokens.map((token) => <span key={`${token.start} ${token.text.length}`} className={css[token.kind]} data-mark={'mark' in token ? token.mark : undefined}>{token.text}</span>)}
            {'\n'}
          </pre>}
          <textarea
            ref={field} id={id} className={css.typed} value={value} spellCheck={false} autoCapitalize="none" autoCorrect="off" autoComplete="off" dir="ltr"
            aria-invalid={fault !== null || undefined} aria-describedby={`${id}-said ${id}-hint`}
            aria-autocomplete="list" aria-controls={offered === null ? undefined : `${id}-offers`} aria-activedescendant={offered === null ? undefined : `${id}-offers-${chosen}`}
            onChange={(event) => { onValue(event.target.value); offer(event.target.value, event.target.selectionStart, false) }}
            onKeyDown={onKeyDown} onBlur={() => setOffered(null)} onClick={() => setOffered(null)}
          />
        </div>
        {offered !== null && <QueryOffers id={`${id}-offers`} items={offered.items} chosen={chosen} left={offered.left} top={offered.top} onTake={take} />}
      </div>
      <div id={`${id}-said`} aria-live="polite" className={css.said}>
        {fault && (
          <p className={css.faultWords}>
            <Icon name="warning" size={14} />
            <span>{fault.at !== null && !/ at (?:character \d+|the end) of "/.test(fault.message) && `${place(fault.at)}: `}{fault.at === null ? words.said(fault.message) : <Said>{fault.message}</Said>}</span>
          </p>
        )}
        {fault?.fix !== undefined && fault.fix !== null && fault.at !== null && <p><Button size="s" icon="check" title={words.t('query.fixHint')} keys="alt+enter" onClick={mend}>{fault.fix === '' ? words.t('query.fixDrop') : words.t('query.fixWrite', { fix: shortened(fault.fix) })}</Button></p>}
        {warnings.map((warning) => <p key={`${warning.at} ${warning.message}`} className={css.warningWords}><Icon name="info" size={14} /><span><Said>{warning.message}</Said></span></p>)}
      </div>
      <div id={`${id}-hint`} className={css.hint}>{hint}</div>
    </div>
  )
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** Where a character stands in the coloured layer, below it; the lower left corner of the field where that cannot be told. */
function placeOf(layer: HTMLPreElement | null, at: number): { left: number; top: number } {
  const frame = layer?.parentElement
  if (!layer || !frame) return { left: 0, top: 0 }
  const box = frame.getBoundingClientRect()
  let rest = at
  for (const span of layer.querySelectorAll('span')) {
    const text = span.firstChild
    const length = text?.textContent?.length ?? 0
    if (text && rest <= length) {
      const range = document.createRange()
      range.setStart(text, rest)
      range.setEnd(text, rest)
      const caret = range.getBoundingClientRect()
      return { left: Math.max(0, Math.min(caret.left - box.left, box.width - 200)), top: Math.min(caret.bottom - box.top + 4, box.height + 4) }
    }
    rest -= length
  }
  return { left: 0, top: Math.min(40, box.height) }
}
