/** The form of a channel's settings, drawn from its manifest. */
import type { SettingField } from '../../../api/routes.ts'
import { PasswordField } from '../../../components/password-field.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords } from '../../../words/words.tsx'
import { choiceLabel, fieldHelp, fieldLabel } from '../../../words/channel-words.ts'
import { type FieldValues, isMain, isShown } from './field-values.ts'
import css from './sources.module.css'

interface SettingFieldsProps {
  readonly channel: string
  readonly fields: readonly SettingField[]
  readonly values: FieldValues
  readonly onValue: (name: string, value: string | boolean) => void
  readonly errorOf: (name: string) => string | null
  /** An existing source keeps its secret while the field stays empty. */
  readonly keepsSecret: boolean
  /** A field was left: from now on it may say what is wrong. */
  readonly onLeave: (name: string) => void
}

export function SettingFields({ channel, fields, values, onValue, errorOf, keepsSecret, onLeave }: SettingFieldsProps) {
  const words = useWords()
  const shown = fields.filter((field) => isShown(field, values))
  const draw = (field: SettingField) => {
    const value = values[field.name]
    const text = typeof value === 'string' ? value : ''
    const help = fieldHelp(words, channel, field)
    const common = { name: field.name, label: fieldLabel(words, channel, field), error: errorOf(field.name), optional: !isMain(field) && field.kind !== 'choice' && field.default === undefined, ...(help === undefined ? {} : { hint: help }) }
    const typed = { ...common, value: text, spellCheck: false, autoComplete: 'off', autoCapitalize: 'none', ...(field.example === undefined ? {} : { placeholder: field.example }), onChange: (event: { target: { value: string } }) => onValue(field.name, event.target.value), onBlur: () => onLeave(field.name) }
    if (field.kind === 'boolean') return <Checkbox key={field.name} name={field.name} label={common.label} hint={help} checked={value === true} onChange={(event) => onValue(field.name, event.target.checked)} />
    if (field.kind === 'choice') return <Select key={field.name} {...common} value={text} onValue={(chosen) => onValue(field.name, chosen)} options={(field.choices ?? []).map((choice) => ({ value: choice, label: choiceLabel(words, channel, field, choice) }))} />
    if (field.kind === 'list') return <TextArea key={field.name} {...typed} hint={<>{help} {words.t('settings.oneALine')}</>} />
    if (field.kind === 'secret') return <PasswordField key={field.name} {...typed} hint={keepsSecret ? <>{help} {words.t('settings.secretKept')}</> : help} />
    return <TextField key={field.name} {...typed} inputMode={field.kind === 'number' ? 'numeric' : field.kind === 'url' ? 'url' : 'text'} />
  }
  const more = shown.filter((field) => !isMain(field))
  return (
    <>
      {shown.filter(isMain).map(draw)}
      {more.length > 0 && (
        <details className={css.more} open={more.some((field) => errorOf(field.name) !== null) || undefined}>
          <summary>{words.t('settings.moreSettings')}</summary>
          <div className={css.moreFields}>{more.map(draw)}</div>
        </details>
      )}
    </>
  )
}
