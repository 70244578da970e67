/** What a column can mean, in words. */
import type { Words } from '../../../words/words.tsx'

const words = {
  ignore: { en: 'Ignore', nl: 'Negeren' }, mail: { en: 'Mail address', nl: 'Mailadres' }, phone: { en: 'Telephone', nl: 'Telefoon' }, customer: { en: 'Customer number', nl: 'Klantnummer' }, cookie: { en: 'Cookie', nl: 'Cookie' },
  name: { en: 'Name', nl: 'Naam' }, firstName: { en: 'First name', nl: 'Voornaam' }, lastName: { en: 'Last name', nl: 'Achternaam' }, url: { en: 'Website', nl: 'Website' }, avatar: { en: 'Picture', nl: 'Foto' }, about: { en: 'About them', nl: 'Over hen' }, place: { en: 'Place', nl: 'Plaats' },
  tags: { en: 'Tags', nl: 'Etiketten' }, note: { en: 'Note', nl: 'Notitie' }, company: { en: 'Company', nl: 'Bedrijf' }, companyDomain: { en: 'Domain of the company', nl: 'Domein van het bedrijf' }, role: { en: 'Role', nl: 'Functie' }, birthday: { en: 'Day of birth', nl: 'Geboortedag' },
  seenAt: { en: 'Last seen', nl: 'Laatst gezien' }, trait: { en: 'Trait, under its own name', nl: 'Kenmerk, onder de eigen naam' }, consentAt: { en: 'When they said yes or no', nl: 'Wanneer ze ja of nee zeiden' }, consentProof: { en: 'What shows it', nl: 'Waaruit dat blijkt' },
  'optOut:mail': { en: 'No more mail', nl: 'Geen mail meer' }, 'optOut:phone': { en: 'No more calls', nl: 'Niet meer bellen' }, 'optOut:*': { en: 'No contact at all', nl: 'Helemaal geen contact' },
  orderNumber: { en: 'Order number', nl: 'Bestelnummer' }, at: { en: 'Time', nl: 'Tijd' }, amount: { en: 'Amount', nl: 'Bedrag' }, currency: { en: 'Currency', nl: 'Munt' }, item: { en: 'What was bought', nl: 'Wat gekocht werd' }, count: { en: 'How many', nl: 'Hoeveel' }, relation: { en: 'Kind of relation', nl: 'Soort relatie' },
} as const

/** A meaning that carries a name, such as `consent:news:mail`, is said with it. */
export function meaningWord(target: string, { language }: Pick<Words, 'language'>): string {
  const known = (words as Readonly<Record<string, { readonly en: string; readonly nl: string }>>)[target]
  if (known) return known[language]
  const [head = '', ...rest] = target.split(':')
  const tail = rest.join(':')
  if (head === 'from' || head === 'to') return `${head === 'from' ? { en: 'From', nl: 'Van' }[language] : { en: 'To', nl: 'Naar' }[language]}: ${meaningWord(tail, { language })}`
  if (head === 'handle') return { en: `Handle on ${tail}`, nl: `Naam op ${tail}` }[language]
  if (head === 'consent') return { en: `Yes or no to ${tail.replace(':', ', ')}`, nl: `Ja of nee op ${tail.replace(':', ', ')}` }[language]
  if (head === 'trait') return { en: `Trait ${tail}`, nl: `Kenmerk ${tail}` }[language]
  return target
}
