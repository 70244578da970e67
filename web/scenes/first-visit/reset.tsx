/** Chooses a new password by the link of a mail. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { resetPassword } from '../../api/sign-in.ts'
import { Button } from '../../components/button.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { Notice } from '../../components/states.tsx'
import { useForm } from '../../hooks/form.ts'
import { useWords } from '../../words/words.tsx'
import { newPasswordFault } from './account-checks.ts'
import { EntryFrame } from './entry-frame.tsx'
import css from './entry-frame.module.css'

const route = getRouteApi('/reset/$token')

export function Reset() {
  const words = useWords()
  const { t } = words
  const { token } = route.useParams()
  const [done, setDone] = useState(false)
  const form = useForm({
    draft: 'reset',
    initial: { password: '' },
    secret: ['password'],
    check: ({ password }) => ({ password: newPasswordFault(password, words) }),
    submit: async ({ password }) => {
      await resetPassword(token, password)
      setDone(true)
    },
  })
  return (
    <EntryFrame title={t('entry.resetTitle')} about={done ? undefined : <p>{t('entry.resetText')}</p>}>
      {done ? <Notice tone="positive">{t('entry.resetDone')}</Notice> : (
        <form {...form.form} className={css.form}>
          <PasswordField size="l" label={t('entry.password')} hint={t('entry.passwordHint')} autoComplete="new-password" {...form.text('password')} />
          {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
          <Button look="primary" size="l" type="submit" busy={form.busy}>{t('entry.resetSave')}</Button>
        </form>
      )}
      <p className={css.note}><Link to="/sign-in">{t('entry.signIn')}</Link></p>
    </EntryFrame>
  )
}
