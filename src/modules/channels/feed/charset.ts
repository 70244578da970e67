/** From the bytes of a feed to its characters, whatever its server or declaration claims. */

export interface Decoded {
  readonly text: string
  /** Name of the encoding that was used, as `TextDecoder` knows it, or `utf-32le`, `utf-32be`. */
  readonly encoding: string
  /** False when what was declared is unknown or does not fit the bytes. */
  readonly asDeclared: boolean
}

/**
 * Decodes by the first of: byte order mark, shape of the first four bytes (XML
 * 1.0, appendix F), the charset of the Content-Type, the XML declaration,
 * UTF-8. What does not fit the bytes is passed over; at last comes
 * windows-1252, or UTF-8 with replacement characters when most of it is UTF-8.
 */
export function decodeDocument(bytes: Uint8Array, contentType: string | null): Decoded {
  const marked = byShape(bytes)
  if (marked !== null) return { text: clean(decodeAs(bytes, marked)), encoding: marked, asDeclared: true }

  const declared = [charsetOf(contentType), declaredIn(bytes)].filter((label) => label !== null)
  for (const label of declared) {
    const text = decodeStrictly(bytes, label)
    if (text !== null) return { text: clean(text), encoding: nameOf(label), asDeclared: label === declared[0] }
  }
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null) return { text: clean(utf8), encoding: 'utf-8', asDeclared: declared.length === 0 }
  const last = mostlyUtf8(bytes) ? 'utf-8' : 'windows-1252'
  return { text: clean(new TextDecoder(last).decode(bytes)), encoding: last, asDeclared: false }
}

function byShape(b: Uint8Array): string | null {
  const [first, second, third, fourth] = b
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'utf-32le' : 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0 && second === 0) return third === 0xfe || third === 0 ? 'utf-32be' : null
  if (first === 0x3c && second === 0) return third === 0 && fourth === 0 ? 'utf-32le' : 'utf-16le'
  if (first === 0 && second === 0x3c) return 'utf-16be'
  return null
}

/** The label in `text/xml; charset="utf-8"`, also with the quoting that servers invent. */
export function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null
}

function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024))
  const inXml = /<\?xml\s[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]+)/i.exec(head)?.[1]
  const inHtml = /<meta\s[^>]*charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)/i.exec(head)?.[1]
  return (inXml ?? inHtml)?.toLowerCase() ?? null
}

function nameOf(label: string): string {
  return new TextDecoder(label).encoding
}

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  // A declaration that we could read one byte a character is no UTF-16.
  if (/^(utf-?(16|32)|ucs-?[24]|unicode)/.test(label)) return null
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  return encoding.startsWith('utf-32') ? decodeUtf32(bytes, encoding === 'utf-32le') : new TextDecoder(encoding).decode(bytes)
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian)
    if (point === 0xfeff && at === 0) continue
    text += point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\ufffd' : String.fromCodePoint(point)
  }
  return text
}

function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  let broken = 0
  let whole = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0xfffd) broken++
    else if (unit > 0x7f) whole++
  }
  return whole > broken * 2
}

/** Characters that no XML may hold; PostgreSQL refuses NUL too. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function clean(text: string): string {
  return text.replace(forbidden, '')
}
