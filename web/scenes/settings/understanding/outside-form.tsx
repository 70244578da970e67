/** The outside model: where it is, what it may tell, how much it may be asked; tried before it is trusted. */
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutsideSettings } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { PasswordField } from '../../../components/password-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox, Switch } from '../../../components/toggles.tsx'
import { labelTitle, labelWord } from '../../../mentions/label-words.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import css from './understanding.module.css'

const mayTell = ['sentiment', 'intent', 'emotion'] as const
type Draft = Omit<OutsideSettings, 'hasKey' | 'health'>
const usual: OutsideSettings = { enabled: false, address: '', model: '', labels: [...mayTell], timeoutMs: 10_000, concurrency: 2, perMinute: 60, hasKey: false, health: null }

export function OutsideForm() {
  const words = useWords()
  const { data, error, refetch } = useQuery({ ...apiQuery('/understanding/outside-model'), refetchInterval: (query) => (query.state.data?.settings?.enabled === true ? 15_000 : false) })
  return (
    <Section title={words.t('labels.outside')} about={words.t('labels.outsideText')}>
      {data === undefined ? (error === null ? <Skeleton lines={4} /> : <FaultState fault={error} onRetry={() => void refetch()} />) : <Settings saved={data.settings} />}
    </Section>
  )
}

function Settings({ saved }: { readonly saved: OutsideSettings | null }) {
  const words = useWords()
  const { hasKey, health, ...kept } = saved ?? usual
  const [draft, setDraft] = useState<Draft>(kept)
  const [key, setKey] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ readonly tone: 'positive' | 'negative'; readonly text: string } | null>(null)
  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]): void => setDraft({ ...draft, [name]: value })
  const body = { ...draft, ...(key === '' ? {} : { key }) }
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setSaid(null)
    try {
      await work()
    } catch (thrown) {
      setSaid({ tone: 'negative', text: faultWords(thrown, words) })
    } finally {
      setBusy(false)
    }
  }
  const save = (event: FormEvent): void => {
    event.preventDefault()
    void run(async () => {
      await api('put', '/understanding/outside-model', { body })
      setKey('')
      toast(words.t('labels.saved'))
      await queryClient.invalidateQueries({ queryKey: queryKey('/understanding/outside-model') })
    })
  }
  const tryIt = (): void => void run(async () => {
    const { answer, tookMs } = await api('post', '/understanding/outside-model/try', { body: { ...body, text: words.t('labels.tryText') } })
    setSaid({ tone: 'positive', text: words.t('labels.tryAnswer', { ms: tookMs, answer: words.list(mayTell.flatMap((label) => { const value = answer[label]; return value === undefined ? [] : [`${words.t(labelTitle[label])} ${words.t(labelWord(label, value))}`] })) }) })
  })
  const number = (name: 'timeoutMs' | 'concurrency' | 'perMinute') => ({ type: 'number', inputMode: 'numeric' as const, value: String(draft[name]), onChange: (event: { target: { value: string } }) => set(name, Number(event.target.value)) })
  return (
    <form className={form.form} onSubmit={save}>
      <Switch label={words.t('labels.outsideOn')} checked={draft.enabled} onChecked={(enabled) => set('enabled', enabled)} />
      <div className={form.two}>
        <TextField label={words.t('labels.address')} hint={words.t('labels.addressHint')} type="url" value={draft.address} spellCheck={false} onChange={(event) => set('address', event.target.value)} />
        <TextField label={words.t('labels.model')} value={draft.model} spellCheck={false} onChange={(event) => set('model', event.target.value)} />
        <PasswordField label={words.t('labels.key')} hint={words.t(hasKey ? 'labels.keyKept' : 'labels.keyHint')} autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
        <fieldset className={css.tell}>
          <legend>{words.t('labels.mayTell')}</legend>
          {mayTell.map((label) => <Checkbox key={label} label={words.t(labelTitle[label])} checked={draft.labels.includes(label)} onChange={(event) => set('labels', event.target.checked ? [...draft.labels, label] : draft.labels.filter((one) => one !== label))} />)}
        </fieldset>
        <TextField label={words.t('labels.perMinute')} hint={words.t('labels.perMinuteHint')} min={1} max={6_000} {...number('perMinute')} />
        <TextField label={words.t('labels.concurrency')} min={1} max={16} {...number('concurrency')} />
        <TextField label={words.t('labels.timeout')} min={500} max={60_000} step={500} {...number('timeoutMs')} />
      </div>
      {said && <Notice tone={said.tone}>{said.text}</Notice>}
      {health && <Notice tone={health.ok ? 'plain' : 'warn'}><Said>{health.words}</Said></Notice>}
      <div className={form.actions}>
        <Button type="button" disabled={busy || draft.address === '' || draft.model === ''} onClick={tryIt}>{words.t('labels.try')}</Button>
        <Button look="primary" type="submit" disabled={busy || draft.address === '' || draft.model === '' || draft.labels.length === 0}>{words.t('common.save')}</Button>
      </div>
    </form>
  )
}
