import { expect, test } from 'vitest'
import { drawLetter } from './letter-layout.ts'

const letter = {
  subject: 'Spike for\r\nBcc: everyone@evil.example <Harbour>',
  opening: 'Three times as many mentions as usual.',
  facts: [['Severity', '7 of 10']],
  quotes: [{ text: '<script>alert(1)</script>\nsecond line', by: 'pier.example', url: 'javascript:alert(1)' }],
  action: { label: 'See them', path: '/listen?topic=1&x="2"' },
  closing: 'You asked for this.',
} as const

test('a mail carries no HTML that somebody outside wrote, and its subject starts no other header', () => {
  const { subject, html } = drawLetter(letter, 'en', 'https://rapport.example')
  expect(subject).toBe('Spike for Bcc: everyone@evil.example <Harbour>')
  expect(html).not.toContain('<script>')
  expect(html).not.toContain('href="javascript:')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br>second line')
  expect(html).toContain('href="https://rapport.example/listen?topic=1&amp;x=&quot;2&quot;"')
})

test('who reads plain text reads all of it', () => {
  expect(drawLetter(letter, 'en', 'https://rapport.example').text).toBe([
    'Three times as many mentions as usual.', 'Severity: 7 of 10',
    '> <script>alert(1)</script>\n> second line\n> — pier.example javascript:alert(1)',
    'See them: https://rapport.example/listen?topic=1&x="2"', '-- \nYou asked for this.\n',
  ].join('\n\n'))
})
