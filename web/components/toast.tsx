/** Short notices at the edge of the page, with undo where there is something to undo. */
import { useEffect, useState } from 'react'
import { store, useStore } from '../hooks/store.ts'
import { useWords } from '../words/words.tsx'
import { Button, IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import css from './toast.module.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'negative'
  readonly undo: (() => void) | undefined
  readonly act: ToastAct | undefined
  readonly lastsMs: number
}

/** Something else that can be done from a notice. */
interface ToastAct {
  readonly label: string
  readonly run: () => void
}

const shown = store<readonly Toast[]>([])
let lastId = 0

export function dismiss(id: number): void {
  shown.set((toasts) => toasts.filter((toast) => toast.id !== id))
}

/** Shows a notice; with `undo` it stays longer and offers it. */
export function toast(text: string, options: { readonly undo?: () => void; readonly act?: ToastAct; readonly tone?: 'plain' | 'negative'; readonly lastsMs?: number } = {}): number {
  lastId += 1
  const { undo, act, tone = 'plain', lastsMs = undo === undefined && act === undefined && tone === 'plain' ? 5_000 : 10_000 } = options
  shown.set((toasts) => [...toasts.slice(-2), { id: lastId, text, tone, undo, act, lastsMs }])
  return lastId
}

const waiting = new Map<number, { timer: ReturnType<typeof setTimeout>; act: (closing: boolean) => void }>()

/**
 * For what the server cannot undo: acts only after the notice with its undo has passed, or when the page closes.
 * The caller hides at once what is to go, and shows it again in `undo`.
 * @param act Is told whether the page is closing, so that it can send with `keepalive`.
 */
export function actLater(text: string, act: (closing: boolean) => void, undo: () => void, delayMs = 8_000): void {
  const stop = (): void => {
    clearTimeout(waiting.get(id)?.timer)
    waiting.delete(id)
  }
  const id = toast(text, { lastsMs: delayMs, undo: () => { stop(); undo() } })
  waiting.set(id, { act, timer: setTimeout(() => { stop(); act(false) }, delayMs) })
}

if (typeof addEventListener === 'function') {
  addEventListener('pagehide', () => {
    for (const { act, timer } of waiting.values()) {
      clearTimeout(timer)
      act(true)
    }
    waiting.clear()
  })
}

function ToastView({ toast: { id, text, tone, undo, act, lastsMs } }: { readonly toast: Toast }) {
  const { t } = useWords()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    // With an undo whose time runs the notice goes with it, whether it is being read or not.
    if (held && !waiting.has(id)) return undefined
    const timer = setTimeout(() => dismiss(id), lastsMs)
    return () => clearTimeout(timer)
  }, [id, lastsMs, held])
  return (
    <div className={cx(css.toast, tone === 'negative' && css.negative)} onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)}>
      <span className={css.text}>{text}</span>
      {undo !== undefined && <Button size="s" look="plain" className={css.undo} icon="undo" onClick={() => { undo(); dismiss(id) }}>{t('common.undo')}</Button>}
      {act !== undefined && <Button size="s" look="plain" className={css.undo} onClick={() => { act.run(); dismiss(id) }}>{act.label}</Button>}
      <IconButton size="s" className={css.undo} icon="close" label={t('common.close')} onClick={() => dismiss(id)} />
    </div>
  )
}

/** Where notices appear; once, in the shell. */
export function Toasts() {
  const toasts = useStore(shown)
  const { t } = useWords()
  return (
    <section className={css.place} aria-label={t('shell.notifications')} aria-live="polite" aria-relevant="additions">
      {toasts.map((each) => <ToastView key={each.id} toast={each} />)}
    </section>
  )
}
