/** Whom an answer by mail goes to, and its subject. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import type { Composer, Composition } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Select } from '../../../components/select.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
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

/** What the network approved beforehand, for when its window is over: chosen among what the account has. */
export function TemplateFields({ account, content, onChange }: Pick<Props, 'content' | 'onChange'> & { readonly account: string }) {
  const words = useWords()
  const { t } = words
  const { data, error } = useQuery({ ...apiQuery('/accounts/{id}/templates', { params: { id: account } }), staleTime: 300_000 })
  const templates = data?.items ?? []
  const keyOf = (one: { readonly name: string; readonly language: string }): string => `${one.language} ${one.name}`
  const { template } = content
  const chosen = template === null ? undefined : templates.find((one) => keyOf(one) === keyOf(template))
  const choose = (key: string): void => {
    const one = templates.find((each) => keyOf(each) === key)
    if (one !== undefined) onChange({ template: { name: one.name, language: one.language, values: one.values.map(() => '') } })
  }
  if (error !== null) return <p className={css.problem}>{faultWords(error, words)}</p>
  if (data !== undefined && templates.length === 0) return <p className={css.quiet}>{t('composer.noTemplates')}</p>
  return (
    <div className={css.template}>
      <Select label={t('composer.templateName')} value={template === null ? '' : keyOf(template)} placeholder={t('composer.templateChoose')} options={templates.map((one) => ({ value: keyOf(one), label: `${one.name} (${words.languageName(one.language.replace('_', '-'))})` }))} onValue={choose} />
      {chosen !== undefined && template !== null && (
        <>
          <blockquote dir="auto" lang={chosen.language.replace('_', '-')}>{chosen.text}</blockquote>
          {chosen.values.map((name, at) => <TextField key={name} label={name} value={template.values[at] ?? ''} maxLength={1_000} autoComplete="off" onChange={({ target }) => onChange({ template: { ...template, values: chosen.values.map((_, place) => (place === at ? target.value : template.values[place] ?? '')) } })} />)}
        </>
      )}
    </div>
  )
}
