import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldHelp, fieldLabel, channelAbout } from './channel-words.ts'
import { accountChannels } from '../../src/modules/channels/accounts/all-accounts.ts'
import { channels } from '../../src/modules/channels/all.ts'
import { formats } from './formats.ts'
import { channels as channelWords } from './channels.nl.ts'
import { quietFiles, quietTexts } from './not-said.ts'
import { finder, templateOf, valuesIn, type Template } from './said-template.ts'
import { sayer, type Piece } from './said.ts'
import { areas, saidInDutch } from './said/nl.ts'
import { serverSentences, type ServerSentence } from './server-sentences.ts'

const shown = formats('nl-BE', 'Europe/Brussels')
const dutch = sayer(saidInDutch, { number: shown.number, time: shown.dayAndClock, day: formats('nl-BE', 'UTC').day })
const text = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')
const inDutch = (english: string): string => text(dutch(english))
const find = finder(saidInDutch)

const templates = Object.keys(saidInDutch).map(templateOf)
const filled = ({ literals }: Template, values: readonly string[]): string => literals.map((literal, index) => `${literal}${values[index] ?? ''}`).join('')
/** Values that no sentence of ours holds, one for each hole. */
const samples = ({ holes }: Template): string[] => holes.map(({ kind }, index) => (kind === 'number' ? `${index + 7}` : kind === 'time' ? `2026-02-0${index + 1}T08:30:00.000Z` : `Qq${index}zz`))

describe('every sentence of the server has its Dutch', () => {
  const src = fileURLToPath(new URL('../../src', import.meta.url))
  const all = serverSentences(src)
  const isQuiet = ({ file, literals }: ServerSentence): boolean => quietFiles.some(([path]) => path.test(file)) || quietTexts.some(([quiet]) => quiet.test(literals.join('…')))
  const bare = (literals: readonly string[]): string => literals.join('\0').replaceAll(/^\0|\0$/g, '').trim()
  const shapes = templates.map(({ literals }) => bare(literals))
  /** What stands in holes: names, numbers, moments, nothing, other sentences and parts of them. */
  const given = ['Qqzz', '7', '2026-02-01T08:30:00.000Z', '', 'Answers.', ' Answers.', 'at the end', 'Body', 'not valid', '"q" cannot go while topics name it', ': it has trouble of its own. Reading goes on by itself when it answers again.']
  const isSaid = (english: string): boolean => {
    const pieces = dutch(english)
    return pieces.every(({ foreign }) => !foreign) && text(pieces) !== english
  }

  /** Said as a whole, part of a sentence that is said whole, or found with some values. */
  function isKnown({ literals }: ServerSentence): boolean {
    const shape = bare(literals)
    if (shapes.some((one) => one === shape || ((shape.length > 24 || /^[,;:.]/.test(shape)) && one.includes(shape)))) return true
    const holes = literals.length - 1
    const fill = (values: readonly string[]): boolean => isSaid(literals.map((literal, index) => `${literal}${index < holes ? (values[Math.min(index, 2)] ?? '') : ''}`).join(''))
    return given.some((first) => (holes < 2 ? fill([first]) : given.some((second) => (holes < 3 ? fill([first, second]) : given.some((third) => fill([first, second, third]))))))
  }

  test('in web/words/said/', () => {
    const missing = all.filter((one) => !isQuiet(one) && !isKnown(one)).map(({ file, line, literals }) => `src/${file}:${line}  ${literals.join('{…}')}`)
    expect(missing, 'Add each sentence and its Dutch to a file of web/words/said/ (web/README.md says how).').toEqual([])
  })

  test('nothing is left out for a reason that no longer holds', () => {
    for (const [path] of quietFiles) expect(all.some(({ file }) => path.test(file)), String(path)).toBe(true)
    expect(all.length).toBeGreaterThan(400)
  })

  test('a sentence that nobody translated is noticed', () => {
    expect(isKnown({ file: 'x.ts', line: 1, literals: ['The ferry to ', ' leaves without us. Swim.'] })).toBe(false)
    expect(isKnown({ file: 'x.ts', line: 1, literals: ['Paused by somebody. The ferry has left.'] })).toBe(false)
  })
})

