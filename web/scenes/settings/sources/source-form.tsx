/** Makes or changes a source: fill in, look first, then read. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { faultField } from '../../../api/fault.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { ChannelInfo, Source } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useKept } from '../../../hooks/kept.ts'
import { useWords } from '../../../words/words.tsx'
import { type FieldValues, settingsOf, troubleOf, valuesOf } from './field-values.ts'
import { type Probe, ProbeResult } from './probe-result.tsx'
import { SettingFields } from './setting-fields.tsx'
import css from './sources.module.css'

interface Draft {
  readonly name: string
  readonly values: FieldValues
}

function readDraft(kept: unknown): Draft | undefined {
  if (typeof kept !== 'object' || kept === null || !('values' in kept) || typeof kept.values !== 'object' || kept.values === null) return undefined
  return { name: 'name' in kept && typeof kept.name === 'string' ? kept.name : '', values: kept.values as FieldValues }
}

/** @param source The source that is changed; `null` for a new one. */
export function SourceForm({ channel, source, onDone }: { readonly channel: ChannelInfo; readonly source: Source | null; readonly onDone: () => void }) {
  const words = useWords()
  const { t } = words
  const [draft, setDraft] = useKept<Draft>('drafts', `draft.source.${source?.id ?? channel.id}`, { name: source?.name ?? '', values: valuesOf(channel.fields, source?.settings ?? {}) }, readDraft)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<{ readonly field: string | null; readonly words: string } | null>(null)
  const [probe, setProbe] = useState<Probe | null>(null)
  const [busy, setBusy] = useState<'look' | 'save' | null>(null)
  const settings = settingsOf(channel.fields, draft.values)

  // A secret is kept in memory only, whatever else the draft remembers.
  const [secrets, setSecrets] = useState<FieldValues>({})
  const values = { ...draft.values, ...secrets }
  const whole = { ...settings, ...settingsOf(channel.fields.filter((field) => field.kind === 'secret'), values) }

  const errorOf = (name: string): string | null => {
    if (refused?.field === name) return refused.words
    const field = channel.fields.find((each) => each.name === name)
    const trouble = field === undefined || !left.has(name) ? null : troubleOf(field, values)
    return trouble === null ? null : trouble === 'needed' ? t('common.required') : t('settings.numberNeeded')
  }
  const change = (name: string, value: string | boolean): void => {
    if (channel.fields.find((field) => field.name === name)?.kind === 'secret') setSecrets({ ...secrets, [name]: value })
    else setDraft({ ...draft, values: { ...draft.values, [name]: value } })
    setProbe(null)
    setRefused(null)
  }
  const attempt = async (kind: 'look' | 'save', act: () => Promise<void>): Promise<void> => {
    setLeft(new Set(channel.fields.map((field) => field.name)))
    if (channel.fields.some((field) => troubleOf(field, values) !== null)) return
    setBusy(kind)
    setRefused(null)
    try {
      await act()
    } catch (fault) {
      const field = faultField(fault)?.replace(/^settings\./, '') ?? null
      setRefused({ field: channel.fields.some((each) => each.name === field) ? field : null, words: faultWords(fault, words) })
    } finally {
      setBusy(null)
    }
  }
  const look = (): Promise<void> => attempt('look', async () => {
    const found = await api('post', '/sources/probe', { body: { channel: channel.id, settings: whole } })
    setProbe(found)
    if (draft.name.trim() === '') setDraft({ ...draft, name: found.title })
  })
  const save = (): Promise<void> => attempt('save', async () => {
    const name = draft.name.trim()
    if (source === null) await api('post', '/sources', { body: { channel: channel.id, settings: whole, ...(name === '' ? {} : { name }) } })
    else await api('patch', '/sources/{id}', { params: { id: source.id }, body: { settings: whole, ...(name === '' ? {} : { name }) } })
    setDraft({ name: '', values: valuesOf(channel.fields, {}) })
    await queryClient.invalidateQueries({ queryKey: queryKey('/sources') })
    toast(source === null ? t('settings.sourceMade', { name: name || channel.name }) : t('common.saved'))
    onDone()
  })
  const choose = (choice: Probe['choices'][number]): void => {
    setDraft({ name: choice.title, values: { ...draft.values, ...valuesOf(channel.fields.filter((field) => field.name in choice.settings), choice.settings) } })
    if (probe !== null) setProbe({ ...probe, title: choice.title, words: '', sample: [] })
  }

  const looked = probe !== null
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => { event.preventDefault(); void (looked || source !== null ? save() : look()) }}
    >
      <SettingFields channel={channel.id} fields={channel.fields} values={values} onValue={change} errorOf={errorOf} keepsSecret={source !== null} onLeave={(name) => { if (values[name] !== '') setLeft(new Set([...left, name])) }} />
      {looked && <ProbeResult probe={probe} onChoice={choose} />}
      {(looked || source !== null) && <TextField label={t('settings.sourceName')} hint={t('settings.sourceNameHint')} value={draft.name} maxLength={200} autoComplete="off" onChange={(event) => setDraft({ ...draft, name: event.target.value })} />}
      {refused !== null && refused.field === null && <Notice tone="negative">{refused.words}</Notice>}
      <div className={css.actions}>
        {looked || source !== null
          ? <><Button busy={busy === 'look'} onClick={() => void look()}>{t('settings.look')}</Button><Button look="primary" type="submit" busy={busy === 'save'}>{source === null ? t('settings.startReading') : t('common.save')}</Button></>
          : <><Button look="plain" busy={busy === 'save'} onClick={() => void save()}>{t('settings.startUnseen')}</Button><Button look="primary" type="submit" busy={busy === 'look'}>{t('settings.look')}</Button></>}
      </div>
    </form>
  )
}
