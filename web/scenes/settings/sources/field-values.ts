/** Between a source's settings and the form that the page draws from a channel's manifest. Pure. */
import type { SettingField } from '../../../api/routes.ts'

/** What stands in the form: text as typed, lists one a line, yes or no. */
export type FieldValues = Readonly<Record<string, string | boolean>>
export type Settings = Readonly<Record<string, unknown>>

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string' || typeof each === 'number').join('\n')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The form as it opens: kept settings first, then the manifest's defaults. A secret is never shown again. */
export function valuesOf(fields: readonly SettingField[], settings: Settings): FieldValues {
  return Object.fromEntries(fields.map((field) => {
    const value = settings[field.name] ?? field.default
    if (field.kind === 'boolean') return [field.name, value === true]
    if (field.kind === 'secret') return [field.name, '']
    if (field.kind === 'choice') return [field.name, asText(value) || (field.choices?.[0] ?? '')]
    return [field.name, asText(value)]
  }))
}

/** The lines of a list, blanks and doubles left out. Commas separate as well. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split(/[\n,]/).map((line) => line.trim()).filter((line) => line !== ''))]
}

/**
 * What is sent. Empty fields are left out, so that the channel's own defaults hold
 * and a kept secret stays; what the form does not show is left out too.
 */
export function settingsOf(fields: readonly SettingField[], values: FieldValues): Settings {
  return Object.fromEntries(fields.filter((field) => isShown(field, values)).flatMap((field): [string, unknown][] => {
    const value = values[field.name]
    if (typeof value === 'boolean') return [[field.name, value]]
    const text = (value ?? '').trim()
    if (field.kind === 'list') return [[field.name, linesOf(text)]]
    // An address that is empty on purpose says "nowhere"; its default would say otherwise.
    if (text === '') return field.default === undefined || field.kind === 'secret' || field.kind === 'number' ? [] : [[field.name, '']]
    return [[field.name, field.kind === 'number' && Number.isFinite(Number(text)) ? Number(text) : text]]
  }))
}

/** Fields that mean something only for one choice of another field: `tags` where the mode is `hashtag`. */
const onlyFor: Readonly<Record<string, readonly [field: string, choice: string]>> = { tags: ['mode', 'hashtag'], account: ['mode', 'account'] }

export function isShown(field: SettingField, values: FieldValues): boolean {
  const condition = onlyFor[field.name]
  return condition === undefined || values[condition[0]] === undefined || values[condition[0]] === condition[1]
}

/** Whether a field stands in the form at once; the others wait under "More". */
export function isMain(field: SettingField): boolean {
  return field.required || onlyFor[field.name] !== undefined
}

export type FieldTrouble = 'needed' | 'number' | null

export function troubleOf(field: SettingField, values: FieldValues): FieldTrouble {
  if (!isShown(field, values)) return null
  const value = values[field.name]
  const text = typeof value === 'string' ? value.trim() : ''
  if ((field.required || onlyFor[field.name] !== undefined) && field.kind !== 'boolean' && text === '') return 'needed'
  if (field.kind === 'number' && text !== '' && !Number.isFinite(Number(text))) return 'number'
  return null
}
