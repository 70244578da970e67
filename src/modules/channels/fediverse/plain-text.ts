/** The text of a status as its network shows it, out of the HTML it comes in, with its links, mentions and tags. Pure. */
import { Parser } from 'htmlparser2'
import type { Facet } from '../../../kernel/interaction.ts'

export interface PlainText {
  readonly text: string
  readonly facets: Facet[]
}

/** Finds the handle of somebody mentioned, by the address of the link; `undefined` when it is nobody's. */
export type MentionAt = (href: string) => string | undefined

const mostFacets = 500
const blocks = new Set(['p', 'div', 'ul', 'ol', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'hr', 'section', 'article'])
/** Their content is not for reading. */
const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'title', 'textarea', 'select'])

interface OpenLink {
  readonly href: string
  readonly hashtag: boolean
  readonly mention: boolean
  start: number | null
}

interface OpenTag {
  readonly name: string
  /** Hidden from readers, as are the first and last parts of a long address. */
  readonly hidden: boolean
  /** Shown with "…" at its end. */
  readonly ellipsis: boolean
  readonly preformatted: boolean
  readonly link: OpenLink | null
}

/** Paragraphs are parted by an empty line, as they look on the network. */
export function plainText(html: string, mentionAt: MentionAt): PlainText {
  const writer = new Writer(mentionAt)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.write(text),
      onclosetag: (name) => writer.close(name),
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return writer.finish()
}

class Writer {
  #text = ''
  readonly #facets: Facet[] = []
  readonly #open: OpenTag[] = []
  readonly #mentionAt: MentionAt
  #hidden = 0
  #preformatted = 0
  #link: OpenLink | null = null
  /** Line breaks that are due before the next character; none at the very beginning. */
  #breaks = 0
  #space = false

  constructor(mentionAt: MentionAt) {
    this.#mentionAt = mentionAt
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'br') {
      if (this.#hidden === 0 && this.#text !== '') this.#breaks += 1
      this.#space = false
      return
    }
    const classes = (attributes['class'] ?? '').toLowerCase().split(/\s+/)
    // "RE: address" stands in for a quote where quotes are not understood; the quote itself is a relation.
    const hidden = silent.has(name) || classes.includes('invisible') || classes.includes('quote-inline')
    if (blocks.has(name)) this.#part(2)
    else if (name === 'li' || name === 'tr') this.#part(1)
    let link: OpenLink | null = null
    if (name === 'a' && this.#link === null) {
      const mention = classes.includes('mention')
      const hashtag = classes.includes('hashtag') || (attributes['rel'] ?? '').toLowerCase().split(/\s+/).includes('tag')
      link = { href: attributes['href'] ?? '', hashtag, mention: mention && !hashtag, start: null }
      this.#link = link
    }
    const tag: OpenTag = { name, hidden, ellipsis: classes.includes('ellipsis'), preformatted: name === 'pre', link }
    this.#open.push(tag)
    if (tag.hidden) this.#hidden += 1
    if (tag.preformatted) this.#preformatted += 1
    if (name === 'li') this.#append('• ')
  }

  write(text: string): void {
    if (this.#hidden > 0) return
    if (this.#preformatted > 0) {
      this.#append(text)
      return
    }
    for (const piece of text.split(/([ \t\n\r\f]+)/)) {
      if (piece === '') continue
      if (/^[ \t\n\r\f]/.test(piece)) this.#space = true
      else this.#append(piece)
    }
  }

  close(name: string): void {
    const tag = this.#open.at(-1)
    if (tag === undefined || tag.name !== name) return
    this.#open.pop()
    if (tag.ellipsis && this.#hidden === 0) this.#append('…')
    if (tag.hidden) this.#hidden -= 1
    if (tag.preformatted) this.#preformatted -= 1
    if (tag.link !== null) {
      this.#finishLink(tag.link)
      this.#link = null
    }
    if (blocks.has(name)) this.#part(2)
    else if (name === 'li' || name === 'tr') this.#part(1)
  }

  finish(): PlainText {
    const text = this.#text.replace(/[\s]+$/u, '')
    return { text, facets: this.#facets.filter(({ end }) => end <= text.length) }
  }

  #part(breaks: number): void {
    if (this.#hidden > 0 || this.#text === '') return
    this.#breaks = Math.max(this.#breaks, breaks)
    this.#space = false
  }

  #append(text: string): void {
    if (this.#breaks > 0) this.#text += '\n'.repeat(Math.min(this.#breaks, 2))
    else if (this.#space && this.#text !== '' && !/\s$/.test(this.#text)) this.#text += ' '
    this.#breaks = 0
    this.#space = false
    if (this.#link !== null) this.#link.start ??= this.#text.length
    this.#text += text
  }

  #finishLink({ href, hashtag, mention, start }: OpenLink): void {
    const end = this.#text.length
    if (start === null || end <= start || this.#facets.length >= mostFacets || href.length > 4_096) return
    const shown = this.#text.slice(start, end)
    if (hashtag) {
      const target = shown.replace(/^[#＃]/, '').trim()
      if (target !== '') this.#facets.push({ start, end, kind: 'tag', target })
      return
    }
    const handle = this.#mentionAt(href)
    if (handle !== undefined || mention) {
      const target = handle ?? (href !== '' ? href : shown.replace(/^@/, ''))
      if (target !== '') this.#facets.push({ start, end, kind: 'mention', target })
    } else if (/^https?:\/\//i.test(href)) this.#facets.push({ start, end, kind: 'link', target: href })
  }
}
