/** Sign-in with mail address and password. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { ApiFault } from '../../api/fault.ts'
import { apiQuery, queryClient } from '../../api/queries.ts'
import { signIn } from '../../api/sign-in.ts'
import { Button } from '../../components/button.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useForm } from '../../hooks/form.ts'
import { useWords } from '../../words/words.tsx'
import { emailFault } from './account-checks.ts'
import { safeNext } from './enter.ts'
import { EntryFrame } from './entry-frame.tsx'
import css from './entry-frame.module.css'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const words = useWords()
  const { t } = words
  const { next } = route.useSearch()
  const router = useRouter()
  const installation = useQuery(apiQuery('/installation'))
  const form = useForm({
    draft: 'sign-in',
    initial: { email: '', password: '' },
    secret: ['password'],
    check: (values) => ({ email: emailFault(values.email, words), password: values.password === '' ? t('entry.passwordNeeded') : null }),
    submit: async ({ email, password }) => {
      try {
        await signIn(email.trim(), password)
      } catch (fault) {
        if (!(fault instanceof ApiFault)) throw fault
        // Which of the two is wrong is nobody's business but the owner's.
        if (fault.status === 401 || fault.status === 400 || fault.status === 422) throw new ApiFault({ status: 401, code: fault.code, message: t('entry.wrong') }, { cause: fault })
        if (fault.status === 429) throw new ApiFault({ status: 429, code: fault.code, message: t('entry.tooOften') }, { cause: fault })
        throw fault
      }
      queryClient.clear()
      router.history.push(safeNext(next))
    },
  })
  return (
    <EntryFrame title={t('entry.signInTitle')}>
      <form {...form.form} className={css.form}>
        <TextField size="l" label={t('entry.email')} type="email" autoComplete="username" {...form.text('email')} />
        <PasswordField size="l" label={t('entry.password')} autoComplete="current-password" {...form.text('password')} />
        {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
        <Button look="primary" size="l" type="submit" busy={form.busy}>{t('entry.signIn')}</Button>
      </form>
      <p className={css.note}>{installation.data?.resetByMail === true ? <Link to="/forgot">{t('entry.forgotLink')}</Link> : t('entry.forgot')}</p>
    </EntryFrame>
  )
}
