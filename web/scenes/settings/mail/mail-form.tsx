/** The settings of the mail server. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { MailSettings } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { PasswordField } from '../../../components/password-field.tsx'
import { Select } from '../../../components/select.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

const usualPort = { tls: '465', starttls: '587', none: '25' } as const
const again = async (): Promise<void> => {
  await Promise.all([queryKey('/mail'), queryKey('/mail/outbox'), queryKey('/me/mail'), queryKey('/installation')].map((key) => queryClient.invalidateQueries({ queryKey: key })))
}

function RemoveMail({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const remove = (): void => {
    setBusy(true)
    api('delete', '/mail').then(async () => { await again(); toast(t('outgoing.mailRemoved')) }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) }).finally(onClose)
  }
  return <Dialog open onOpen={onClose} width="s" title={t('outgoing.removeMailAsk')} about={t('outgoing.removeMailText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="danger" busy={busy} onClick={remove}>{t('outgoing.removeMail')}</Button></>} />
}

export function MailForm({ settings }: { readonly settings: MailSettings | null }) {
  const { t } = useWords()
  const [removing, setRemoving] = useState(false)
  const form = useForm({
    draft: 'mail',
    initial: {
      host: settings?.host ?? '', port: String(settings?.port ?? 587), security: settings?.security ?? 'starttls' as const, signIn: settings === null || settings.username !== null, username: settings?.username ?? '', password: '',
      fromName: settings?.fromName ?? 'Rapport', fromAddress: settings?.fromAddress ?? '',
    },
    secret: ['password'],
    check: ({ host, port, fromAddress }) => ({
      host: host.trim() === '' ? t('outgoing.hostNeeded') : null,
      port: /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535 ? null : t('outgoing.portNeeded'),
      fromAddress: /^\S+@\S+\.\S+$/.test(fromAddress.trim()) ? null : t('outgoing.addressNeeded'),
    }),
    submit: async ({ host, port, security, signIn, username, password, fromName, fromAddress }) => {
      const user = signIn && username.trim() !== '' ? username.trim() : null
      await api('put', '/mail', { body: { host: host.trim(), port: Number(port), security, username: user, fromName: fromName.trim() || 'Rapport', fromAddress: fromAddress.trim(), ...(user === null || password === '' ? {} : { password }) } })
      toast(t('outgoing.saved'))
      await again()
    },
  })
  const { values } = form
  const secure = (security: typeof values.security): void => {
    // The port follows while it is the usual one of what was chosen before.
    if (values.port === usualPort[values.security]) form.set('port', usualPort[security])
    form.set('security', security)
  }
  return (
    <form {...form.form} className={`${css.form} ${css.narrow}`}>
      <TextField label={t('outgoing.host')} hint={t('outgoing.hostHint')} autoComplete="off" spellCheck={false} {...form.text('host')} />
      <div className={css.two}>
        <Select label={t('outgoing.security')} value={values.security} onValue={secure} options={[{ value: 'starttls', label: t('outgoing.securityStarttls') }, { value: 'tls', label: t('outgoing.securityTls') }, { value: 'none', label: t('outgoing.securityNone') }]} />
        <TextField label={t('outgoing.port')} inputMode="numeric" autoComplete="off" {...form.text('port')} />
      </div>
      <Checkbox label={t('outgoing.needsSignIn')} checked={values.signIn} onChange={(event) => form.set('signIn', event.target.checked)} />
      {values.signIn && (
        <div className={css.two}>
          <TextField label={t('outgoing.username')} autoComplete="off" spellCheck={false} {...form.text('username')} />
          <PasswordField label={t('outgoing.password')} autoComplete="new-password" {...(settings?.hasPassword === true ? { hint: t('outgoing.passwordKept') } : {})} {...form.text('password')} />
        </div>
      )}
      <div className={css.two}>
        <TextField label={t('outgoing.fromName')} autoComplete="off" maxLength={120} {...form.text('fromName')} />
        <TextField label={t('outgoing.fromAddress')} hint={t('outgoing.fromHint')} type="email" autoComplete="off" {...form.text('fromAddress')} />
      </div>
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      <div className={css.left}>
        <Button look="primary" type="submit" busy={form.busy}>{t('common.save')}</Button>
        {settings !== null && <Button look="plain" onClick={() => setRemoving(true)}>{t('outgoing.removeMail')}</Button>}
      </div>
      {removing && <RemoveMail onClose={() => setRemoving(false)} />}
    </form>
  )
}
