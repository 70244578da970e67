/** HTML of strangers made safe to look at: nothing runs, nothing leaves its box, nothing is fetched unasked. */
import { createRequire } from 'node:module'
import type sanitize from 'sanitize-html'

const require = createRequire(import.meta.url)
let library: typeof sanitize | undefined
/** A hundred files that no start has to wait for: read with the first mail that is shown. */
const sanitizer = (): typeof sanitize => (library ??= require('sanitize-html') as typeof sanitize)

export interface SafeHtml {
  readonly html: string
  /** Pictures from elsewhere that are left out. */
  readonly remotePictures: number
  /** Hosts whose pictures would have told that it was read. */
  readonly trackers: readonly string[]
}

export interface Pictures {
  /** Where a picture inside the message is had, by its Content-ID; `null` when it is not there. */
  inline(contentId: string): string | null
  /** Where a picture from elsewhere is had through us; `null`: pictures were not asked for. */
  remote: ((url: string) => string | null) | null
}

const tags = ['a', 'abbr', 'address', 'article', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'details', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr']
const colour = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^[a-z]{3,20}$/i]
const length = [/^(\d{1,3}(\.\d+)?)(px|pt|em|rem|%)?$/i]
const lengths = [/^((\d{1,2}(\.\d+)?)(px|pt|em|rem|%)?\s*){1,4}$/i]
/** Nothing that places, sizes beyond the line, loads or animates. */
const styles: sanitize.IOptions['allowedStyles'] = {
  '*': {
    color: colour, 'background-color': colour, 'font-weight': [/^(bold|bolder|normal|lighter|\d{3})$/], 'font-style': [/^(italic|normal|oblique)$/], 'font-size': [/^([5-9]|[1-3]\d)(\.\d+)?(px|pt)$/, /^[0-2](\.\d+)?(em|rem)$/, /^(small|medium|large|smaller|larger|x-small|x-large|xx-small|xx-large)$/],
    'text-align': [/^(left|right|center|justify|start|end)$/], 'text-decoration': [/^(underline|line-through|none)$/], 'vertical-align': [/^(top|middle|bottom|baseline|sub|super)$/], 'white-space': [/^(normal|nowrap|pre|pre-wrap|pre-line)$/], 'list-style-type': [/^[a-z-]{3,30}$/],
    padding: lengths, 'padding-left': length, 'padding-right': length, 'padding-top': length, 'padding-bottom': length, 'border-collapse': [/^(collapse|separate)$/], border: [/^\d{1,2}px (solid|dashed|dotted) (#[0-9a-f]{3,8}|[a-z]+)$/i], 'line-height': [/^[0-3](\.\d+)?$/],
  },
}
/** Larger than any picture that is meant to be seen is small. */
const dot = (value: string | undefined): boolean => value !== undefined && /^\s*[0-3](px)?\s*$/i.test(value)

export function safeHtml(html: string, pictures: Pictures): SafeHtml {
  let remotePictures = 0
  const trackers = new Set<string>()
  const picture = (attributes: sanitize.Attributes): sanitize.Tag => {
    const { src = '', alt, width, height, style } = attributes
    const shown = { ...(alt ? { alt } : { alt: '' }), ...(width && /^\d{1,4}%?$/.test(width) ? { width } : {}), ...(height && /^\d{1,4}%?$/.test(height) ? { height } : {}) }
    if (/^cid:/i.test(src)) {
      const address = pictures.inline(decode(src.slice(4)))
      return { tagName: 'img', attribs: { ...shown, ...(address === null ? {} : { src: address }) } }
    }
    if (!/^https?:\/\//i.test(src)) return { tagName: 'span', attribs: {} }
    if (dot(width) || dot(height) || /(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[0-3](?:px)?\s*(?:;|$|!)/i.test(style ?? '') || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style ?? '')) {
      const host = URL.canParse(src) ? new URL(src).host : ''
      if (host !== '') trackers.add(host)
      return { tagName: 'span', attribs: {} }
    }
    const address = pictures.remote?.(src) ?? null
    if (address === null) {
      remotePictures++
      return { tagName: 'img', attribs: shown }
    }
    return { tagName: 'img', attribs: { ...shown, src: address } }
  }
  const safe = sanitizer()(html, {
    allowedTags: tags, disallowedTagsMode: 'discard', nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'head', 'iframe', 'object', 'embed', 'svg', 'math', 'template'],
    allowedAttributes: { '*': ['style', 'dir', 'lang', 'title'], a: ['href', 'rel', 'target'], img: ['src', 'alt', 'width', 'height'], td: ['colspan', 'rowspan', 'align', 'valign', 'bgcolor'], th: ['colspan', 'rowspan', 'align', 'valign', 'bgcolor', 'scope'], table: ['border', 'cellpadding', 'cellspacing', 'align', 'bgcolor'], tr: ['align', 'valign', 'bgcolor'], font: ['color', 'size'], ol: ['start', 'type'], time: ['datetime'], details: ['open'] },
    allowedStyles: styles, allowedSchemes: ['http', 'https', 'mailto', 'tel'], allowedSchemesAppliedToAttributes: ['href'], allowProtocolRelative: false, allowedSchemesByTag: { img: ['http', 'https'] }, nestingLimit: 60,
    transformTags: { a: (_tag, { href, ...rest }) => ({ tagName: 'a', attribs: { ...rest, ...(href ? { href } : {}), rel: 'noopener noreferrer nofollow', target: '_blank' } }), img: (_tag, attributes) => picture(attributes) },
  })
  return { html: safe, remotePictures, trackers: [...trackers] }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What our own composer made, before it goes out: the same, and no pictures from elsewhere that we did not mean. */
export function safeOutgoingHtml(html: string): string {
  return safeHtml(html, { inline: () => null, remote: (url) => url }).html
}
