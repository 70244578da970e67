/** Variables of canned replies: what stands for what, and what is known of it. Pure. */

export interface Known {
  readonly personName: string | null
  readonly memberName: string
  readonly company: string
  readonly number: number
  readonly subject: string
  readonly account: string
}

const firstName = (name: string | null): string | null => {
  const first = name?.trim().split(/\s+/)[0] ?? ''
  // An address is nobody's first name.
  return first === '' || /[@\d]/.test(first) ? null : first
}

const meanings: Readonly<Record<string, { readonly example: string; of(known: Known): string | null }>> = {
  'person.first-name': { example: 'Wad', of: ({ personName }) => firstName(personName) },
  'person.name': { example: 'Wad Loper', of: ({ personName }) => (personName !== null && personName.includes('@') ? null : personName) },
  'me.first-name': { example: 'Mia', of: ({ memberName }) => firstName(memberName) ?? memberName },
  'me.name': { example: 'Mia Peeters', of: ({ memberName }) => memberName },
  company: { example: 'Tide Bicycles', of: ({ company }) => company || null },
  'conversation.number': { example: '4711', of: ({ number }) => String(number) },
  'conversation.subject': { example: 'Late hub gear', of: ({ subject }) => subject || null },
  account: { example: 'Service desk', of: ({ account }) => account },
}
export const variables = Object.entries(meanings).map(([name, { example }]) => ({ name, example }))

const places = /\{\{\s*([a-z][a-z.-]*)\s*(?:\|\s*([^}]*?)\s*)?\}\}/g

export const variablesIn = (text: string): string[] => [...new Set([...text.matchAll(places)].flatMap(([, name]) => name ?? []))]

/** `{{person.first-name|there}}` says what stands where nothing is known; what has neither stays to be filled in by hand. */
export function filled(text: string, known: Known): { readonly text: string; readonly missing: readonly string[] } {
  const missing = new Set<string>()
  const said = text.replaceAll(places, (whole, name: string, otherwise: string | undefined) => {
    const value = meanings[name]?.of(known) ?? otherwise ?? null
    if (value !== null) return value
    missing.add(name)
    return whole
  })
  return { text: said, missing: [...missing] }
}
