/** Makes a company, or changes one. */
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { faultWords, Notice } from '../../components/states.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { useWords } from '../../words/words.tsx'
import { refreshPerson } from '../people/use-deed.ts'
import css from './companies.module.css'

interface Props {
  /** `null`: a new one. */
  readonly company: { readonly id: string; readonly name: string; readonly domains: readonly string[]; readonly note: string } | null
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onDone?: (id: string) => void
}

export function CompanyDialog({ company, open, onOpen, onDone }: Props) {
  const words = useWords()
  const { t } = words
  const [name, setName] = useState(company?.name ?? '')
  const [domains, setDomains] = useState(company?.domains.join(', ') ?? '')
  const [note, setNote] = useState(company?.note ?? '')
  const [fault, setFault] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    const body = { name: name.trim(), domains: domains.split(/[\s,]+/).filter(Boolean), note }
    try {
      const id = company === null ? (await api('post', '/companies', { body })).id : (await api('patch', '/companies/{id}', { params: { id: company.id }, body }), company.id)
      await refreshPerson()
      onOpen(false)
      onDone?.(id)
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    }
  }
  return (
    <Dialog open={open} onOpen={onOpen} width="s" title={t(company === null ? 'profile.newCompany' : 'profile.changeCompany')} actions={<><Button onClick={() => onOpen(false)}>{t('common.cancel')}</Button><Button look="primary" disabled={name.trim() === ''} onClick={() => void save()}>{t('common.save')}</Button></>}>
      <div className={css.fields}>
        <TextField label={t('profile.companyName')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        <TextField label={t('profile.domains')} optional hint={t('profile.domainsHint')} value={domains} onChange={(event) => setDomains(event.target.value)} />
        <TextArea label={t('profile.note')} optional value={note} maxLength={5_000} onChange={(event) => setNote(event.target.value)} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}
