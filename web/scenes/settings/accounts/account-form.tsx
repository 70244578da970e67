/** Connects an account, or gives one a new way in: steps, form, a test before anything is kept. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { faultField } from '../../../api/fault.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { Account, AccountChannel, OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Said } from '../../../components/said.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useKept } from '../../../hooks/kept.ts'
import { useWords } from '../../../words/words.tsx'
import { type FieldValues, settingsOf, troubleOf, valuesOf } from '../sources/field-values.ts'
import { SettingFields } from '../sources/setting-fields.tsx'
import css from './accounts.module.css'
import { beginAuthorising } from './authorising.ts'

type Found = OutputOf<'post', '/accounts/try'>

function readDraft(kept: unknown): FieldValues | undefined {
  return typeof kept === 'object' && kept !== null ? kept as FieldValues : undefined
}

/** @param account The account that is connected again; `null` for a new one. */
export function AccountForm({ channel, account, onDone }: { readonly channel: AccountChannel; readonly account: Account | null; readonly onDone: () => void }) {
  const words = useWords()
  const { t } = words
  const [draft, setDraft] = useKept<FieldValues>('drafts', `draft.account.${account?.id ?? channel.id}`, valuesOf(channel.fields, account?.settings ?? {}), readDraft)
  // Secrets are kept in memory only, whatever else the draft remembers.
  const [secrets, setSecrets] = useState<FieldValues>({})
  const [name, setName] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<{ readonly field: string | null; readonly words: string } | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const [busy, setBusy] = useState<'test' | 'keep' | null>(null)
  const values = { ...draft, ...secrets }
  // A secret that stands already need not be given again.
  const fields = channel.fields.map((field) => (account !== null && field.kind === 'secret' ? { ...field, required: false } : field))
  const settings = settingsOf(fields, values)

  const errorOf = (field: string): string | null => {
    if (refused?.field === field) return refused.words
    const definition = fields.find((each) => each.name === field)
    const trouble = definition === undefined || !left.has(field) ? null : troubleOf(definition, values)
    return trouble === null ? null : trouble === 'needed' ? t('common.required') : t('settings.numberNeeded')
  }
  const change = (field: string, value: string | boolean): void => {
    if (fields.find((each) => each.name === field)?.kind === 'secret') setSecrets({ ...secrets, [field]: value })
    else setDraft({ ...draft, [field]: value })
    setFound(null)
    setRefused(null)
  }
  const attempt = async (kind: 'test' | 'keep', act: () => Promise<void>): Promise<void> => {
    setLeft(new Set(fields.map((field) => field.name)))
    if (fields.some((field) => troubleOf(field, values) !== null)) return
    setBusy(kind)
    setRefused(null)
    try {
      await act()
    } catch (fault) {
      const field = faultField(fault)?.replace(/^settings\./, '') ?? null
      setRefused({ field: fields.some((each) => each.name === field) ? field : null, words: faultWords(fault, words) })
    } finally {
      setBusy(null)
    }
  }
  const test = (): Promise<void> => attempt('test', async () => setFound(await api('post', '/accounts/try', { body: { channel: channel.id, settings } })))
  const keep = (): Promise<void> => attempt('keep', async () => {
    const kept = account === null
      ? await api('post', '/accounts', { body: { channel: channel.id, settings, ...(name.trim() === '' ? {} : { name: name.trim() }) } })
      : await api('post', '/accounts/{id}/reconnect', { params: { id: account.id }, body: { settings } })
    setDraft(valuesOf(channel.fields, {}))
    await queryClient.invalidateQueries({ queryKey: queryKey('/accounts') })
    toast(account === null ? t('ourAccounts.connected', { name: kept.name }) : t('ourAccounts.reconnected', { name: kept.name }))
    onDone()
  })
  // Without a secret of their own, the network is asked to let us in on its page.
  const asksThere = channel.authorises && fields.every(({ kind, name: field }) => kind !== 'secret' || (secrets[field] ?? '') === '')
  const go = (): Promise<void> => attempt('keep', async () => {
    location.assign(await beginAuthorising({ channel: channel.id, settings, ...(account === null ? {} : { account: account.id }), ...(name.trim() === '' ? {} : { name: name.trim() }) }))
  })
  return (
    <form className={css.form} noValidate onSubmit={(event) => { event.preventDefault(); void (asksThere ? go() : keep()) }}>
      {channel.steps.length > 0 && (
        <div className={css.steps}>
          <h3>{t('ourAccounts.steps')}</h3>
          <ol>{channel.steps.map((step) => <li key={step}><Said>{step}</Said></li>)}</ol>
        </div>
      )}
      <SettingFields channel={`account_${channel.id}`} fields={fields} values={values} onValue={change} errorOf={errorOf} keepsSecret={account !== null} onLeave={(field) => { if (values[field] !== '') setLeft(new Set([...left, field])) }} />
      {account === null && <TextField label={t('ourAccounts.name')} hint={t('ourAccounts.nameHint')} optional value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
      {found !== null && <Notice tone="positive">{found.expiresAt === null ? t('ourAccounts.testGood', { name: found.handle ?? found.name }) : t('ourAccounts.testGoodUntil', { name: found.handle ?? found.name, at: words.dayAndClock(new Date(found.expiresAt)) })}</Notice>}
      {refused !== null && refused.field === null && <Notice tone="negative">{refused.words}</Notice>}
      <div className={css.actions}>
        {account === null && !asksThere && <Button busy={busy === 'test'} onClick={() => void test()}>{t('ourAccounts.test')}</Button>}
        <Button look="primary" type="submit" busy={busy === 'keep'}>{asksThere ? t('ourAccounts.goThere') : account === null ? t('ourAccounts.keep') : t('ourAccounts.reconnect')}</Button>
      </div>
    </form>
  )
}
