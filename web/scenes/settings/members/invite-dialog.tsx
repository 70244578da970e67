/** Makes an invitation link. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { emailFault } from '../../first-visit/account-checks.ts'
import css from '../form.module.css'
import { type ChosenRole, RoleChoice, roleBody } from '../role-choice.tsx'
import { SecretOnce } from '../secret-once.tsx'

export function InviteDialog({ open, onOpen }: { readonly open: boolean; readonly onOpen: (open: boolean) => void }) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const [url, setUrl] = useState<string | null>(null)
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const initial: { email: string; role: ChosenRole } = { email: '', role: 'agent' }
  const form = useForm({
    draft: 'invite',
    initial,
    check: ({ email }) => ({ email: email.trim() === '' ? null : emailFault(email, words) }),
    submit: async ({ email, role }) => {
      const made = await api('post', '/invitations', { body: { ...roleBody(role), ...(email.trim() === '' ? {} : { email: email.trim() }) } })
      setUrl(made.url)
      setMailedTo(made.mailed ? made.email : null)
      form.reset(initial)
      await queryClient.invalidateQueries({ queryKey: queryKey('/invitations') })
    },
  })
  const close = (next: boolean): void => {
    if (!next) setUrl(null)
    onOpen(next)
  }
  return (
    <Dialog
      open={open}
      onOpen={close}
      title={t('settings.invite')}
      about={url === null ? t('settings.inviteText') : t('settings.inviteMade')}
      actions={url === null ? <><Button onClick={() => close(false)}>{t('common.cancel')}</Button><Button look="primary" busy={form.busy} onClick={form.send}>{t('settings.makeLink')}</Button></> : <Button look="primary" onClick={() => close(false)}>{t('common.done')}</Button>}
    >
      {url === null ? (
        <form {...form.form} className={css.form}>
          <TextField label={t('entry.email')} hint={t('settings.inviteMailHint')} optional type="email" autoComplete="off" {...form.text('email')} />
          <RoleChoice value={form.values.role} onValue={(role) => form.set('role', role)} withOwner={me.role === 'owner'} />
          {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
        </form>
      ) : <>{mailedTo !== null && <Notice tone="positive" icon="mail">{t('outgoing.invitationMailed', { email: mailedTo })}</Notice>}<SecretOnce value={url} note={t('settings.linkOnce')} /></>}
    </Dialog>
  )
}
