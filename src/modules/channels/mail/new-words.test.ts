import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newWords } from './new-words.ts'

const answer = 'Thanks, the belt is here.\n\nWad'
const quoted = '> Dear Wad,\n> your belt is on its way.'

test.each([
  ['English, Gmail', 'On Tue, 3 Nov 2026 at 10:12, Velora <support@velora.example> wrote:'],
  ['English, Gmail, wrapped', 'On Tue, 3 Nov 2026 at 10:12, Velora support with a long name\n<support@velora.example> wrote:'],
  ['English, Apple', 'On 3 Nov 2026, at 10:12, Velora <support@velora.example> wrote:'],
  ['Dutch, Gmail', 'Op di 3 nov 2026 om 10:12 schreef Velora <support@velora.example>:'],
  ['Dutch, Apple', 'Op 3 nov. 2026 om 10:12 heeft Velora <support@velora.example> het volgende geschreven:'],
  ['German', 'Am Di., 3. Nov. 2026 um 10:12 Uhr schrieb Velora <support@velora.example>:'],
  ['French', 'Le mar. 3 nov. 2026 à 10:12, Velora <support@velora.example> a écrit :'],
  ['Spanish', 'El mar, 3 nov 2026 a las 10:12, Velora (<support@velora.example>) escribió:'],
  ['Italian', 'Il giorno mar 3 nov 2026 alle ore 10:12 Velora <support@velora.example> ha scritto:'],
  ['Portuguese', 'Em ter., 3 de nov. de 2026 às 10:12, Velora <support@velora.example> escreveu:'],
  ['Swedish', 'Den tis 3 nov. 2026 kl 10:12 skrev Velora <support@velora.example>:'],
  ['Polish', 'wt., 3 lis 2026 o 10:12 Velora <support@velora.example> napisał(a):'],
  ['a date and an address', '2026-11-03 10:12 GMT+01:00 Velora <support@velora.example>:'],
  ['Thunderbird, Dutch', 'Op 03-11-2026 om 10:12 schreef Velora:'],
])('what is repeated below an attribution is folded: %s', (_, attribution) => {
  const words = newWords(`${answer}\n\n${attribution}\n\n${quoted}\n`)
  expect(words.text).toBe(answer)
  expect(words.quoted).toContain('on its way')
})

test.each([
  ['English', '-----Original Message-----\nFrom: Velora <support@velora.example>\nSent: Tuesday, 3 November 2026 10:12\nTo: Wad\nSubject: Your belt'],
  ['Dutch', '-----Oorspronkelijk bericht-----\nVan: Velora\nVerzonden: dinsdag 3 november 2026 10:12\nAan: Wad\nOnderwerp: Uw riem'],
  ['German, no rule', 'Von: Velora <support@velora.example>\nGesendet: Dienstag, 3. November 2026 10:12\nAn: Wad\nBetreff: Ihr Riemen'],
  ['French, no rule', 'De : Velora <support@velora.example>\nEnvoyé : mardi 3 novembre 2026 10:12\nÀ : Wad\nObjet : Votre courroie'],
  ['Spanish, no rule', 'De: Velora\nEnviado el: martes, 3 de noviembre de 2026 10:12\nPara: Wad\nAsunto: Su correa'],
  ['Outlook on the web', '________________________________\nFrom: Velora <support@velora.example>\nSent: Tuesday, November 3, 2026 10:12 AM\nTo: Wad\nSubject: Your belt'],
  ['Outlook in bold', '*From:* Velora <support@velora.example>\n*Sent:* Tuesday\n*To:* Wad\n*Subject:* Your belt'],
])('what Outlook repeats is folded: %s', (_, block) => {
  const words = newWords(`${answer}\n\n${block}\n\nDear Wad, it is on its way.`)
  expect(words.text).toBe(answer)
  expect(words.quoted).toContain('on its way')
})

test.each([
  ['an answer below the quote', `On 3 Nov 2026, Velora <a@b.example> wrote:\n${quoted}\n\n${answer}`, answer, 'Dear Wad'],
  ['a quote without an attribution', `${answer}\n\n${quoted}`, answer, 'Dear Wad'],
  ['answers between quoted lines stay with them', 'Hi,\n\n> Which size?\n\nMedium.\n\n> Which colour?\n\nRed, please.', 'Hi,\n\n> Which size?\n\nMedium.\n\n> Which colour?\n\nRed, please.', null],
  ['a line that only looks like an attribution', 'The mechanic wrote: all fine.\nBut it is not.', 'The mechanic wrote: all fine.\nBut it is not.', null],
  ['somebody from somewhere', 'From: my own experience it slips.\nTo be honest, often.', 'From: my own experience it slips.\nTo be honest, often.', null],
  ['a mail that only passes on', '---------- Forwarded message ----------\nFrom: A <a@b.example>\nDate: x y\nSubject: z\n\nLook at this.', '---------- Forwarded message ----------\nFrom: A <a@b.example>\nDate: x y\nSubject: z\n\nLook at this.', null],
  ['arrows in the text', 'Price > 100 euro is too much.', 'Price > 100 euro is too much.', null],
])('%s', (_, whole, text, repeated) => {
  const words = newWords(whole)
  expect(words.text).toBe(text)
  if (repeated === null) expect(words.quoted).toBeNull()
  else expect(words.quoted).toContain(repeated)
})

test('no words are ever lost: whatever is written is in one of the two', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('Hello there.', '> quoted words', '', 'On 3 Nov 2026, A <a@b.example> wrote:', '-----Original Message-----', 'From: A', 'Sent: x', 'To: y', 'Subject: z', '> ', 'ok'), { maxLength: 14 }), (lines) => {
    const { text, quoted: folded } = newWords(lines.join('\n'))
    for (const line of lines.filter((one) => one.trim() !== '' && !one.endsWith('wrote:'))) expect(`${text}\n${folded ?? ''}`).toContain(line.trim())
  }))
})