describe('what a channel says of itself has its Dutch', () => {
  const page = { find: (key: string) => (channelWords as Readonly<Record<string, string>>)[key.replace('channels.', '')], said: inDutch }
  for (const { manifest } of channels) {
    const channel = { ...manifest, reads: [...manifest.reads], fields: [] }
    test.each([['its sentence', manifest.about, channelAbout(page, channel)], ...manifest.fields.flatMap((field) => [
      [`label of ${field.name}`, field.label, fieldLabel(page, manifest.id, field as never)],
      ...(field.help === undefined ? [] : [[`help of ${field.name}`, field.help, fieldHelp(page, manifest.id, field as never)]]),
    ])])(`${manifest.name}: %s`, (_, english, shown) => {
      // A word that is the same in both languages stands in the dictionary all the same.
      expect(shown === english && find(english as string) === null && !Object.values<string>(channelWords).includes(english as string)).toBe(false)
    })
  }
})

describe('what an account asks for has its Dutch', () => {
  for (const { manifest } of accountChannels) {
    test.each([manifest.about, ...manifest.steps, ...manifest.fields.flatMap(({ label, help }) => [label, ...(help === undefined ? [] : [help])])])(`${manifest.name}: %s`, (english) => expect(find(english)).not.toBeNull())
  }
})

describe('a sentence is found again, with its values', () => {
  test.each(templates.map((template) => [template.english, template] as const))('%s', (english, template) => {
    const values = samples(template)
    const found = find(filled(template, values))
    expect(found?.template.english).toBe(english)
    expect(found?.values).toEqual(values)
  })

  test('with whatever values, as long as they hold nothing of the sentences around them', () => {
    const kept = fc.stringMatching(/^[A-ZÀ-Þ0-9_~ц漢]{1,12}$/u)
    const number = fc.oneof(fc.nat().map(String), fc.nat().map((n) => n.toLocaleString('en')), fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(0.1), max: 1000 }).map((n) => n.toFixed(1)))
    const time = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString())
    fc.assert(fc.property(fc.constantFrom(...templates).chain((template) => fc.tuple(fc.constant(template), fc.tuple(...template.holes.map(({ kind }) => (kind === 'number' ? number : kind === 'time' ? time : kept))))), ([template, values]) => {
      const english = filled(template, values)
      expect(valuesIn(template, english)).toEqual(values)
      // Another template may have been made for just such values; it is then the more specific one.
      const found = find(english)
      expect(found === null || found.template === template || found.template.english === template.english || found.template.literals.join('').length > template.literals.join('').length).toBe(true)
    }), { numRuns: 2_000 })
  })

  test('whatever comes in, it is said without fault and nothing of it is lost silently', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(...templates.map((template) => filled(template, samples(template))))), { maxLength: 4 }), (parts) => {
      const english = parts.join(' ')
      const pieces = dutch(english)
      expect(text(pieces).length > 0).toBe(english.length > 0)
    }))
  })

  test('a text that is made to cost much is given up soon', () => {
    expect(dutch(`Expected ${' at character 1 of "'.repeat(3_000)}`)).toHaveLength(1)
  })
})

describe('the catalogue', () => {
  test('no two areas have the same sentence', () => {
    const all = Object.values(areas).flatMap((area) => Object.keys(area))
    expect(all.filter((english, index) => all.indexOf(english) !== index)).toEqual([])
  })

  test.each(Object.entries(saidInDutch))('%s: its Dutch uses its values and no others', (english, translation) => {
    const { holes } = templateOf(english)
    const sentence = typeof translation === 'string' ? translation : translation[0]
    const used = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(new Set(used)).toEqual(new Set(holes.map(({ name }) => name)))
    expect(new Set(holes.map(({ name }) => name)).size).toBe(holes.length)
  })
})

