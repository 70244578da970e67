/** Woorden van de scène Welkom. */
import type { Translated } from './dictionary.ts'
import type { entry as english } from './entry.en.ts'

export const entry: Translated<typeof english> = {
  title: 'Welkom',
}
