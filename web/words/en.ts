/** The page in English: the dictionary that the others must match. The page fetches it in two parts. */
import { first } from './first.en.ts'
import { later } from './later.en.ts'

export const en = { ...first, ...later }
export type English = typeof en
