/** Element names of feeds, the same whatever prefix a publisher chose. */

/** Prefix (`''` for the default namespace) → its usual prefix, or the prefix itself when unknown. */
export type Namespaces = ReadonlyMap<string, string>

/**
 * The usual prefix by a stretch of the namespace's address; feeds write these
 * with and without `www`, `https`, closing slash, and in any case.
 */
const usual: readonly (readonly [stretch: string, prefix: string])[] = [
  ['purl.org/dc/terms', 'dcterms'], ['purl.org/dc/elements', 'dc'],
  ['purl.org/rss/1.0/modules/content', 'content'], ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0/modules/slash', 'slash'], ['purl.org/syndication/thread', 'thr'],
  ['purl.org/rss/1.0/modules/rss091', ''],
  ['itunes.com/dtds/podcast', 'itunes'], ['google.com/schemas/play-podcasts', 'googleplay'],
  ['search.yahoo.com/mrss', 'media'], ['rssnamespace.org/feedburner', 'feedburner'], ['wellformedweb.org/commentapi', 'wfw'],
  ['w3.org/1999/02/22-rdf-syntax-ns', 'rdf'], ['w3.org/1999/xhtml', 'xhtml'],
  ['w3.org/2005/atom', ''], ['purl.org/atom', ''], ['purl.org/rss/1.0', ''], ['my.netscape.com/rdf', ''], ['channel.netscape.com/rdf', ''],
  ['backend.userland.com', ''], ['blogs.law.harvard.edu/tech/rss', ''],
]
/** Prefixes whose meaning nobody doubts, for feeds that forget to declare them. */
const customary: Readonly<Record<string, string>> = { atom: '', atom10: '', rss: '', a10: '', xhtml: 'xhtml' }

function prefixOf(address: string): string | null {
  const lower = address.trim().toLowerCase()
  for (const [stretch, prefix] of usual) if (lower.includes(stretch)) return prefix
  return null
}

/** The namespaces in force inside an element with these attributes. */
export function namespacesOf(attributes: Readonly<Record<string, string>>, outer: Namespaces): Namespaces {
  let inner: Map<string, string> | null = null
  for (const [name, value] of Object.entries(attributes)) {
    const lower = name.toLowerCase()
    if (lower !== 'xmlns' && !lower.startsWith('xmlns:')) continue
    inner ??= new Map(outer)
    const prefix = lower.slice(6)
    inner.set(prefix, prefixOf(value) ?? prefix)
  }
  return inner ?? outer
}

/** The canonical name of an element as written, such as `DC:Creator`. */
export function canonicalName(written: string, namespaces: Namespaces): string {
  const lower = written.toLowerCase()
  const colon = lower.indexOf(':')
  const prefix = colon < 0 ? '' : lower.slice(0, colon)
  const local = lower.slice(colon + 1)
  const known = namespaces.get(prefix) ?? customary[prefix] ?? prefix
  return known === '' ? local : `${known}:${local}`
}
