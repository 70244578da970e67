/** The first visit: the owner makes their account with the token that the console printed. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { apiQuery } from '../../api/queries.ts'
import { Button, LinkButton } from '../../components/button.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { FaultState, Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useForm } from '../../hooks/form.ts'
import { useWords } from '../../words/words.tsx'
import { emailFault, nameFault, newPasswordFault } from './account-checks.ts'
import { useFirstEntry } from './enter.ts'
import { EntryFrame } from './entry-frame.tsx'
import css from './entry-frame.module.css'

const route = getRouteApi('/welcome')

function ClaimForm() {
  const words = useWords()
  const { t } = words
  const { token = '' } = route.useSearch()
  const enter = useFirstEntry()
  const form = useForm({
    draft: 'welcome',
    initial: { token, company: '', name: '', email: '', password: '' },
    secret: ['token', 'password'],
    check: (values) => ({
      token: values.token.trim() === '' ? t('entry.tokenNeeded') : null,
      name: nameFault(values.name, words),
      email: emailFault(values.email, words),
      password: newPasswordFault(values.password, words),
    }),
    submit: async ({ token: given, company, name, email, password }) => {
      await api('post', '/installation/claim', { body: { token: given.trim(), company, name, email: email.trim(), password } })
      await enter()
    },
  })
  return (
    <form {...form.form} className={css.form}>
      {(token === '' || form.error('token') !== null) && <TextField size="l" label={t('entry.token')} hint={t('entry.tokenHint')} autoComplete="off" spellCheck={false} {...form.text('token')} />}
      <TextField size="l" label={t('entry.company')} hint={t('entry.companyHint')} optional autoComplete="organization" {...form.text('company')} />
      <TextField size="l" label={t('entry.name')} hint={t('entry.nameHint')} autoComplete="name" {...form.text('name')} />
      <TextField size="l" label={t('entry.email')} type="email" autoComplete="username" {...form.text('email')} />
      <PasswordField size="l" label={t('entry.password')} hint={t('entry.passwordHint')} autoComplete="new-password" {...form.text('password')} />
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      <Button look="primary" size="l" type="submit" busy={form.busy}>{t('entry.begin')}</Button>
    </form>
  )
}

export function Welcome() {
  const { t } = useWords()
  const installation = useQuery({ ...apiQuery('/installation'), staleTime: 0 })
  if (installation.isError) return <EntryFrame title={t('entry.welcomeTitle')}><FaultState compact fault={installation.error} onRetry={() => void installation.refetch()} /></EntryFrame>
  if (installation.data === undefined) return <EntryFrame title={t('entry.welcomeTitle')} />
  if (installation.data.claimed) {
    return (
      <EntryFrame title={t('entry.claimedTitle')} about={t('entry.claimedText')}>
        <div className={css.form}><LinkButton look="primary" size="l" to="/sign-in" search={{}}>{t('entry.signIn')}</LinkButton></div>
      </EntryFrame>
    )
  }
  return <EntryFrame title={t('entry.welcomeTitle')} about={t('entry.welcomeText')}><ClaimForm /></EntryFrame>
}
