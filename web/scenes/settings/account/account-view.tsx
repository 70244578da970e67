/** Settings, My account: name, language, time zone, theme, password, sessions. */
import { Section } from '../../../components/page-header.tsx'
import { useWords } from '../../../words/words.tsx'
import { MailChoices } from './mail-choices.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Sessions } from './sessions.tsx'

export function AccountView() {
  const { t } = useWords()
  return (
    <>
      <Section title={t('shell.goAccount')}><ProfileForm /></Section>
      <Section title={t('outgoing.myMail')} about={t('outgoing.myMailText')}><MailChoices /></Section>
      <Section title={t('settings.password')} about={t('settings.passwordText')}><PasswordForm /></Section>
      <Section title={t('settings.sessions')} about={t('settings.sessionsText')}><Sessions /></Section>
    </>
  )
}
