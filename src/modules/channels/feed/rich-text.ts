/** Text of a feed that may be plain, escaped HTML, inline XHTML or base64; and what it says. */
import { encodeXML, decodeHTMLStrict } from 'entities'
import type { Rich } from './feed-model.ts'
import { readHtml, type ReadHtml } from './html-text.ts'
import { textOf, type Element } from './xml-tree.ts'

const htmlElements = new Set('a abbr acronym address applet area article aside b base big blink blockquote body br button caption center cite code col dd del details dfn div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark marquee meta nav nobr noscript object ol option p param picture pre q s samp script section select small source span strike strong style sub summary sup svg math table tbody td template textarea tfoot th thead time title tr tt u ul var video audio wbr'.split(' '))

/** Whether plain-looking text is HTML: it has tags, and all of them are HTML's; or known entities. */
function looksLikeHtml(text: string): boolean {
  const tags = [...text.slice(0, 20_000).matchAll(/<\/?([a-zA-Z][\w:-]*)(?:\s[^<>]*)?\/?>/g)]
  if (tags.length > 0) return tags.every((tag) => htmlElements.has((tag[1] ?? '').toLowerCase()))
  return /&(#\d+|#x[\da-f]+|\w+);/i.test(text) && decodeHTMLStrict(text) !== text
}

/** How an element's format says what its text is. */
export type Flavour = 'typed' | 'guess'

/** The text of a title, summary or content element. `typed` is Atom's way, `guess` that of RSS. */
export function richOf(element: Element, base: string, flavour: Flavour): Rich {
  const type = (element.attributes['type'] ?? '').toLowerCase()
  // These exist to carry HTML and are never anything else.
  const isHtmlByName = /^(content:encoded|fullitem|body|xhtml:body)$/.test(element.name)
  const inline = element.children.some((child) => typeof child !== 'string')
  if (inline) return { value: element.children.map(markup).join('').trim(), html: true, base }

  const written = textOf(element)
  const value = isBase64(element, type, written) ? fromBase64(written) : written
  if (isHtmlByName || /^(html|text\/html|application\/xhtml\+xml|xhtml)$/.test(type)) return { value, html: true, base }
  if (/^(text|text\/plain)$/.test(type) && flavour === 'typed') return { value, html: false, base }
  if (value !== written) return { value, html: looksLikeHtml(value), base }
  // Atom's text is plain unless it says otherwise; many write HTML into summary and content all the same.
  const mayBeHtml = flavour === 'guess' || (type === '' && element.name !== 'title' && /<\/\w+>/.test(value))
  return { value, html: mayBeHtml && looksLikeHtml(value), base }
}

function isBase64(element: Element, type: string, written: string): boolean {
  if (element.attributes['mode'] === 'base64') return true
  if (type === '' || type.startsWith('text') || /^(html|xhtml)$/.test(type) || /[+/]xml$/.test(type)) return false
  return type.includes('/') && /^[A-Za-z0-9+/\s]+=*\s*$/.test(written)
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8').trim()
}

function markup(child: Element | string): string {
  if (typeof child === 'string') return encodeXML(child)
  const name = child.name.slice(child.name.indexOf(':') + 1)
  const attributes = Object.entries(child.attributes).map(([key, value]) => ` ${key}="${encodeXML(value)}"`).join('')
  const inner = child.children.map(markup).join('')
  return inner === '' && voids.has(name) ? `<${name}${attributes} />` : `<${name}${attributes}>${inner}</${name}>`
}
const voids = new Set(['br', 'hr', 'img', 'input', 'col', 'area', 'wbr', 'source'])

/**
 * What a reader would see. HTML that was escaped once too often (`&lt;p&gt;`
 * shown as text) is read once more.
 */
export function seen(rich: Rich): ReadHtml {
  if (!rich.html) return { text: tidy(mended(rich.value)), facets: [], images: [], elements: 0 }
  const read = readHtml(mended(rich.value), rich.base)
  return read.elements === 0 && /<\/?[a-z]/i.test(read.text) && looksLikeHtml(read.text) ? readHtml(decodeHTMLStrict(rich.value), rich.base) : read
}

/** The 27 characters that windows-1252 has where Unicode has controls, from 0x80. */
const windows1252 = Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at)))

/** Undoes UTF-8 that was taken for windows-1252 and encoded again: `â€™` for `’`. Only when every character fits that story. */
function mended(text: string): string {
  if (!/[ÂÃâðÐÑ]|&(acirc|Acirc|Atilde);/.test(text)) return text
  const bytes: number[] = []
  for (const character of decodeHTMLStrict(text.replaceAll('&lt;', '&amp;lt;'))) {
    const at = windows1252.indexOf(character)
    const code = at >= 0 ? 0x80 + at : (character.codePointAt(0) ?? 0)
    if (code > 0xff) return text
    bytes.push(code)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}

/** Plain text, NFC, lines kept, blanks at their ends taken off. */
function tidy(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[ \t\u00a0]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim().normalize('NFC')
}

/** A title on one line. */
export function oneLine(rich: Rich | undefined): string {
  return rich === undefined ? '' : seen(rich).text.replace(/\s+/g, ' ').trim()
}
