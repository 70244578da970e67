/** A message in the reader's language, where a service is set up. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { MessageEntry } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { useTranslates } from '../arranged.ts'
import css from './thread-pane.module.css'

export function Translation({ message }: { readonly message: MessageEntry }) {
  const words = useWords()
  const { t, language } = words
  const [translated, setTranslated] = useState<{ readonly text: string; readonly from: string | null; readonly by: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isSetUp = useTranslates()
  const ask = (): void => {
    setBusy(true)
    api('post', '/messages/{id}/translate', { params: { id: message.id }, body: { to: language } }).then(setTranslated, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setBusy(false))
  }
  if (!isSetUp) return null
  if (translated === null) return <Button size="s" look="plain" icon="translate" busy={isBusy} className={css.quietButton} onClick={ask}>{t('thread.translate')}</Button>
  return (
    <div className={css.translated}>
      <p className={css.translatedAbout}>{t('thread.translatedFrom', { language: words.languageName(translated.from ?? message.language ?? 'und'), by: translated.by })} <Button size="s" look="plain" onClick={() => setTranslated(null)}>{t('thread.original')}</Button></p>
      <p lang={language}>{translated.text}</p>
    </div>
  )
}
