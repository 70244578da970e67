/** From HTML to the text a reader would see, with its links and pictures. */
import { Parser } from 'htmlparser2'
import type { Facet } from '../../../kernel/interaction.ts'

export interface ReadHtml {
  readonly text: string
  /** Links, by position in `text`. */
  readonly facets: readonly Facet[]
  readonly images: readonly { readonly url: string; readonly alt?: string }[]
  /** How many elements of HTML were found. */
  readonly elements: number
}

const unseen = new Set(['script', 'style', 'head', 'title', 'noscript', 'template', 'iframe', 'select', 'textarea', 'svg', 'math'])
const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'])
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'table', 'ul', 'ol', 'dl', 'figure', 'hr'])
const maxDepth = 512
const maxFacets = 500
const maxImages = 20

class TooDeep extends Error {}

/**
 * Reads HTML as a browser lays it out: blocks on lines of their own, paragraphs
 * apart, runs of white space as one, nothing of scripts and styles. Relative
 * addresses start from `base`; only http and https are kept.
 */
export function readHtml(html: string, base: string): ReadHtml {
  const writer = new TextWriter()
  const facets: Facet[] = []
  const images: { url: string; alt?: string }[] = []
  let elements = 0
  let depth = 0
  let hidden = 0
  let verbatim = 0
  let link: { start: number; target: string } | null = null
  let from = base

  const endLink = () => {
    const end = writer.length
    if (link !== null && end > link.start && facets.length < maxFacets) facets.push({ start: link.start, end, kind: 'link', target: link.target })
    link = null
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > maxDepth) throw new TooDeep()
      elements++
      if (unseen.has(name)) hidden++
      if (hidden > 0) return
      if (name === 'base') from = absolute(attributes['href'], base) ?? from
      if (name === 'br') writer.line(1)
      if (blocks.has(name)) writer.line(spaced.has(name) ? 2 : 1)
      if (name === 'li') writer.write('• ', false)
      if (name === 'td' || name === 'th') writer.write(' ', false)
      if (name === 'pre') verbatim++
      if (name === 'a') {
        endLink()
        const target = absolute(attributes['href'], from)
        if (target !== null) link = { start: writer.nextStart(), target }
      }
      if (name === 'img' && images.length < maxImages) {
        const url = absolute(attributes['src'], from)
        const alt = attributes['alt']?.trim()
        if (url !== null && !isBeacon(attributes)) images.push({ url, ...(alt ? { alt: alt.slice(0, 10_000) } : {}) })
      }
    },
    ontext(piece) {
      if (hidden === 0) writer.write(piece, verbatim > 0)
    },
    onclosetag(name) {
      depth--
      if (unseen.has(name)) { hidden--; return }
      if (hidden > 0) return
      if (name === 'a') endLink()
      if (name === 'pre') verbatim--
      if (blocks.has(name)) writer.line(spaced.has(name) ? 2 : 1)
    },
  }, { decodeEntities: true })
  try {
    parser.end(html)
  } catch (thrown) {
    // Nested to exhaust a reader: what was seen until there stands.
    if (!(thrown instanceof TooDeep)) throw thrown
  }
  endLink()
  const text = writer.finish()
  return { text, facets: facets.filter((facet) => facet.end <= text.length), images, elements }
}

/** Gathers text, with white space as a browser would show it. */
class TextWriter {
  #text = ''
  #lines = 0
  #space = false

  get length(): number {
    return this.#text.length
  }

  /** Where the next character that shows will stand. */
  nextStart(): number {
    this.#settle()
    return this.#text.length
  }

  line(count: number): void {
    this.#lines = Math.max(this.#lines, count)
    this.#space = false
  }

  write(piece: string, verbatim: boolean): void {
    if (verbatim) {
      this.#settle()
      this.#text += piece.replaceAll('\r\n', '\n').normalize('NFC')
      return
    }
    const words = piece.replace(/[ \t\r\n\f\u00a0]+/g, ' ').normalize('NFC')
    if (words === '') return
    if (words === ' ') { this.#space = true; return }
    if (words.startsWith(' ')) this.#space = true
    this.#settle()
    this.#text += words.trim()
    this.#space = words.endsWith(' ')
  }

  #settle(): void {
    if (this.#text !== '') {
      if (this.#lines > 0) this.#text += '\n'.repeat(this.#lines)
      else if (this.#space && !this.#text.endsWith('\n')) this.#text += ' '
    }
    this.#lines = 0
    this.#space = false
  }

  finish(): string {
    return this.#text.trimEnd()
  }
}

/** A picture of one point, there to count readers. */
function isBeacon(attributes: Readonly<Record<string, string>>): boolean {
  return [attributes['width'], attributes['height']].some((size) => size === '0' || size === '1')
}

/** The absolute http or https address, or null. */
export function absolute(address: string | undefined, base: string): string | null {
  const trimmed = address?.trim()
  if (trimmed === undefined || trimmed === '') return null
  const url = URL.canParse(trimmed, base) ? new URL(trimmed, base) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.href.length <= 4_096 ? url.href : null
}
