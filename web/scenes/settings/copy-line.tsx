/** A line of text to be taken along: shown whole, with a way to copy it. */
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useWords } from '../../words/words.tsx'
import css from './form.module.css'

export function CopyLine({ value }: { readonly value: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const copy = (): void => {
    // Without a secure connection there is no clipboard; the text can then be selected by hand.
    if (navigator.clipboard === undefined) return setCopied('no')
    navigator.clipboard.writeText(value).then(() => setCopied('yes'), () => setCopied('no'))
  }
  return (
    <>
      <div className={css.secret}>
        <code>{value}</code>
        <Button icon={copied === 'yes' ? 'check' : 'copy'} onClick={copy}>{copied === 'yes' ? t('common.copied') : t('common.copy')}</Button>
      </div>
      <p className={css.quiet} aria-live="polite">{copied === 'no' ? t('settings.copyByHand') : ''}</p>
    </>
  )
}
