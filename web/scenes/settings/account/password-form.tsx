/** Changes the password, and signs out elsewhere when asked to. */
import { ApiFault } from '../../../api/fault.ts'
import { queryClient } from '../../../api/queries.ts'
import { changePassword } from '../../../api/sign-in.ts'
import { Button } from '../../../components/button.tsx'
import { PasswordField } from '../../../components/password-field.tsx'
import { Notice } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { newPasswordFault } from '../../first-visit/account-checks.ts'
import css from '../form.module.css'

export function PasswordForm() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const form = useForm({
    draft: 'password',
    initial: { current: '', wanted: '', elsewhere: true },
    secret: ['current', 'wanted'],
    check: ({ current, wanted }) => ({ current: current === '' ? t('entry.passwordNeeded') : null, wanted: newPasswordFault(wanted, words) }),
    submit: async ({ current, wanted, elsewhere }) => {
      try {
        await changePassword(current, wanted, elsewhere)
      } catch (fault) {
        if (fault instanceof ApiFault && (fault.status === 400 || fault.status === 401)) throw new ApiFault({ status: 422, code: fault.code, message: t('settings.currentWrong'), place: { path: '/current' } }, { cause: fault })
        throw fault
      }
      form.reset()
      toast(t('settings.passwordChanged'))
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  return (
    <form {...form.form} className={`${css.form} ${css.narrow}`}>
      <input type="email" name="username" autoComplete="username" value={me.email ?? ''} readOnly hidden aria-label={t('entry.email')} />
      <PasswordField label={t('settings.currentPassword')} autoComplete="current-password" {...form.text('current')} />
      <PasswordField label={t('settings.newPassword')} hint={t('entry.passwordHint')} autoComplete="new-password" {...form.text('wanted')} />
      <Checkbox label={t('settings.signOutElsewhere')} checked={form.values.elsewhere} onChange={(event) => form.set('elsewhere', event.target.checked)} />
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      <div className={css.left}><Button type="submit" busy={form.busy}>{t('settings.changePassword')}</Button></div>
    </form>
  )
}
