/** Which comparison belongs to which kind of column. */
import { email, handle, phone } from './compare-contact.ts'
import { date } from './compare-dates.ts'
import { familyName, fullName, givenName } from './compare-names.ts'
import { address, place, postcode, streetNumber } from './compare-places.ts'
import { category, number, text } from './compare-plain.ts'
import type { Comparison } from './comparison.ts'
import type { ComparedKind } from './kinds.ts'

export const comparisons: Readonly<Record<ComparedKind, Comparison>> = {
  'given-name': givenName, 'family-name': familyName, 'full-name': fullName, date, email, phone, handle, address, 'street-number': streetNumber, place, postcode, category, number, text,
}
