/** What addresses may be used for, and the words with which people are asked. */
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { consentChannelWord } from '../../people/person-consents.tsx'
import css from '../form.module.css'

type Purpose = OutputOf<'get', '/purposes'>['items'][number]
const basisWord = { consent: 'privacy.basisConsent', 'legitimate-interest': 'privacy.basisInterest', contract: 'privacy.basisContract', 'legal-duty': 'privacy.basisDuty' } as const
const refresh = (): Promise<unknown> => queryClient.invalidateQueries({ queryKey: queryKey('/purposes') })

export function Purposes() {
  const words = useWords()
  const { t, language } = words
  const may = useMember().may('people.erase')
  const { data, error, refetch } = useQuery(apiQuery('/purposes'))
  const [open, setOpen] = useState<Purpose | 'new' | null>(null)
  return (
    <Section title={t('privacy.purposes')} about={t('privacy.purposesText')} actions={may ? <Button icon="plus" onClick={() => setOpen('new')}>{t('privacy.addPurpose')}</Button> : undefined}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Table
          caption={t('privacy.purposes')}
          rows={data.items}
          keyOf={(row) => row.id}
          columns={[
            { id: 'name', title: t('privacy.purpose'), renderCell: (row) => <span className={css.whoWords}><span>{row.name[language] ?? row.name.en ?? row.id}</span><span className={css.mail}>{row.about[language] ?? row.about.en ?? ''}</span></span> },
            { id: 'basis', title: t('privacy.basis'), renderCell: (row) => t(basisWord[row.basis]) },
            { id: 'channels', title: t('privacy.channels'), wideOnly: true, renderCell: (row) => row.channels.map((channel) => consentChannelWord(channel, words)).join(', ') },
            { id: 'acts', title: t('common.edit'), quietTitle: true, renderCell: (row) => may && <span className={css.cellActs}><Button size="s" look="plain" icon="edit" onClick={() => setOpen(row)}>{t('common.edit')}</Button></span> },
          ]}
        />
      )}
      {open !== null && <PurposeDialog purpose={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function PurposeDialog({ purpose, onClose }: { readonly purpose: Purpose | null; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const wordingOf = (language: 'en' | 'nl'): string => purpose?.wordings.find((one) => one.language === language)?.words ?? ''
  const [form, setForm] = useState({
    id: purpose?.id ?? '', nameEn: purpose?.name.en ?? '', nameNl: purpose?.name.nl ?? '', aboutEn: purpose?.about.en ?? '', aboutNl: purpose?.about.nl ?? '', basis: purpose?.basis ?? 'consent' as const,
    channels: purpose?.channels.join(', ') ?? 'mail', months: String(purpose?.validMonths ?? ''), wordingEn: wordingOf('en'), wordingNl: wordingOf('nl'),
  })
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<typeof form>): void => setForm({ ...form, ...change })
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      const id = form.id.trim()
      const texts = (en: string, nl: string) => ({ ...(en.trim() === '' ? {} : { en: en.trim() }), ...(nl.trim() === '' ? {} : { nl: nl.trim() }) })
      await api('put', '/purposes/{id}', { params: { id }, body: { name: texts(form.nameEn, form.nameNl), about: texts(form.aboutEn, form.aboutNl), basis: form.basis, channels: form.channels.split(',').map((one) => one.trim()).filter((one) => one !== ''), validMonths: form.months.trim() === '' ? null : Number(form.months), position: purpose?.position ?? 100 } })
      for (const [language, text] of [['en', form.wordingEn], ['nl', form.wordingNl]] as const) if (text.trim() !== '' && text.trim() !== wordingOf(language)) await api('post', '/purposes/{id}/wordings', { params: { id }, body: { language, words: text.trim() } })
      await refresh()
      onClose()
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    } finally {
      setBusy(false)
    }
  }
  const retire = (): void => {
    api('delete', '/purposes/{id}', { params: { id: form.id } }).then(async () => { await refresh(); toast(t('privacy.retired')); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  }
  return (
    <Dialog
      open onOpen={onClose} width="l" title={purpose === null ? t('privacy.addPurpose') : (purpose.name[words.language] ?? purpose.id)}
      actions={<>{purpose !== null && <Button look="plain" onClick={retire}>{t('privacy.retire')}</Button>}<Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" type="submit" form="purpose" busy={busy} disabled={form.id.trim() === '' || (form.nameEn + form.nameNl).trim() === ''}>{t('common.save')}</Button></>}
    >
      <form id="purpose" className={css.form} onSubmit={(event) => void save(event)}>
        {purpose === null && <TextField label={t('privacy.purposeId')} hint={t('privacy.purposeIdHint')} value={form.id} maxLength={40} onChange={(event) => set({ id: event.target.value })} />}
        <div className={css.two}>
          <TextField label={t('privacy.nameEn')} value={form.nameEn} maxLength={200} onChange={(event) => set({ nameEn: event.target.value })} />
          <TextField label={t('privacy.nameNl')} value={form.nameNl} maxLength={200} onChange={(event) => set({ nameNl: event.target.value })} />
          <TextField label={t('privacy.aboutEn')} value={form.aboutEn} maxLength={200} onChange={(event) => set({ aboutEn: event.target.value })} />
          <TextField label={t('privacy.aboutNl')} value={form.aboutNl} maxLength={200} onChange={(event) => set({ aboutNl: event.target.value })} />
          <Select label={t('privacy.basis')} value={form.basis} options={(['consent', 'legitimate-interest', 'contract', 'legal-duty'] as const).map((value) => ({ value, label: t(basisWord[value]) }))} onValue={(basis) => set({ basis })} />
          <TextField label={t('privacy.valid')} hint={t('privacy.validHint')} inputMode="numeric" value={form.months} onChange={(event) => set({ months: event.target.value.replaceAll(/\D/g, '') })} />
        </div>
        <TextField label={t('privacy.channels')} hint={t('privacy.channelsHint')} value={form.channels} onChange={(event) => set({ channels: event.target.value })} />
        <h3>{t('privacy.wording')}</h3>
        <TextArea label={t('privacy.wordingEn')} hint={t('privacy.wordingHint')} value={form.wordingEn} maxLength={4_000} onChange={(event) => set({ wordingEn: event.target.value })} />
        <TextArea label={t('privacy.wordingNl')} value={form.wordingNl} maxLength={4_000} onChange={(event) => set({ wordingNl: event.target.value })} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </form>
    </Dialog>
  )
}
