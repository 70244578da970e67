/** The service that translates messages, if there is one; tried before it is relied upon. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { InboxSettings } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { PasswordField } from '../../../components/password-field.tsx'
import { Select } from '../../../components/select.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { saveSettings } from './save-settings.ts'

type Kind = 'off' | 'libretranslate' | 'openai'

export function TranslationForm({ settings }: { readonly settings: InboxSettings }) {
  const words = useWords()
  const { t } = words
  const now = settings.translation
  const [tried, setTried] = useState<{ readonly isGood: boolean; readonly words: string } | null>(null)
  const [isTrying, setTrying] = useState(false)
  const { undoSeconds, reopenDays, signsAs } = settings
  const form = useForm<{ kind: Kind; address: string; model: string; key: string }>({
    draft: 'inbox-translation', secret: ['key'],
    initial: { kind: now?.kind ?? 'off', address: now?.address ?? '', model: now?.model ?? '', key: '' },
    check: ({ kind, address }) => ({ address: kind !== 'off' && !URL.canParse(address) ? t('desk.addressNeeded') : null }),
    submit: async ({ kind, address, model, key }) => {
      await saveSettings({ undoSeconds, reopenDays, signsAs, translation: kind === 'off' ? null : { kind, address: address.trim(), model: model.trim() === '' ? null : model.trim(), ...(key === '' ? {} : { key }) } })
      toast(t('common.saved'))
      form.reset({ kind, address, model, key: '' })
    },
  })
  const { kind } = form.values
  const tryIt = (): void => {
    setTrying(true)
    api('post', '/translations/try', { body: {} }).then((answer) => setTried({ isGood: true, words: t('desk.triedGood', { text: answer.text, by: answer.by }) }), (fault: unknown) => setTried({ isGood: false, words: faultWords(fault, words) })).finally(() => setTrying(false))
  }
  return (
    <form {...form.form} className={`${css.form ?? ''} ${css.narrow ?? ''}`}>
      <Select label={t('desk.service')} value={kind} options={[{ value: 'off', label: t('desk.serviceOff') }, { value: 'libretranslate', label: 'LibreTranslate' }, { value: 'openai', label: t('desk.serviceModel') }]} onValue={(value) => form.set('kind', value)} />
      {kind !== 'off' && (
        <>
          <Notice>{t('desk.leaves')}</Notice>
          <TextField label={t('desk.address')} type="url" autoComplete="off" spellCheck={false} {...form.text('address')} />
          {kind === 'openai' && <TextField label={t('desk.model')} autoComplete="off" spellCheck={false} {...form.text('model')} />}
          <PasswordField label={t('desk.key')} optional hint={now?.hasKey === true ? t('desk.keyKept') : undefined} autoComplete="off" {...form.text('key')} />
        </>
      )}
      {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      {tried !== null && <Notice tone={tried.isGood ? 'positive' : 'negative'}>{tried.words}</Notice>}
      <div className={css.left}>
        <Button type="submit" look="primary" busy={form.busy} disabled={!form.changed}>{t('common.save')}</Button>
        {now !== null && !form.changed && <Button busy={isTrying} onClick={tryIt}>{t('desk.tryIt')}</Button>}
      </div>
    </form>
  )
}
