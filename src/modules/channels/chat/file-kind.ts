/** What a visitor's file is, by its first bytes where it claims to be a picture. Pure. */

const pictures: readonly (readonly [type: string, starts: (head: Buffer) => boolean])[] = [
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))],
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
  ['image/webp', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'],
]

/** Pictures are what their bytes say; everything else is what it claims, as long as no browser would run it. */
export function kindOf(claimed: string, head: Buffer): string {
  const picture = pictures.find(([, starts]) => starts(head))
  if (picture) return picture[0]
  const type = claimed.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isPlain = /^(application\/(pdf|zip|json|msword|rtf|vnd\.[\w.+-]{1,100})|text\/(plain|csv)|audio\/[\w.+-]{1,60}|video\/[\w.+-]{1,60})$/.test(type)
  return isPlain ? type : 'application/octet-stream'
}

/** A file name without a path or anything that shows as something else. */
export function fileNameOf(given: string): string {
  const name = (given.split(/[\\/]/).at(-1) ?? '').toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 150)
  return name === '' || /^\.+$/.test(name) ? 'file' : name
}

/** Shown by the browser itself; everything else is saved. */
export const isShown = (mediaType: string): boolean => pictures.some(([type]) => type === mediaType)
