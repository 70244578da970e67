/** Whose installation it is: shown beside the mark and where people sign in. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

export function CompanyForm() {
  const me = useMember()
  const { data } = useQuery(apiQuery('/installation'))
  return me.may('installation.manage') && data ? <NameForm company={data.company} /> : null
}

function NameForm({ company }: { readonly company: string }) {
  const { t } = useWords()
  const form = useForm({
    draft: 'company-name',
    initial: { company },
    // Empty is an answer too: then nothing is shown.
    check: () => ({ company: null }),
    submit: async (values) => {
      const saved = await api('patch', '/installation', { body: { company: values.company.trim() } })
      queryClient.setQueryData(apiQuery('/installation').queryKey, (before) => before && { ...before, company: saved.company })
      form.reset(saved)
      toast(t('common.saved'))
    },
  })
  return (
    <form {...form.form} className={css.form}>
      <TextField label={t('entry.company')} autoComplete="organization" maxLength={120} {...form.text('company')} />
      {form.changed && <div><Button type="submit" look="primary" busy={form.busy}>{t('common.save')}</Button></div>}
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
    </form>
  )
}
