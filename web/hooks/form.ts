/** A form that keeps what was typed, checks a field when it is left, and puts the server's fault where it belongs. */
import { type FocusEvent, type FormEvent, useCallback, useState } from 'react'
import { faultField } from '../api/fault.ts'
import { faultWords } from '../components/states.tsx'
import { useWords } from '../words/words.tsx'
import { readKept, writeKept } from './kept.ts'

type Values = Readonly<Record<string, unknown>>
/** A sentence for each field that is wrong. */
export type Errors<V> = { readonly [K in keyof V]?: string | null }

interface FormOptions<V extends Values> {
  /** Under this name what is typed survives a reload. */
  readonly draft: string
  readonly initial: V
  /** Fields that are never kept: passwords and the like. */
  readonly secret?: readonly (keyof V & string)[]
  readonly check: (values: V) => Errors<V>
  /** Throws to refuse; a fault that names a field is shown there, any other as `fault`. */
  readonly submit: (values: V) => Promise<void>
}

export interface Form<V extends Values> {
  readonly values: V
  readonly set: <K extends keyof V>(name: K, value: V[K]) => void
  /** The sentence to show at a field now; null while it has not been left. */
  readonly error: (name: keyof V & string) => string | null
  /** What is wrong with the whole; null when nothing is. */
  readonly fault: string | null
  readonly busy: boolean
  /** Whether anything differs from the start. */
  readonly changed: boolean
  readonly reset: (values?: V) => void
  readonly send: () => void
  /** For the `<form>` element. A field whose `name` is that of a value is checked when it is left. */
  readonly form: { readonly noValidate: true; readonly onSubmit: (event: FormEvent) => void; readonly onBlur: (event: FocusEvent) => void }
  /** `value`, `onChange`, `name` and `error` of a text field. */
  readonly text: (name: { [K in keyof V & string]: V[K] extends string ? K : never }[keyof V & string]) => { name: string; value: string; error: string | null; onChange: (event: { target: { value: string } }) => void }
}

/** The kept draft, as far as it still fits the form. */
export function restore<V extends Values>(initial: V, kept: unknown): V {
  if (typeof kept !== 'object' || kept === null) return initial
  const entries = Object.entries(kept).filter(([name, value]) => name in initial && typeof value === typeof initial[name])
  return { ...initial, ...Object.fromEntries(entries) }
}

export function useForm<V extends Values>({ draft, initial, secret = [], check, submit }: FormOptions<V>): Form<V> {
  const words = useWords()
  const key = `draft.${draft}`
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState<V>(() => restore(initial, readKept('drafts', key)))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<{ readonly field: string | null; readonly words: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const errors = check(values)

  const set = useCallback(<K extends keyof V>(name: K, value: V[K]) => {
    setValues((current) => {
      const next = { ...current, [name]: value }
      writeKept('drafts', key, Object.fromEntries(Object.entries(next).filter(([each]) => !secret.includes(each))))
      return next
    })
    setRefused(null)
    // oxlint-disable-next-line react/exhaustive-deps -- which fields are secret does not change while the form is open
  }, [key])

  const reset = useCallback((to?: V) => {
    writeKept('drafts', key, undefined)
    if (to !== undefined) setStart(to)
    setValues(to ?? start)
    setLeft(new Set())
    setRefused(null)
  }, [key, start])

  const send = (): void => {
    const wrong = Object.entries(errors).find(([, sentence]) => typeof sentence === 'string')
    if (wrong !== undefined) {
      setLeft(new Set(Object.keys(values)))
      document.querySelector<HTMLElement>(`form [name="${CSS.escape(wrong[0])}"]`)?.focus()
      return
    }
    if (busy) return
    setBusy(true)
    setRefused(null)
    submit(values).then(
      () => writeKept('drafts', key, undefined),
      (fault: unknown) => {
        const field = faultField(fault)
        setRefused({ field: field !== null && field in values ? field : null, words: faultWords(fault, words) })
      },
    ).finally(() => setBusy(false))
  }

  return {
    values,
    set,
    error: (name) => (refused?.field === name ? refused.words : left.has(name) ? (errors[name] ?? null) : null),
    fault: refused !== null && refused.field === null ? refused.words : null,
    busy,
    changed: Object.keys(values).some((name) => values[name] !== start[name]),
    reset,
    send,
    form: {
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault()
        send()
      },
      onBlur: (event) => {
        const name = event.target instanceof HTMLElement ? event.target.getAttribute('name') : null
        // An untouched field is not blamed for being passed by.
        if (name !== null && name in values && values[name] !== '') setLeft((current) => (current.has(name) ? current : new Set([...current, name])))
      },
    },
    text: (name) => ({
      name,
      value: values[name] as string,
      error: refused?.field === name ? refused.words : left.has(name) ? (errors[name] ?? null) : null,
      onChange: (event) => set(name, event.target.value as V[typeof name]),
    }),
  }
}
