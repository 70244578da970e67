/** The words for a channel and its settings: ours where we have them in the member's language, else the manifest's own. */
import type { ChannelInfo, SettingField } from '../api/routes.ts'
import type { Words } from './words.tsx'

type Look = Pick<Words, 'find'>

/** `everySeconds` → Every seconds: for a field that neither the page nor the manifest names. */
export function readableName(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** A manifest's label may be a key of a dictionary rather than words. */
function isKey(label: string): boolean {
  return /^[a-z]+(\.[\w-]+)+$/.test(label)
}

export function channelAbout({ find }: Look, channel: ChannelInfo): string {
  return find(`channels.${channel.id}_about`) ?? channel.about
}

export function fieldLabel({ find }: Look, channel: string, field: SettingField): string {
  return find(`channels.${channel}_${field.name}`) ?? (isKey(field.label) ? readableName(field.name) : field.label)
}

export function fieldHelp({ find }: Look, channel: string, field: SettingField): string | undefined {
  return find(`channels.${channel}_${field.name}_help`) ?? field.help
}

export function choiceLabel({ find }: Look, channel: string, field: SettingField, choice: string): string {
  return find(`channels.${channel}_${field.name}_${choice}`) ?? readableName(choice)
}
