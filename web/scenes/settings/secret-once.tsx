/** Something that is shown once and never again: a key, an invitation link. */
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/states.tsx'
import { useWords } from '../../words/words.tsx'
import css from './form.module.css'

export function SecretOnce({ value, note }: { readonly value: string; readonly note: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const copy = (): void => {
    // Without a secure connection there is no clipboard; the text can then be selected by hand.
    if (navigator.clipboard === undefined) return setCopied('no')
    navigator.clipboard.writeText(value).then(() => setCopied('yes'), () => setCopied('no'))
  }
  return (
    <div className={css.form}>
      <Notice tone="warn">{note}</Notice>
      <div className={css.secret}>
        <code>{value}</code>
        <Button icon={copied === 'yes' ? 'check' : 'copy'} onClick={copy}>{copied === 'yes' ? t('common.copied') : t('common.copy')}</Button>
      </div>
      <p className={css.quiet} aria-live="polite">{copied === 'no' ? t('settings.copyByHand') : ''}</p>
    </div>
  )
}
