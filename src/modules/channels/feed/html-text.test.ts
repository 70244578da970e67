import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { readHtml } from './html-text.ts'
import { seen } from './rich-text.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

const base = 'https://ridehome.example/news/'

describe('text looks the way a reader of the page saw it', () => {
  test.each([
    ['blocks stand on lines of their own', '<p>One</p><p>Two<br>three</p><ul><li>a</li><li>b</li></ul>', 'One\n\nTwo\nthree\n\n• a\n• b'],
    ['words are not glued together across tags', '<b>Late</b> <i>again</i>,<span> Brum</span>', 'Late again, Brum'],
    ['scripts and styles are not words', 'Hi<script>alert(1)</script><style>p{}</style> you', 'Hi you'],
    ['entities become characters', 'Fish &amp; chips &euro;5 &#x1F600; &lt;3', 'Fish & chips €5 😀 <3'],
    ['a lone angle bracket is a character', '1 < 2 and a<b', '1 < 2 and a'],
    ['white space counts once', ' a \n\t b&nbsp;c ', 'a b c'],
    ['verbatim text keeps its lines', '<pre>a\n  b</pre>c', 'a\n  b\n\nc'],
  ])('%s', (_, html, text) => {
    expect(readHtml(html, base).text).toBe(text)
  })

  test('links stand where their words stand, and relative ones lead somewhere', () => {
    const { text, facets } = readHtml('<p>See <a href="../fares">our  fares</a> or <a href="javascript:x()">this</a>.</p>', base)
    expect(text).toBe('See our fares or this.')
    expect(facets.map((facet) => [text.slice(facet.start, facet.end), facet.target])).toEqual([['our fares', 'https://ridehome.example/fares']])
  })

  test('pictures are kept, those that count readers are not', () => {
    expect(readHtml('<img src="a.png" alt=" A bus "><img src="https://count.example/p.gif" width=1 height=1>', base).images).toEqual([{ url: 'https://ridehome.example/news/a.png', alt: 'A bus' }])
  })

  test('HTML that was escaped twice is still read as HTML', () => {
    expect(seen({ value: '&lt;p&gt;Late &amp;amp; cold&lt;/p&gt;', html: true, base }).text).toBe('Late & cold')
  })

  test('UTF-8 that was taken for windows-1252 is mended, French is left alone', () => {
    expect(seen({ value: 'donâ€™t', html: false, base }).text).toBe('don’t')
    expect(seen({ value: 'château à côté', html: false, base }).text).toBe('château à côté')
  })

  test('any input is read, links lie within the text, nothing hangs on deep nesting', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('<p>', '</p>', '<a href="/x">', '</a>', '<pre>', '</pre>', '<script>', '</script>', ' ', '\n', 'é', 'word', '<li>', '<', '&amp;', '&#0;', '<!--', '-->'), { maxLength: 60 }), (pieces) => {
      const { text, facets } = readHtml(pieces.join(''), base)
      for (const facet of facets) {
        expect(facet.start).toBeLessThan(facet.end)
        expect(facet.end).toBeLessThanOrEqual(text.length)
      }
    }))
    expect(readHtml('<b>'.repeat(200_000) + 'x', base).text).toBe('')
  })
})
