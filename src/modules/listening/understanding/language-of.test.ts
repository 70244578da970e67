/** Which language somebody sees beside a post. */
import { expect, test } from 'vitest'
import { languageCode, languageOf } from './language-of.ts'

test.each([
  ['en', 'Just had the best coffee of my life'],
  ['nl', 'Wat een prachtige dag om te fietsen'],
  ['de', 'Heute ist ein schöner Tag zum Radfahren'],
  ['fr', 'Quelle belle journée pour se promener'],
  ['es', 'Qué buen día para salir a caminar'],
  ['pt', 'Que dia bonito para sair de casa, não é?'],
  ['it', 'Che bella giornata per una passeggiata'],
  ['ar', 'ما أجمل هذا اليوم للمشي في الحديقة'],
  ['hi', 'आज का दिन बहुत सुंदर है'],
  ['hi', 'yeh movie bahut achhi hai yaar, maza aa gaya'],
  ['hi', 'mujhe kuch nahi pata tha bhai'],
  ['ja', 'こんにちは'],
  ['zh', '你好'],
  ['th', 'สวัสดี'],
  ['km', 'ជំរាបសួរ'],
  ['chr', 'ᎣᏏᏲ ᏗᏂᏲᎵ'],
])('%s is recognised in "%s"', (language, text) => {
  expect(languageOf(text)).toBe(language)
})

test.each(['', '🎉🎉', '12345 !!!', 'https://a.example/b', '@somebody', 'ok', 'lkjsdf wqoeiru xmcnv'])('"%s" is in no known language', (text) => {
  expect(languageOf(text)).toBe('und')
})

test('names and addresses do not sway the language', () => {
  expect(languageOf('@thebestofthewest https://the-weather-today.example/this-and-that wat fijn zeg')).toBe('nl')
})

test('tags are read where there is nothing else', () => {
  expect(languageOf('#geenidee #zomooi #lekkerweer')).toBe('nl')
})

test.each([['en-GB', 'en'], ['nld', 'nl'], ['pt_BR', 'pt'], ['iw', 'he'], ['haw', 'haw'], ['und', undefined], ['zxx', undefined], ['qme', undefined], ['not a language!', undefined], ['', undefined]])('a channel that declares "%s" means %s', (declared, code) => {
  expect(languageCode(declared)).toBe(code)
})
