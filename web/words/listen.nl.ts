/** Woorden van de scène Luisteren. */
import type { Translated } from './dictionary.ts'
import type { listen as english } from './listen.en.ts'

export const listen: Translated<typeof english> = {
  title: 'Luisteren',
}
