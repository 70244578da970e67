/** How a file is to be read as a whole: network, times, order of day and month, signs. */
import { useMemo } from 'react'
import type { Mapping } from '../../../api/routes.ts'
import { Combobox } from '../../../components/combobox.tsx'
import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useWords } from '../../../words/words.tsx'
import { zoneOptions } from '../account/zones.ts'
import css from './imports.module.css'

const channelForm = /^[a-z][a-z0-9-]{0,31}$/
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1', 'iso-8859-15', 'shift_jis', 'gb18030', 'windows-1251'] as const
const delimiters = [',', ';', '\t', '|'] as const

export function ReadingOptions({ mapping, onMapping }: { readonly mapping: Mapping; readonly onMapping: (mapping: Mapping) => void }) {
  const { t, said } = useWords()
  const zones = useMemo(() => zoneOptions(said, mapping.zone), [said, mapping.zone])
  const known = (values: readonly string[], value: string): readonly string[] => (values.includes(value) ? values : [value, ...values])
  const delimiterName: Readonly<Record<string, string>> = { ',': t('settings.comma'), ';': t('settings.semicolon'), '\t': t('settings.tab'), '|': t('settings.bar') }
  return (
    <div className={css.options}>
      <TextField label={t('settings.madeOn')} hint={t('settings.madeOnHint')} error={channelForm.test(mapping.channel) ? null : t('settings.channelForm')} value={mapping.channel} maxLength={32} spellCheck={false} autoComplete="off" onChange={(event) => onMapping({ ...mapping, channel: event.target.value.trim().toLowerCase() })} />
      <Combobox label={t('settings.zoneOfTimes')} hint={t('settings.zoneOfTimesHint')} value={mapping.zone ?? 'UTC'} options={zones} onValue={(zone) => onMapping({ ...mapping, zone })} />
      <Select label={t('settings.dateOrder')} value={mapping.dayFirst ? 'day' : 'month'} options={[{ value: 'day', label: t('settings.dayFirst') }, { value: 'month', label: t('settings.monthFirst') }]} onValue={(order) => onMapping({ ...mapping, dayFirst: order === 'day' })} />
      <Select label={t('settings.markup')} value={mapping.markup} options={[{ value: 'none', label: t('settings.markupNone') }, { value: 'entities', label: t('settings.markupEntities') }, { value: 'html', label: t('settings.markupHtml') }]} onValue={(markup) => onMapping({ ...mapping, markup })} />
      <Select label={t('settings.encoding')} value={mapping.encoding} options={known(encodings, mapping.encoding).map((value) => ({ value, label: value }))} onValue={(encoding) => onMapping({ ...mapping, encoding })} />
      {mapping.format === 'csv' && mapping.delimiter !== undefined && <Select label={t('settings.delimiter')} value={mapping.delimiter} options={known(delimiters, mapping.delimiter).map((value) => ({ value, label: delimiterName[value] ?? value }))} onValue={(delimiter) => onMapping({ ...mapping, delimiter })} />}
      {mapping.format === 'csv' && <TextField label={t('settings.headerRow')} hint={t('settings.headerRowHint')} type="number" min={0} max={100} value={mapping.headerRow} onChange={(event) => onMapping({ ...mapping, headerRow: Math.min(100, Math.max(0, Math.trunc(Number(event.target.value) || 0))) })} />}
    </div>
  )
}
