/** Where an answer or a note is typed: forbidden words are marked, canned replies and colleagues are offered at the caret. */
import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { useWords } from '../../../words/words.tsx'
import { useColleagues } from '../arranged.ts'
import { replaceRange } from '../../listen/replace-range.ts'
import { colleaguesFor, markedPieces, tokenAt, type Mark, type Token } from './composer-tokens.ts'
import css from './composer.module.css'

export type Suggestion = OutputOf<'get', '/conversations/{id}/suggestions'>['items'][number]

interface Props {
  readonly conversation: string
  readonly isNote: boolean
  readonly value: string
  readonly label: string
  readonly placeholder: string
  readonly language: string | null
  readonly marks: readonly Mark[]
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** What is offered as a whole while somebody types; `tab` takes it. */
  readonly suggestion: Suggestion | null
  readonly onValue: (value: string) => void
  readonly onCanned: (suggestion: Suggestion) => void
  readonly onDismiss: () => void
  readonly onSend: (thenClose: boolean) => void
  readonly onFiles: (files: readonly File[]) => void
}

export function ComposerField(props: Props) {
  const { conversation, isNote, value, label, placeholder, marks, field, suggestion, onValue, onCanned, onDismiss, onSend } = props
  const { t } = useWords()
  const id = useId()
  const ghost = useRef<HTMLDivElement>(null)
  const [token, setToken] = useState<Token | null>(null)
  const [at, setAt] = useState(0)
  const { members } = useColleagues()
  const canned = useQuery({ ...apiQuery('/conversations/{id}/suggestions', { params: { id: conversation }, query: { text: `/${token?.sought ?? ''}`, limit: 8 } }), enabled: token?.kind === 'canned' })
  const found = token === null ? [] : token.kind === 'colleague' ? colleaguesFor(token.sought, members).map((member) => ({ id: member.id, member, suggestion: null })) : (canned.data?.items ?? []).map((one) => ({ id: one.id, member: null, suggestion: one }))
  const isOffering = found.length > 0

  const look = (): void => {
    const element = field.current
    if (element === null) return
    const kind = isNote ? 'colleague' : 'canned'
    setToken(tokenAt(element.value, element.selectionStart, kind))
    setAt(0)
  }
  const take = (one: (typeof found)[number]): void => {
    const element = field.current
    if (element === null || token === null) return
    setToken(null)
    replaceRange(element, token.from, token.to, one.member === null ? one.suggestion?.text ?? '' : `@${one.member.name} `)
    if (one.suggestion !== null) onCanned(one.suggestion)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) { event.preventDefault(); event.stopPropagation(); onSend(event.shiftKey); return }
    if (isOffering) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length); return }
      if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) { event.preventDefault(); const one = found[at]; if (one) take(one); return }
    }
    if (event.key === 'Tab' && !event.shiftKey && suggestion !== null && value.trim() !== '') { event.preventDefault(); onCanned(suggestion); return }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      if (isOffering) setToken(null)
      else if (suggestion !== null && value.trim() !== '') onDismiss()
      else field.current?.blur()
    }
  }
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    props.onFiles(files)
  }
  return (
    <div className={css.fieldBox}>
      {marks.length > 0 && <div ref={ghost} className={css.ghost} aria-hidden="true">{markedPieces(value, marks).map((piece, index) => (piece.mark === null ? piece.text : <mark key={`${String(index)} ${piece.text}`}>{piece.text}</mark>))}{'\n'}</div>}
      <textarea
        ref={field} id={id} className={css.field} value={value} aria-label={label} placeholder={placeholder} rows={3} dir="auto" lang={props.language ?? undefined}
        role={isOffering ? 'combobox' : undefined} aria-expanded={isOffering || undefined} aria-controls={isOffering ? `${id}-offers` : undefined} aria-activedescendant={isOffering ? `${id}-${at}` : undefined} aria-invalid={marks.length > 0 || undefined}
        onChange={(event) => { onValue(event.target.value); look() }} onSelect={look} onKeyDown={onKeyDown} onPaste={onPaste} onBlur={() => setToken(null)}
        onScroll={(event) => { if (ghost.current) ghost.current.scrollTop = event.currentTarget.scrollTop }}
      />
      {isOffering && (
        // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role -- no tag makes a list of offers under a field; the field keeps the focus and names the one that is meant
        <div id={`${id}-offers`} role="listbox" aria-label={t(isNote ? 'composer.colleagues' : 'composer.canned')} className={css.offers}>
          {found.map((one, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role -- keys work in the field
            <div key={one.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className={css.offer} onMouseDown={(event) => { event.preventDefault(); take(one) }}>
              {one.member === null
                ? <><span className={css.offerHead}>{one.suggestion?.name}</span><span className={css.offerText} dir="auto">{one.suggestion?.text}</span></>
                : <span className={css.offerHead}><Avatar id={one.member.id} name={one.member.name} size="s" />{one.member.name}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
