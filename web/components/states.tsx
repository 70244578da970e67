/** What a scene shows when there is nothing yet, not yet, not at all, or too much. */
import type { ReactNode } from 'react'
import { ApiFault, mayPass, offlineCode, unreadableCode } from '../api/fault.ts'
import { useWords, type Words } from '../words/words.tsx'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Said } from './said.tsx'
import css from './states.module.css'

/** Grey lines where text will be. Invisible for the first 150 ms, so that what is quick never flickers. */
export function Skeleton({ lines = 3, height }: { readonly lines?: number; /** One block of this CSS height instead of lines. */ readonly height?: string }) {
  const { t } = useWords()
  return (
    <output className={css.skeleton} aria-label={t('common.loading')}>
      {height === undefined
        ? Array.from({ length: lines }, (_, index) => <span key={index} className={css.line} style={{ width: `${92 - ((index * 37) % 45)}%` }} />)
        : <span className={css.block} style={{ height }} />}
    </output>
  )
}

interface EmptyStateProps {
  readonly icon?: IconName
  /** What will be here. */
  readonly title: ReactNode
  readonly children?: ReactNode
  /** The next step. */
  readonly action?: ReactNode
  readonly compact?: boolean
}

export function EmptyState({ icon, title, children, action, compact = false }: EmptyStateProps) {
  return (
    <div className={cx(css.state, compact && css.compact)}>
      {icon !== undefined && <span className={css.icon}><Icon name={icon} size={20} /></span>}
      <p className={css.title}>{title}</p>
      {children !== undefined && <div className={css.text}>{children}</div>}
      {action !== undefined && <div className={css.action}>{action}</div>}
    </div>
  )
}

/** What the page itself has to say of a thrown value; `null` where the server said something to act on. */
function ownWords(fault: unknown, { t }: Pick<Words, 't'>): string | null {
  if (!(fault instanceof ApiFault)) return t('common.faultUnexpected')
  if (fault.code === offlineCode) return t('common.faultOffline')
  if (fault.status === 403) return t('common.faultForbidden')
  if (fault.status === 404) return t('common.faultGone')
  if (fault.code === unreadableCode) return fault.status >= 502 ? t('common.faultBusy') : null
  return fault.code.startsWith('page.') ? fault.message : null
}

const serverWords = (fault: unknown): string => (fault instanceof ApiFault ? fault.message : '')

/** A sentence for any thrown value: the server's where it said something to act on, in the member's language; ours where it could not. */
export function faultWords(fault: unknown, words: Pick<Words, 't' | 'said'>): string {
  return ownWords(fault, words) ?? words.said(serverWords(fault))
}

interface FaultStateProps {
  readonly fault: unknown
  readonly title?: ReactNode
  readonly onRetry?: (() => void) | undefined
  readonly compact?: boolean
}

export function FaultState({ fault, title, onRetry, compact = false }: FaultStateProps) {
  const words = useWords()
  const known = fault instanceof ApiFault
  return (
    <div className={cx(css.state, compact && css.compact)} role="alert">
      <span className={cx(css.icon, css.bad)}><Icon name="warning" size={20} /></span>
      <p className={css.title}>{title ?? words.t('common.faultTitle')}</p>
      <p className={css.text}>{ownWords(fault, words) ?? <Said>{serverWords(fault)}</Said>}</p>
      {!known && <p className={css.detail}><code>{fault instanceof Error ? fault.message : String(fault)}</code></p>}
      {onRetry !== undefined && (!known || mayPass(fault)) && <div className={css.action}><Button icon="retry" onClick={onRetry}>{words.t('common.retry')}</Button></div>}
    </div>
  )
}

/** Says that a list was cut, and what to do. */
export function TooMany({ shown, hint }: { readonly shown: number; readonly hint?: ReactNode }) {
  const { t } = useWords()
  return (
    <p className={css.tooMany}>
      <Icon name="info" size={14} />
      <span>{t('common.tooManyTitle', { n: shown })}. {hint ?? t('common.tooManyHint')}</span>
    </p>
  )
}

/** A note within a scene: a warning, a hint, something that went wrong with one act. */
export function Notice({ tone = 'plain', icon, children, action }: { readonly tone?: 'plain' | 'warn' | 'negative' | 'positive'; readonly icon?: IconName; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={cx(css.notice, css[`notice-${tone}`])} role={tone === 'negative' ? 'alert' : undefined}>
      <Icon name={icon ?? (tone === 'plain' ? 'info' : tone === 'positive' ? 'check' : 'warning')} />
      <div className={css.noticeText}>{children}</div>
      {action}
    </div>
  )
}