describe('examples', () => {
  test.each([
    ['a source that fails', 'news.example refuses the connection: nothing listens there. Check the host and the port. Next try in 5 s.', 'news.example weigert de verbinding: daar luistert niets. Controleer de server en de poort. Volgende poging over 5 s.'],
    ['a feed at rest', 'Up to date. The next look is in 14 minutes.', 'Bijgewerkt. Over 14 minuten wordt weer gekeken.'],
    ['an import', '14,640 rows read: 14,501 new, 0 already here, 139 refused. Download the refused rows to see why.', '14.640 rijen gelezen: 14.501 nieuw, 0 waren er al, 139 geweigerd. Download de geweigerde rijen om te zien waarom.'],
    ['a column', 'Named "created_at"; 98 % of the values are times, the day first. Empty in 3 % of the rows.', 'Heet “created_at”; 98% van de waarden zijn tijdstippen, de dag eerst. Leeg in 3% van de rijen.'],
    ['a column of a known export', 'So it is in tweets of the X API v1.1; 100 % of the values are numbers.', 'Zo staat het in tweets van de X-API v1.1; 100% van de waarden zijn getallen.'],
    ['a query', 'Expected a closing parenthesis for the one that opens at the end of "(velora OR (at the end"', 'Verwacht aan het einde van “(velora OR (at the end”: een haakje sluiten bij het haakje dat opent'],
    ['a query with a cure', 'Expected a field (lang, site) before the colon, or quotes around words with a colon at character 3 of "a, lagn:nl"; did you mean lang?', 'Verwacht bij teken 3 van “a, lagn:nl”: een veld (lang, site) voor de dubbele punt, of aanhalingstekens om woorden met een dubbele punt; bedoel je lang?'],
    ['a value', '/author/name: Too big: expected string to have <=500 characters', '/author/name: te lang: hoogstens 500 tekens'],
    ['a reason made a sentence of', 'author.name: Too big: expected string to have <=500 characters.', 'author.name: te lang: hoogstens 500 tekens.'],
    ['a fault in a fault', 'Does not answer: The connection to db.example broke: no reason was given. It is worth trying again.', 'Antwoordt niet: De verbinding met db.example brak: er werd geen reden gegeven. Probeer het gerust opnieuw.'],
    ['a server that says something itself', 'isle.example shows the public timeline only to its members. It says: "This method requires an authenticated user". Make an access token there (Preferences, Development, scope read:statuses) and enter it.', 'isle.example toont de openbare tijdlijn alleen aan de eigen leden. Die zegt: “This method requires an authenticated user”. Maak daar een toegangstoken (Voorkeuren, Ontwikkeling, bereik read:statuses) en vul het in.'],
    ['a probe', 'sea.example (4.3.0) shows #coffee, #tea. About 12 posts a day. New posts are streamed.', 'sea.example (4.3.0) toont #coffee, #tea. Ongeveer 12 berichten per dag. Nieuwe berichten komen vanzelf binnen.'],
    ['a moment', 'bsky.example asks to be left alone until 2026-11-22T14:30:00.000Z.', `bsky.example wil met rust gelaten worden tot ${shown.dayAndClock(new Date('2026-11-22T14:30:00.000Z'))}.`],
    ['a day', 'A RSS feed with 12 entries, the newest from 2024-02-29.', 'Een RSS-feed met 12 bijdragen, de nieuwste van 29 feb 2024.'],
    ['an import in no state for it', 'This import is running and cannot be removed. Pause it, or wait until it is done.', 'Deze import is bezig en kan niet worden verwijderd. Pauzeer hem, of wacht tot hij klaar is.'],
  ])('%s', (_, english, expected) => {
    expect(inDutch(english)).toBe(expected)
    expect(dutch(english).some(({ foreign }) => foreign)).toBe(false)
  })

  test('a number within a name, a port and a version stay as they are', () => {
    expect(inDutch('Port 8420 of news.example is not for web pages, so nothing is asked there. Check the port.')).toContain('Poort 8420 van')
  })

  test('what nobody translated stays English and is marked as such, sentence by sentence', () => {
    expect(dutch('Up to date. The ferry has sunk.')).toEqual([{ text: 'Bijgewerkt. ', foreign: false }, { text: 'The ferry has sunk.', foreign: true }])
    expect(dutch('Does not answer: getaddrinfo refused by daemon')).toEqual([{ text: 'Antwoordt niet: ', foreign: false }, { text: 'getaddrinfo refused by daemon', foreign: true }])
  })
})
