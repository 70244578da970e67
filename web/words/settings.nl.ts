/** Woorden van de scène Instellingen. */
import type { Translated } from './dictionary.ts'
import type { settings as english } from './settings.en.ts'

export const settings: Translated<typeof english> = {
  title: 'Instellingen',
}
