/** Reads from a page whom its owner says to be elsewhere: links with rel="me" (microformats.org/wiki/rel-me). */
import { Parser } from 'htmlparser2'
import { plainAddress } from './proof-address.ts'

/** Most links taken from one page: more is no person's page. */
const mostLinks = 50

/** Addresses of `<a>` and `<link>` elements whose rel holds the word "me", resolved against the page's own. */
export function relMeLinks(html: string, base: string): string[] {
  const found = new Set<string>()
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if ((name !== 'a' && name !== 'link') || found.size >= mostLinks) return
      const href = attributes['href']
      if (href === undefined || !(attributes['rel'] ?? '').toLowerCase().split(/\s+/).includes('me') || !URL.canParse(href, base)) return
      const plain = plainAddress(new URL(href, base).href)
      if (plain !== null) found.add(plain)
    },
  })
  parser.write(html)
  parser.end()
  return [...found]
}
