/** Woorden van de scène Mensen. */
import type { Translated } from './dictionary.ts'
import type { people as english } from './people.en.ts'

export const people: Translated<typeof english> = {
  title: 'Mensen',
}
