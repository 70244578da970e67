/** Aantekeningen op de tijdas, in het Nederlands. */
import type { Translated } from './dictionary.ts'
import type { notes as english } from './notes.en.ts'

export const notes: Translated<typeof english> = {
  title: 'Aantekeningen op de tijdas',
  about: 'Wat er toen gebeurde, zodat cijfers daarmee gelezen worden. Iedereen ziet ze.',
  open: 'Aantekeningen',
  add: 'Aantekening toevoegen',
  change: 'Bewaren',
  text: 'Wat er gebeurde',
  from: 'Wanneer',
  until: 'Tot',
  untilHint: 'Leeg gelaten is het een moment.',
  none: 'Geen aantekeningen in deze periode.',
  edit: '“{text}” wijzigen',
  remove: '“{text}” verwijderen',
  removed: 'Aantekening verwijderd',
  span: '{from} – {to}',
  inPeriod: 'In deze periode',
  ownTitle: 'Onze eigen berichten',
  ownWith: 'met de onze',
  ownWithout: 'zonder de onze',
  ownOnly: 'alleen de onze',
}
