/** Asks for a link to choose a new password. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { askForReset } from '../../api/sign-in.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useForm } from '../../hooks/form.ts'
import { useWords } from '../../words/words.tsx'
import { emailFault } from './account-checks.ts'
import { EntryFrame } from './entry-frame.tsx'
import css from './entry-frame.module.css'

export function Forgot() {
  const words = useWords()
  const { t } = words
  const [sent, setSent] = useState(false)
  const form = useForm({
    draft: 'forgot',
    initial: { email: '' },
    check: ({ email }) => ({ email: emailFault(email, words) }),
    submit: async ({ email }) => {
      await askForReset(email.trim())
      setSent(true)
    },
  })
  return (
    <EntryFrame title={t('entry.forgotTitle')} about={sent ? undefined : <p>{t('entry.forgotText')}</p>}>
      {sent ? <Notice tone="positive">{t('entry.forgotSent')}</Notice> : (
        <form {...form.form} className={css.form}>
          <TextField size="l" label={t('entry.email')} type="email" autoComplete="username" {...form.text('email')} />
          {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
          <Button look="primary" size="l" type="submit" busy={form.busy}>{t('entry.forgotSend')}</Button>
        </form>
      )}
      <p className={css.note}><Link to="/sign-in">{t('entry.signIn')}</Link></p>
    </EntryFrame>
  )
}
