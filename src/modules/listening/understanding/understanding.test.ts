/** What somebody sees of a post's understanding. */
import { describe, expect, test } from 'vitest'
import { openUnderstanding } from './understanding.ts'

const { understand, feel } = (() => {
  const understanding = openUnderstanding()
  return { understand: understanding.understand.bind(understanding), feel: understanding.feel.bind(understanding) }
})()

describe('a clear-cut post is felt as anybody would feel it', () => {
  test.each([
    ['en', 'positive', 'I love this phone, best purchase ever! Thank you so much'],
    ['en', 'negative', 'Worst service ever, my order is late again and nobody answers. Terrible.'],
    ['en', 'neutral', 'The meeting is on Tuesday at 10.'],
    ['nl', 'positive', 'Wat een geweldige service, heel erg bedankt!'],
    ['nl', 'negative', 'Belachelijk slecht, dit is een schande en een ramp.'],
    ['fr', 'positive', 'Quel magnifique produit, merci beaucoup, je suis très heureuse'],
    ['fr', 'negative', 'Service horrible, quelle honte, je suis dégoûtée'],
    ['de', 'positive', 'Ich liebe es, einfach super und wunderschön, danke!'],
    ['de', 'negative', 'Das ist eine Katastrophe, so ein schlechter Service, ich hasse es'],
    ['es', 'positive', 'Me encanta, es maravilloso, muchas gracias, los quiero'],
    ['es', 'negative', 'Qué asco de servicio, es horrible, los odio'],
    ['pt', 'positive', 'Adorei, que lindo, amo muito, obrigada, perfeito'],
    ['pt', 'negative', 'Que lixo, odeio isso, horrível demais'],
    ['it', 'positive', 'Che bella giornata, grazie mille, sono felice'],
    ['it', 'negative', 'Che schifo, una vergogna, odio questo governo'],
  ])('%s %s: %s', (language, sentiment, text) => {
    expect(feel(text)).toMatchObject({ language, sentiment })
  })
})

test.each([
  ['question', 'Where is the nearest shop?'],
  ['complaint', 'My parcel still hasn\'t arrived, this is unacceptable and terrible'],
  ['praise', 'You guys are amazing, I love this app, it is brilliant'],
  ['request', 'Please send me the form'],
  ['buying', 'I want to buy one for my sister'],
  ['leaving', 'I want to cancel my subscription'],
  ['leaving', 'Ik ga mijn abonnement opzeggen'],
  ['thanks', 'Thank you'],
  ['thanks', 'Danke schön'],
  ['spam', 'get followers free, click here https://x.example'],
  ['none', 'The train leaves at ten.'],
])('somebody whose intent is %s: %s', (intent, text) => {
  expect(understand(text).intent).toBe(intent)
})

test('who is stranded is answered before who gives thanks', () => {
  const stranded = understand('URGENT please help, we are stranded at the airport, this is awful')
  expect(stranded.urgency).toBeGreaterThan(0.6)
  expect(stranded.because).toContain('"urgent" says that it presses')
  expect(understand('Thanks, all good!').urgency).toBeLessThan(0.2)
})

test.each(['🤬', '🤬🤬🤬', 'This is what you call service 🤬'])('somebody who swears is angry: %s', (text) => {
  expect(understand(text).emotion).toBe('anger')
})

test('emoji alone have a sentiment and no language', () => {
  expect(feel('😍😍😍')).toMatchObject({ language: 'und', sentiment: 'positive' })
  expect(feel('😡😡😡')).toMatchObject({ language: 'und', sentiment: 'negative' })
})

test.each([
  ['nothing', ''],
  ['only spaces', ' \n\t '],
  ['only an address', 'https://shop.example/a?b=c'],
  ['one endless word', 'a'.repeat(100_000)],
  ['an endless text', 'good '.repeat(100_000)],
  ['an endless text without spaces', '好'.repeat(100_000)],
  ['only marks', '!?'.repeat(5_000)],
  ['only names', '@somebody '.repeat(3_000)],
  ['halves of characters', '\ud800\udc00\ud83d \udfff'],
  ['binary rubbish', String.fromCharCode(...Array.from({ length: 3_000 }, (_, at) => (at * 7_919) % 65_536))],
])('%s is understood without a fault', (_, text) => {
  const { probabilities, urgency } = understand(text)
  expect(probabilities.negative + probabilities.neutral + probabilities.positive).toBeCloseTo(1, 2)
  expect(urgency).toBeGreaterThanOrEqual(0)
  expect(urgency).toBeLessThanOrEqual(1)
})

test('the same post is always understood the same, whatever was read before', () => {
  const text = 'Not good at all, where is my refund?? 😡 #fail'
  const first = understand(text)
  understand('Something else altogether, 你好, merci!')
  expect(understand(text)).toEqual(first)
})

test('a declared language decides where the text leaves it open', () => {
  expect(feel('ok', 'nl').language).toBe('nl')
  expect(feel('ok').language).toBe('und')
  expect(feel('This is plainly written in English, whatever they say', 'nl-NL').language).toBe('en')
})
