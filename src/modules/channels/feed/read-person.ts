/** Who wrote it, from the many ways in which feeds say so. */
import { absolute } from './html-text.ts'
import type { FeedPerson } from './feed-model.ts'
import { childNamed, childrenNamed, elementsOf, textOf, type Element } from './xml-tree.ts'

const mail = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/

/** The people that an entry or a feed names as its authors, without repetition. */
export function authorsOf(element: Element, base: string): FeedPerson[] {
  const elements = childrenNamed(element, 'author', 'dc:creator', 'dc:author', 'itunes:author', 'managingeditor', 'googleplay:author', 'media:credit')
    .filter((child) => child.name !== 'media:credit' || ['author', 'creator'].includes((child.attributes['role'] ?? '').toLowerCase()))
  const people: FeedPerson[] = []
  for (const child of elements) {
    const person = personOf(child, base)
    if (person === null || people.some((other) => isSame(other, person))) continue
    people.push(person)
  }
  return people
}

function isSame(a: FeedPerson, b: FeedPerson): boolean {
  return a.email !== undefined && a.email === b.email ? true : a.name !== undefined && a.name === b.name
}

function personOf(element: Element, base: string): FeedPerson | null {
  if (elementsOf(element).length === 0) return personFromText(textOf(element))
  const name = textOf(childNamed(element, 'name', 'foaf:name'))
  const email = textOf(childNamed(element, 'email', 'itunes:email'))
  const url = absolute(textOf(childNamed(element, 'uri', 'url', 'homepage')), base)
  const avatarUrl = absolute(childNamed(element, 'gd:image')?.attributes['src'], base)
  const fromName = personFromText(name === '' ? textOf(element) : name)
  if (fromName === null && email === '' && url === null) return null
  return { ...fromName, ...(mail.test(email) ? { email } : {}), ...(url === null ? {} : { url }), ...(avatarUrl === null ? {} : { avatarUrl }) }
}

/** Reads `me@site.example (Ann)`, `Ann <me@site.example>`, a name or an address alone. */
function personFromText(text: string): FeedPerson | null {
  const written = text.replace(/\s+/g, ' ').trim().slice(0, 500)
  if (written === '') return null
  const email = mail.exec(written)?.[0]
  if (email === undefined) return { name: written }
  const rest = written.replace(/mailto:/i, '').replace(email, '').replace(/[()<>[\]"]/g, ' ').replace(/\s+/g, ' ').trim()
  return rest === '' ? { email } : { name: rest, email }
}
