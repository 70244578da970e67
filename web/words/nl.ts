/** De pagina in het Nederlands, in zijn geheel. */
import { first } from './first.nl.ts'
import { later } from './later.nl.ts'

export const nl = { ...first, ...later }
