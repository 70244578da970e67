/** Seconds in which an answer can be taken back, days in which a closed matter goes on, and how members sign. */
import type { InboxSettings } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Select } from '../../../components/select.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { saveSettings } from './save-settings.ts'

/** Pure: a whole number within bounds; `null` for anything else. */
export function wholeWithin(text: string, least: number, most: number): number | null {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

export function InboxForm({ settings }: { readonly settings: InboxSettings }) {
  const { t } = useWords()
  const form = useForm<{ undoSeconds: string; reopenDays: string; signsAs: InboxSettings['signsAs'] }>({
    draft: 'inbox-settings',
    initial: { undoSeconds: String(settings.undoSeconds), reopenDays: String(settings.reopenDays), signsAs: settings.signsAs },
    check: ({ undoSeconds, reopenDays }) => ({ undoSeconds: wholeWithin(undoSeconds, 0, 120) === null ? t('desk.undoRange') : null, reopenDays: wholeWithin(reopenDays, 0, 365) === null ? t('desk.reopenRange') : null }),
    submit: async (values) => {
      const { translation } = settings
      await saveSettings({ undoSeconds: Number(values.undoSeconds), reopenDays: Number(values.reopenDays), signsAs: values.signsAs, translation: translation === null ? null : { kind: translation.kind, address: translation.address, model: translation.model } })
      toast(t('common.saved'))
      form.reset(values)
    },
  })
  return (
    <form {...form.form} className={`${css.form ?? ''} ${css.narrow ?? ''}`}>
      <TextField label={t('desk.undo')} hint={t('desk.undoHint')} type="number" min={0} max={120} {...form.text('undoSeconds')} />
      <TextField label={t('desk.reopen')} hint={t('desk.reopenHint')} type="number" min={0} max={365} {...form.text('reopenDays')} />
      <Select label={t('desk.signs')} hint={t('desk.signsHint')} value={form.values.signsAs} options={[{ value: 'member', label: t('desk.signsMember') }, { value: 'first-name', label: t('desk.signsFirst') }, { value: 'team', label: t('desk.signsTeam') }]} onValue={(value) => form.set('signsAs', value)} />
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      <div className={css.left}><Button type="submit" look="primary" busy={form.busy} disabled={!form.changed}>{t('common.save')}</Button></div>
    </form>
  )
}
