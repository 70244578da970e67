import { describe, expect, test } from 'vitest'
import { charsetOf, decodeDocument } from './charset.ts'

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const utf16 = (text: string, big: boolean) => { const bytes = Buffer.from(text, 'utf16le'); return big ? bytes.swap16() : bytes }

describe('letters arrive as they were written', () => {
  test.each<[string, Uint8Array, string | null, string, string]>([
    ['UTF-8 without any declaration', Buffer.from('<a>é</a>'), null, '<a>é</a>', 'utf-8'],
    ['a byte order mark beats a wrong header', Buffer.from('\ufeff<a>é</a>'), 'text/xml; charset=iso-8859-1', '<a>é</a>', 'utf-8'],
    ['UTF-16 with a mark', utf16('\ufeff<a>é</a>', true), null, '<a>é</a>', 'utf-16be'],
    ['UTF-16 without a mark', utf16('<a>é</a>', false), null, '<a>é</a>', 'utf-16le'],
    ['the header names it', latin('<a>\xe9</a>'), 'text/xml; charset="ISO-8859-1"', '<a>é</a>', 'windows-1252'],
    ['the declaration names it', latin('<?xml version="1.0" encoding="windows-1251"?><a>\xef</a>'), null, '<?xml version="1.0" encoding="windows-1251"?><a>п</a>', 'windows-1251'],
    ['UTF-16 declared in bytes that are not', Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>é</a>'), null, '<?xml version="1.0" encoding="utf-16"?><a>é</a>', 'utf-8'],
    ['UTF-8 declared, Latin-1 sent', latin('<?xml version="1.0" encoding="utf-8"?><a>caf\xe9</a>'), null, '<?xml version="1.0" encoding="utf-8"?><a>café</a>', 'windows-1252'],
    ['an encoding nobody knows', Buffer.from('<?xml version="1.0" encoding="bogus"?><a>é</a>'), 'text/xml; charset=nonsense', '<?xml version="1.0" encoding="bogus"?><a>é</a>', 'utf-8'],
    ['mostly UTF-8 with one byte broken', Buffer.concat([Buffer.from('<a>éééé'), latin('\xff'), Buffer.from('</a>')]), null, '<a>éééé\ufffd</a>', 'utf-8'],
    ['zero bytes and controls are left out', Buffer.from('<a>\u0000x\u0008</a>'), null, '<a>x</a>', 'utf-8'],
  ])('%s', (_, bytes, contentType, text, encoding) => {
    expect(decodeDocument(bytes, contentType)).toMatchObject({ text, encoding })
  })

  test('a header is understood with the quoting that servers invent', () => {
    expect(["text/xml; charset='gb2312'", 'text/xml;charset = utf-8 ; x', 'text/xml', null].map(charsetOf)).toEqual(['gb2312', 'utf-8', null, null])
  })
})
