/** Joining by an invitation link. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { ApiFault } from '../../api/fault.ts'
import { apiQuery } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { FaultState, Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useForm } from '../../hooks/form.ts'
import { roleMayWord, roleWord } from '../../shell/role-words.ts'
import { useWords } from '../../words/words.tsx'
import { emailFault, nameFault, newPasswordFault } from './account-checks.ts'
import { useFirstEntry } from './enter.ts'
import { EntryFrame } from './entry-frame.tsx'
import css from './entry-frame.module.css'

const route = getRouteApi('/join/$token')

function JoinForm({ token, invited }: { readonly token: string; readonly invited: string | null }) {
  const words = useWords()
  const { t } = words
  const enter = useFirstEntry()
  const form = useForm({
    draft: 'join',
    initial: { name: '', email: invited ?? '', password: '' },
    secret: ['password'],
    check: (values) => ({ name: nameFault(values.name, words), email: emailFault(values.email, words), password: newPasswordFault(values.password, words) }),
    submit: async ({ name, email, password }) => {
      await api('post', '/invitations/by-token/{token}/accept', { params: { token }, body: { name, email: email.trim(), password } })
      await enter()
    },
  })
  return (
    <form {...form.form} className={css.form}>
      <TextField size="l" label={t('entry.name')} hint={t('entry.nameHint')} autoComplete="name" {...form.text('name')} />
      <TextField size="l" label={t('entry.email')} type="email" autoComplete="username" readOnly={invited !== null} {...form.text('email')} />
      <PasswordField size="l" label={t('entry.password')} hint={t('entry.passwordHint')} autoComplete="new-password" {...form.text('password')} />
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      <Button look="primary" size="l" type="submit" busy={form.busy}>{t('entry.join')}</Button>
    </form>
  )
}

export function Join() {
  const { t, dayAndClock } = useWords()
  const { token } = route.useParams()
  const invitation = useQuery({ ...apiQuery('/invitations/by-token/{token}', { params: { token } }), staleTime: Infinity })
  if (invitation.isError) {
    const gone = invitation.error instanceof ApiFault && invitation.error.status >= 400 && invitation.error.status < 500
    return gone
      ? <EntryFrame title={t('entry.joinBadTitle')} about={t('entry.joinBadText')} />
      : <EntryFrame title={t('entry.joinTitle')}><FaultState compact fault={invitation.error} onRetry={() => void invitation.refetch()} /></EntryFrame>
  }
  if (invitation.data === undefined) return <EntryFrame title={t('entry.joinTitle')} />
  const { email, role, invitedBy, expiresAt } = invitation.data
  return (
    <EntryFrame
      title={t('entry.joinTitle')}
      about={<><p>{t('entry.joinText', { who: invitedBy, role: t(roleWord[role]) })} {t(roleMayWord[role])}</p><p>{t('entry.joinUntil', { when: dayAndClock(new Date(expiresAt)) })}</p></>}
    >
      <JoinForm token={token} invited={email} />
    </EntryFrame>
  )
}
