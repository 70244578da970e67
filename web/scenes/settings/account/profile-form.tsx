/** My name, and how the page looks to me. Choices hold at once. */
import { useMemo } from 'react'
import { Button } from '../../../components/button.tsx'
import { Combobox } from '../../../components/combobox.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Switch } from '../../../components/toggles.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember, useUpdateMe } from '../../../hooks/member.ts'
import { useBareShortcuts } from '../../../hooks/shortcuts.ts'
import { setTheme, useTheme } from '../../../hooks/theme.ts'
import { cityOf } from '../../../charts/zoned-time.ts'
import { machineZone, useWords } from '../../../words/words.tsx'
import { nameFault } from '../../first-visit/account-checks.ts'
import css from '../form.module.css'
import { zoneOptions } from './zones.ts'
import own from './account.module.css'

/** Stands for "whatever this machine has". */
const machine = ''

export function ProfileForm() {
  const words = useWords()
  const { t, said, language, setLanguage } = words
  const me = useMember()
  const updateMe = useUpdateMe()
  const theme = useTheme()
  const [bare, setBare] = useBareShortcuts()
  const zones = useMemo(() => [{ value: machine, label: t('settings.zoneOfMachine', { city: said(cityOf(machineZone())) }) }, ...zoneOptions(said, me.timeZone)], [t, said, me.timeZone])
  const change = (act: () => void, body: Parameters<typeof updateMe>[0]): void => {
    act()
    updateMe(body).catch((fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  }
  const form = useForm({
    draft: 'my-name',
    initial: { name: me.name },
    check: ({ name }) => ({ name: nameFault(name, words) }),
    submit: async ({ name }) => {
      await updateMe({ name: name.trim() })
      form.reset({ name: name.trim() })
      toast(t('common.saved'))
    },
  })
  return (
    <div className={own.profile}>
      <form {...form.form} className={own.name}>
        <TextField label={t('entry.name')} hint={me.email} autoComplete="name" maxLength={120} {...form.text('name')} />
        {form.changed && <Button type="submit" look="primary" busy={form.busy}>{t('common.save')}</Button>}
        {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      </form>
      <div className={own.choice}>
        <span className={own.label}>{t('settings.language')}</span>
        <Segments look="boxed" label={t('settings.language')} value={language} options={[{ value: 'en', label: t('shell.languageEnglish') }, { value: 'nl', label: t('shell.languageDutch') }]} onValue={(value) => change(() => void setLanguage(value), { language: value })} />
      </div>
      <div className={own.choice}>
        <span className={own.label}>{t('settings.theme')}</span>
        <Segments look="boxed" label={t('settings.theme')} value={theme} options={[{ value: 'light', label: t('settings.themeLight') }, { value: 'dark', label: t('settings.themeDark') }, { value: 'system', label: t('settings.themeSystem') }]} onValue={(value) => change(() => setTheme(value), { theme: value })} />
      </div>
      <div className={css.narrow}>
        <Combobox label={t('settings.zone')} hint={t('settings.zoneHint')} value={me.timeZone ?? machine} options={zones} onValue={(zone) => change(() => undefined, { timeZone: zone === machine ? null : zone })} />
      </div>
      <div className={css.narrow}>
        <Switch label={t('settings.bareShortcuts')} hint={t('settings.bareShortcutsHint')} checked={bare} onChecked={setBare} />
      </div>
    </div>
  )
}
