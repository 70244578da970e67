/** What people read on the network is what we keep. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashtag, longLink, mention } from './fixtures/statuses.ts'
import { plainText } from './plain-text.ts'

const nobody = (): undefined => undefined
const read = (html: string): [string, string[][]] => {
  const { text, facets } = plainText(html, (href) => (href === 'https://isle.example/@wad' ? 'wad@isle.example' : undefined))
  return [text, facets.map(({ start, end, kind, target }) => [text.slice(start, end), kind, target])]
}

test.each<[string, string, string, string[][]]>([
  ['paragraphs and lines', '<p>One<br>two</p><p>three</p>', 'One\ntwo\n\nthree', []],
  ['a long link is shown short and leads all the way', `<p>See ${longLink}!</p>`, 'See ferry.example/tijden/winter/he…!', [['ferry.example/tijden/winter/he…', 'link', 'https://www.ferry.example/tijden/winter/heen-en-terug?dag=zondag']]],
  ['somebody mentioned', `<p>${mention} ahoy</p>`, '@wad ahoy', [['@wad', 'mention', 'wad@isle.example']]],
  ['a hashtag', `<p>Zee 🌊 ${hashtag}</p>`, 'Zee 🌊 #Veer', [['#Veer', 'tag', 'Veer']]],
  ['entities', '<p>1 &lt; 2 &amp;&amp; &quot;x&quot; &#39;y&#39; &#x1F30A;</p>', '1 < 2 && "x" \'y\' 🌊', []],
  ['a list', '<p>Bring:</p><ul><li>rope</li><li>tea</li></ul><p>Go</p>', 'Bring:\n\n• rope\n• tea\n\nGo', []],
  ['code keeps its spaces', '<pre><code>if x:\n    go</code></pre>', 'if x:\n    go', []],
  ['runs of white space are one space', '<p>  a \n\t b  </p>  <p> c </p>', 'a b\n\nc', []],
  ['no more than one empty line', '<p>a<br><br><br><br>b</p><p></p><p></p><p>c</p>', 'a\n\nb\n\nc', []],
  ['a line that stands in for a quote is left out', '<p class="quote-inline">RE: <a href="https://sea.example/@tide/1">sea.example/@tide/1</a></p><p>True</p>', 'True', []],
  ['scripts and styles say nothing', '<p>a<script>alert(1)</script><style>p{}</style>b</p>', 'ab', []],
  ['a link that would run a script is plain text', '<a href="javascript:alert(1)">press</a>', 'press', []],
  ['a mention of somebody the server does not list', '<a class="u-url mention" href="https://far.example/@x">@x</a>', '@x', [['@x', 'mention', 'https://far.example/@x']]],
  ['custom emoji stay as they are written', '<p>:ferry: :ferry:</p>', ':ferry: :ferry:', []],
  ['text without any markup', 'plain', 'plain', []],
  ['broken markup', '<p>a <b>b<p>c</a></i> <a href="https://x.example">d', 'a b\n\nc d', [['d', 'link', 'https://x.example']]],
  ['nothing', '', '', []],
])('%s', (_, html, text, facets) => {
  expect(read(html)).toEqual([text, facets])
})

test('whatever markup comes, stretches lie in the text and no markup that was understood is left', () => {
  const piece = fc.oneof(fc.constantFrom('<p>', '</p>', '<br>', '<a href="https://x.example">', '</a>', '<span class="invisible">', '<span class="ellipsis">', '</span>', '<a class="hashtag" href="/t">', '<ul>', '<li>', '</li>', '</ul>', '<pre>', '</pre>', '<!--', '-->', ' ', '\n', '&amp;', '🌊', '#x'), fc.string({ unit: 'grapheme', maxLength: 5 }))
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const { text, facets } = plainText(pieces.join(''), nobody)
    let last = 0
    for (const { start, end } of facets) {
      expect(start >= last && end > start && end <= text.length).toBe(true)
      last = end
    }
    expect(text).not.toMatch(/<\/?(p|br|ul|li|pre)>/)
  }))
})

test('a flood of markup is read in one go', () => {
  const { text, facets } = plainText('<div><a href="https://x.example">x</a> '.repeat(20_000), nobody)
  expect([text.length > 20_000, facets.length]).toEqual([true, 500])
})
