/** Whom an answer by mail goes to, and its subject. */
import { useState } from 'react'
import type { Composer, Composition } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { useWords } from '../../../words/words.tsx'
import { partiesOf, partiesText } from './composer-tokens.ts'
import css from './composer.module.css'

interface Props {
  readonly content: Composition
  readonly thread: Composer['threads'][number]
  readonly subject: string
  readonly onChange: (part: Partial<Composition>) => void
}

function PartiesLine({ label, parties, onParties, after }: { readonly label: string; readonly parties: readonly { readonly externalId: string; readonly name?: string | null | undefined }[]; readonly onParties: (parties: ReturnType<typeof partiesOf>) => void; readonly after?: React.ReactNode }) {
  const [text, setText] = useState<string | null>(null)
  return (
    <label className={css.mailLine}>
      <span>{label}</span>
      <input value={text ?? partiesText(parties)} autoComplete="off" spellCheck={false} onChange={(event) => setText(event.target.value)} onBlur={() => { if (text !== null) onParties(partiesOf(text)); setText(null) }} />
      {after}
    </label>
  )
}

export function MailFields({ content, thread, subject, onChange }: Props) {
  const { t } = useWords()
  const [wantsCopies, setWantsCopies] = useState(false)
  const hasCopies = wantsCopies || content.cc.length > 0 || content.bcc.length > 0
  return (
    <div className={css.mail}>
      <PartiesLine label={t('composer.to')} parties={content.to ?? thread.to} onParties={(to) => onChange({ to: to.length === 0 ? null : to })} after={!hasCopies && <Button size="s" look="plain" onClick={() => setWantsCopies(true)}>{t('composer.copies')}</Button>} />
      {hasCopies && <PartiesLine label={t('composer.cc')} parties={content.cc} onParties={(cc) => onChange({ cc })} />}
      {hasCopies && <PartiesLine label={t('composer.bcc')} parties={content.bcc} onParties={(bcc) => onChange({ bcc })} />}
      {thread.abilities.subject && <label className={css.mailLine}><span>{t('thread.subject')}</span><input value={content.subject ?? subject} maxLength={500} dir="auto" onChange={(event) => onChange({ subject: event.target.value })} /></label>}
    </div>
  )
}

/** Words that stand before the text, which is folded behind them. */
export function WarningField({ content, onChange }: Pick<Props, 'content' | 'onChange'>) {
  const { t } = useWords()
  return <label className={css.mailLine}><span>{t('composer.warning')}</span><input value={content.subject ?? ''} maxLength={200} dir="auto" placeholder={t('composer.warningHint')} onChange={(event) => onChange({ subject: event.target.value === '' ? null : event.target.value })} /></label>
}

/** What the network approved beforehand, for when its window is over. */
export function TemplateFields({ content, onChange }: Pick<Props, 'content' | 'onChange'>) {
  const { t } = useWords()
  const template = content.template ?? { name: '', language: 'en', values: [] }
  const change = (part: Partial<typeof template>): void => { const next = { ...template, ...part }; onChange({ template: next.name === '' ? null : next }) }
  return (
    <div className={css.template}>
      <label className={css.quiet}>{t('composer.templateName')}<input className={css.alt} value={template.name} onChange={(event) => change({ name: event.target.value })} /></label>
      <label className={css.quiet}>{t('inbox.language')}<input className={css.alt} value={template.language} onChange={(event) => change({ language: event.target.value })} /></label>
      <label className={css.quiet}>{t('composer.templateValues')}<textarea className={css.alt} rows={2} value={template.values.join('\n')} onChange={(event) => change({ values: event.target.value === '' ? [] : event.target.value.split('\n') })} /></label>
    </div>
  )
}
