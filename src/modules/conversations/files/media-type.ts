/** What a file really is, by its first bytes, and what of that a browser may show. Pure. */

/** Pictures that carry no scripts. */
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])
const played: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/mp4', 'audio/aac', 'video/mp4', 'video/webm', 'video/quicktime'])

export const isSafePicture = (mediaType: string): boolean => pictures.has(mediaType)
/** May be shown in the page rather than downloaded. */
export const isShown = (mediaType: string): boolean => pictures.has(mediaType) || played.has(mediaType)

/** How many bytes suffice. */
export const sniffedBytes = 4_100

const at = (bytes: Buffer, offset: number, mark: string): boolean => bytes.subarray(offset, offset + mark.length).equals(Buffer.from(mark, 'latin1'))

/** @returns `application/octet-stream` for what is not known. Signatures: WHATWG MIME Sniffing, section 6, and the formats' own documents. */
export function sniff(bytes: Buffer): string {
  if (at(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (at(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (at(bytes, 0, 'GIF87a') || at(bytes, 0, 'GIF89a')) return 'image/gif'
  if (at(bytes, 0, 'RIFF') && at(bytes, 8, 'WEBP')) return 'image/webp'
  if (at(bytes, 0, 'RIFF') && at(bytes, 8, 'WAVE')) return 'audio/wav'
  if (at(bytes, 0, 'BM') && bytes.length > 26 && bytes.readUInt32LE(6) === 0) return 'image/bmp'
  if (at(bytes, 4, 'ftyp')) return isoMedia(bytes.toString('latin1', 8, 12))
  if (at(bytes, 0, '\x1aE\xdf\xa3')) return 'video/webm'
  if (at(bytes, 0, 'OggS')) return 'audio/ogg'
  if (at(bytes, 0, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return 'audio/mpeg'
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac'
  if (at(bytes, 0, '%PDF-')) return 'application/pdf'
  if (at(bytes, 0, 'PK\x03\x04') || at(bytes, 0, 'PK\x05\x06')) return 'application/zip'
  if (at(bytes, 0, '\x1f\x8b')) return 'application/gzip'
  return isText(bytes) ? textKind(bytes) : 'application/octet-stream'
}

function isoMedia(brand: string): string {
  if (/^avi[fs]$/.test(brand)) return 'image/avif'
  if (/^(heic|heix|mif1|msf1)$/.test(brand)) return 'image/heic'
  if (/^M4[ABP] $/.test(brand)) return 'audio/mp4'
  return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4'
}

function isText(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return bytes.length === 0
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** What begins as a page or a drawing may carry scripts. */
function textKind(bytes: Buffer): string {
  const beginning = bytes.toString('utf8', 0, 1_024).trimStart().toLowerCase()
  if (beginning.startsWith('<?xml') || beginning.startsWith('<svg')) return beginning.includes('<svg') ? 'image/svg+xml' : 'application/xml'
  if (/^(<!doctype html|<html|<head|<body|<script|<iframe|<!--|<h1|<div|<table|<a[\s>]|<style|<p[\s>]|<br)/.test(beginning)) return 'text/html'
  if (beginning.startsWith('{') || beginning.startsWith('[')) return 'application/json'
  return 'text/plain'
}

/**
 * What a file is taken for: what its bytes say; of formats that share their
 * bytes with others (documents in a ZIP, say) what its sender says.
 */
export function settledType(sniffed: string, declared: string): string {
  const said = declared.toLowerCase().split(';')[0]?.trim() ?? ''
  if (sniffed === 'application/zip' && /^application\/(vnd\.(openxmlformats-officedocument|oasis\.opendocument)[\w.+-]+|epub\+zip|zip)$/.test(said)) return said
  if (sniffed === 'text/plain' && /^text\/(csv|plain|markdown|calendar|x-vcard|vcard)$/.test(said)) return said
  if (sniffed === 'video/mp4' && said === 'audio/mp4') return said
  if (sniffed === 'application/octet-stream' && /^(application\/(msword|vnd\.[\w.+-]+|x-[\w.+-]+|pgp-[\w]+|ms-[\w-]+)|message\/rfc822)$/.test(said)) return said
  return sniffed
}
