/** Sends a test mail, and says at once what the server answered. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { Button } from '../../../components/button.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

export function TestMail() {
  const { t } = useWords()
  const me = useMember()
  const [sent, setSent] = useState(false)
  const form = useForm({
    draft: 'test-mail',
    initial: { to: me.email ?? '' },
    check: ({ to }) => ({ to: /^\S+@\S+\.\S+$/.test(to.trim()) ? null : t('outgoing.addressNeeded') }),
    submit: async ({ to }) => {
      setSent(false)
      await api('post', '/mail/test', { body: { to: to.trim() } })
      setSent(true)
    },
  })
  return (
    <form {...form.form} className={`${css.form} ${css.narrow}`}>
      <TextField label={t('outgoing.testTo')} type="email" autoComplete="email" {...form.text('to')} />
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      <div aria-live="polite">{sent && form.fault === null && !form.busy && <Notice tone="positive">{t('outgoing.testDone')}</Notice>}</div>
      <div className={css.left}><Button icon="mail" type="submit" busy={form.busy}>{t('outgoing.sendTest')}</Button></div>
    </form>
  )
}
