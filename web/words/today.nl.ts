/** Woorden van de scène Vandaag. */
import type { Translated } from './dictionary.ts'
import type { today as english } from './today.en.ts'

export const today: Translated<typeof english> = {
  title: 'Vandaag',
}
