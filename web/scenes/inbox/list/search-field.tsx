/** Where somebody searches all messages: operators are offered as they are typed, and explained on request. */
import { useId, useState, type KeyboardEvent, type RefObject } from 'react'
import { IconButton } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Popover } from '../../../components/popover.tsx'
import { useWords } from '../../../words/words.tsx'
import { offersAt, type KnownNames, type Offer, type Offers } from './search-completion.ts'
import css from './search-field.module.css'

const operatorAbout = {
  'from:': 'inbox.opFrom', 'to:': 'inbox.opTo', 'with:': 'inbox.opWith', 'channel:': 'inbox.opChannel', 'account:': 'inbox.opAccount', 'label:': 'inbox.opLabel', 'assignee:': 'inbox.opAssignee',
  'team:': 'inbox.opTeam', 'is:': 'inbox.opIs', 'has:': 'inbox.opHas', 'before:': 'inbox.opBefore', 'after:': 'inbox.opAfter', 'language:': 'inbox.opLanguage',
} as const

interface Props {
  readonly value: string
  readonly known: KnownNames
  readonly field: RefObject<HTMLInputElement | null>
  readonly fault: string | null
  readonly onValue: (value: string) => void
}

export function SearchField({ value, known, field, fault, onValue }: Props) {
  const { t } = useWords()
  const id = useId()
  const [text, setText] = useState(value)
  const [kept, setKept] = useState(value)
  const [offered, setOffered] = useState<Offers | null>(null)
  const [at, setAt] = useState(-1)
  // The address can change by itself: a saved view, the way back.
  if (kept !== value) { setKept(value); setText(value) }
  const send = (next: string): void => { setOffered(null); setKept(next.trim()); onValue(next.trim()) }
  const type = (next: string, caret: number): void => { setText(next); setAt(-1); setOffered(offersAt(next, caret, known)); if (next === '') send('') }
  const take = ({ insert }: Offer): void => {
    if (offered === null) return
    const next = text.slice(0, offered.from) + insert + text.slice(offered.to)
    const caret = offered.from + insert.length
    type(next, caret)
    requestAnimationFrame(() => { field.current?.focus(); field.current?.setSelectionRange(caret, caret) })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') { event.preventDefault(); const offer = offered?.offers[at]; if (offer) take(offer); else send(text); return }
    if (event.key === 'Escape') { event.preventDefault(); if (offered !== null) setOffered(null); else { setText(''); send(''); field.current?.blur() } return }
    if (offered === null) return
    const n = offered.offers.length
    if (event.key === 'ArrowDown') { event.preventDefault(); setAt((at + 1) % n) }
    if (event.key === 'ArrowUp') { event.preventDefault(); setAt((at - 1 + n) % n) }
    if (event.key === 'Tab' && !event.shiftKey) { const offer = offered.offers[Math.max(0, at)]; if (offer) { event.preventDefault(); take(offer) } }
  }
  return (
    <div>
      <div className={css.holder}>
        <search className={css.field}>
          <Icon name="search" size={14} />
          <input
            ref={field} type="search" className={css.input} value={text} placeholder={t('inbox.search')} aria-label={t('inbox.search')} autoComplete="off" spellCheck={false}
            role="combobox" aria-expanded={offered !== null} aria-controls={`${id}-offers`} aria-autocomplete="list" aria-activedescendant={offered !== null && at >= 0 ? `${id}-${at}` : undefined} aria-invalid={fault !== null || undefined}
            onChange={(event) => type(event.target.value, event.target.selectionStart ?? event.target.value.length)} onKeyDown={onKeyDown} onBlur={() => setOffered(null)}
          />
          {text === '' ? <Kbd keys="/" /> : <IconButton size="s" icon="close" label={t('inbox.searchClear')} onClick={() => { setText(''); send(''); field.current?.focus() }} />}
        </search>
        <Popover label={t('inbox.searchHelp')} align="end" trigger={<IconButton icon="info" label={t('inbox.searchHelp')} />}>
          <p>{t('inbox.searchHelpText')}</p>
          <dl className={css.help}>
            {Object.entries(operatorAbout).map(([operator, word]) => <HelpLine key={operator} operator={operator} about={t(word)} />)}
            <HelpLine operator="#4711" about={t('inbox.opNumber')} />
            <HelpLine operator={'"…"'} about={t('inbox.opPhrase')} />
            <HelpLine operator="begin*" about={t('inbox.opBeginning')} />
            <HelpLine operator="-…" about={t('inbox.opNot')} />
          </dl>
        </Popover>
        {offered !== null && (
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role -- no tag makes a list of offers under a field; the field keeps the focus and names the one that is meant
          <div id={`${id}-offers`} role="listbox" aria-label={t('inbox.searchOffers')} className={css.offers}>
            {offered.offers.map((offer, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role -- keys work in the field
              <div key={offer.insert} id={`${id}-${index}`} role="option" aria-selected={index === at} className={css.offer} onMouseDown={(event) => { event.preventDefault(); take(offer) }}>
                <code>{offer.shown}</code>{offer.shown in operatorAbout && <span className={css.about}>{t(operatorAbout[offer.shown as keyof typeof operatorAbout])}</span>}
              </div>
            ))}
          </div>
        )}
      </div>
      {fault !== null && <p className={css.fault} role="alert">{fault}</p>}
    </div>
  )
}

function HelpLine({ operator, about }: { readonly operator: string; readonly about: string }) {
  return <><dt><code>{operator}</code></dt><dd>{about}</dd></>
}
