/** The words for a channel and its settings: ours where the page has them, else the manifest's own, in the member's language. */
import type { ChannelInfo, SettingField } from '../api/routes.ts'
import type { Words } from './words.tsx'

type Look = Pick<Words, 'find' | 'said'>

/** `everySeconds` → Every seconds: for a field that neither the page nor the manifest names. */
export function readableName(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** A manifest's label may be a key of a dictionary rather than words. */
function isKey(label: string): boolean {
  return /^[a-z]+(\.[\w-]+)+$/.test(label)
}

export function channelAbout({ find, said }: Look, channel: ChannelInfo): string {
  return find(`channels.${channel.id}_about`) ?? said(channel.about)
}

export function fieldLabel({ find, said }: Look, channel: string, field: SettingField): string {
  return find(`channels.${channel}_${field.name}`) ?? (isKey(field.label) ? readableName(field.name) : said(field.label))
}

export function fieldHelp({ find, said }: Look, channel: string, field: SettingField): string | undefined {
  return find(`channels.${channel}_${field.name}_help`) ?? (field.help === undefined ? undefined : said(field.help))
}

export function choiceLabel({ find, said }: Look, channel: string, field: SettingField, choice: string): string {
  return find(`channels.${channel}_${field.name}_${choice}`) ?? said(readableName(choice))
}
