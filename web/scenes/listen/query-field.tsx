/** Where a query is typed: coloured as it is read, underlined where it cannot be; to a screen reader a plain text field. */
import { useId, useMemo, type ReactNode } from 'react'
import { Icon } from '../../components/icon.tsx'
import { Said } from '../../components/said.tsx'
import { useWords } from '../../words/words.tsx'
import { faultRange, markedTokens } from './query-tokens.ts'
import css from './query-field.module.css'

export interface QueryFault { readonly at: number | null; readonly message: string }
export interface QueryWarning { readonly at: number; readonly end: number; readonly message: string }

interface Props {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly fault: QueryFault | null
  readonly warnings: readonly QueryWarning[]
  readonly label: string
  readonly hint: ReactNode
}

/** Colouring a longer query would make typing slow; it stays plain. */
const longest = 12_000

export function QueryField({ value, onValue, fault, warnings, label, hint }: Props) {
  const id = useId()
  const words = useWords()
  const tokens = useMemo(() => value.length > longest ? [{ kind: 'word' as const, text: value, start: 0 }] : markedTokens(value, [
    ...(fault === null || fault.at === null ? [] : [{ ...faultRange(value, fault.at), kind: 'fault' as const }]),
    ...warnings.map((warning) => ({ start: warning.at, end: warning.end, kind: 'warning' as const })),
  ]), [value, fault, warnings])
  const place = (at: number): string => words.t('listen.atCharacter', { at: at + 1 })
  return (
    <div className={css.whole}>
      <label className={css.label} htmlFor={id}>{label}</label>
      <div className={css.editor} data-fault={fault !== null || undefined}>
        <pre className={css.shown} aria-hidden="true">
          {tokens.map((token) => <span key={`${token.start} ${token.text.length}`} className={css[token.kind]} data-mark={'mark' in token ? token.mark : undefined}>{token.text}</span>)}
          {'\n'}
        </pre>
        <textarea
          id={id} className={css.typed} value={value} spellCheck={false} autoCapitalize="none" autoCorrect="off" autoComplete="off" dir="ltr"
          aria-invalid={fault !== null || undefined} aria-describedby={`${id}-said ${id}-hint`}
          onChange={(event) => onValue(event.target.value)}
        />
      </div>
      <div id={`${id}-said`} aria-live="polite" className={css.said}>
        {fault && <p className={css.faultWords}><Icon name="warning" size={14} /><span>{fault.at !== null && !/ at (?:character \d+|the end) of "/.test(fault.message) && `${place(fault.at)}: `}<Said>{fault.message}</Said></span></p>}
        {warnings.map((warning) => <p key={`${warning.at} ${warning.message}`} className={css.warningWords}><Icon name="info" size={14} /><span><Said>{warning.message}</Said></span></p>)}
      </div>
      <div id={`${id}-hint`} className={css.hint}>{hint}</div>
    </div>
  )
}
