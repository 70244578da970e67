/** Makes an API key, with what it may do, and shows it once. */
import { useState } from 'react'
import { dayMs, iso } from '../../../../src/kernel/instant.ts'
import type { Permission } from '../../../../src/kernel/permission.ts'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Select } from '../../../components/select.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { permissionWord } from '../members/permission-words.ts'
import { SecretOnce } from '../secret-once.tsx'

type Life = 'never' | '30' | '90' | '365'

function expiryOf(life: Life): string | null {
  return life === 'never' ? null : iso(Date.now() + Number(life) * dayMs)
}

export function KeyDialog({ open, onOpen }: { readonly open: boolean; readonly onOpen: (open: boolean) => void }) {
  const { t } = useWords()
  const me = useMember()
  const [key, setKey] = useState<string | null>(null)
  const initial: { name: string; reach: 'all' | 'some'; scopes: string; life: Life } = { name: '', reach: 'some', scopes: 'interactions.write', life: 'never' }
  const form = useForm({
    draft: 'key',
    initial,
    check: ({ name, reach, scopes }) => ({ name: name.trim() === '' ? t('settings.keyNameNeeded') : null, scopes: reach === 'some' && scopes === '' ? t('settings.scopeNeeded') : null }),
    submit: async ({ name, reach, scopes, life }) => {
      const made = await api('post', '/keys', { body: { name: name.trim(), scopes: reach === 'all' ? null : (scopes.split(',') as Permission[]), expiresAt: expiryOf(life) } })
      setKey(made.key)
      form.reset(initial)
      await queryClient.invalidateQueries({ queryKey: queryKey('/keys') })
    },
  })
  const chosen = form.values.scopes.split(',').filter(Boolean)
  const toggle = (scope: Permission, on: boolean): void => form.set('scopes', (on ? [...chosen, scope] : chosen.filter((each) => each !== scope)).join(','))
  const close = (next: boolean): void => {
    if (!next) setKey(null)
    onOpen(next)
  }
  return (
    <Dialog
      open={open}
      onOpen={close}
      title={t('settings.makeKey')}
      about={key === null ? t('settings.keyText') : t('settings.keyMade')}
      actions={key === null ? <><Button onClick={() => close(false)}>{t('common.cancel')}</Button><Button look="primary" busy={form.busy} onClick={form.send}>{t('settings.makeKey')}</Button></> : <Button look="primary" onClick={() => close(false)}>{t('common.done')}</Button>}
    >
      {key === null ? (
        <form {...form.form} className={css.form}>
          <TextField label={t('settings.keyName')} hint={t('settings.keyNameHint')} autoComplete="off" maxLength={120} {...form.text('name')} />
          <Select label={t('settings.expires')} value={form.values.life} onValue={(life) => form.set('life', life)} options={[{ value: 'never', label: t('settings.expiresNever') }, { value: '30', label: t('settings.days', { n: 30 }) }, { value: '90', label: t('settings.days', { n: 90 }) }, { value: '365', label: t('settings.days', { n: 365 }) }]} />
          <fieldset className={css.radios}>
            <legend>{t('settings.scopes')}</legend>
            <label className={css.radio}><input type="radio" name="reach" checked={form.values.reach === 'some'} onChange={() => form.set('reach', 'some')} /><strong>{t('settings.scopesSome')}</strong><span>{t('settings.scopesSomeText')}</span></label>
            {form.values.reach === 'some' && <div className={css.scopes}>{me.permissions.map((scope) => <Checkbox key={scope} label={t(permissionWord[scope])} title={scope} checked={chosen.includes(scope)} onChange={(event) => toggle(scope, event.target.checked)} />)}</div>}
            <label className={css.radio}><input type="radio" name="reach" checked={form.values.reach === 'all'} onChange={() => form.set('reach', 'all')} /><strong>{t('settings.scopesAll')}</strong><span>{t('settings.scopesAllText')}</span></label>
          </fieldset>
          {form.error('scopes') !== null && <Notice tone="negative">{form.error('scopes')}</Notice>}
          {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
        </form>
      ) : <SecretOnce value={key} note={t('settings.keyOnce')} />}
    </Dialog>
  )
}
