/**
 * Measures understanding. `npm run bench -- classify` posts a second on one core;
 * `classify languages`, `classify intents`, with `--data FOLDER`, accuracy on
 * collections outside the repository. How well sentiment and emotion do on folds
 * they have not seen is told by their training scripts.
 */
import { parseArgs } from 'node:util'
import { eld } from 'eld/large'
import { languageOf } from '../src/modules/listening/understanding/language-of.ts'
import { openUnderstanding, trainIntent, type IntentExample } from '../src/modules/listening/understanding/index.ts'
import { isThere, readBanking, readClinc, readSentiments } from '../tools/train/read-data.ts'

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}

const sentences = [
  'I still have not received my order and nobody answers the phone 😡 @shop', 'Wat een geweldige dag, dank jullie wel! #blij', 'Quelqu\'un sait quand le magasin ouvre demain ?',
  'Das neue Update ist leider kaputt, geht gar nichts mehr...', 'Me encanta el nuevo diseño, felicidades al equipo 👏👏 https://shop.example/p/1', 'Não consigo entrar na minha conta, podem ajudar?',
  'Che bello, finalmente è arrivato il pacco :)', 'The board meets on Thursday at 10:30 in the main hall, agenda attached.', 'خدمة ممتازة شكرا لكم', 'यह फ़ोन बहुत अच्छा है',
]

function speed(rounds: number, data: string): void {
  const texts = isThere(data) ? readSentiments(data).filter((_, at) => at % 4 === 0).map(({ text }) => text) : Array.from({ length: 20_000 }, (_, at) => `${sentences[at % sentences.length] ?? ''} ${at}`)
  const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length
  console.log(`${texts.length} posts of ${Math.round(mean)} characters on average, ${isThere(data) ? 'real' : 'made up'}; one core, ${rounds} rounds, median\n`)
  const understanding = openUnderstanding()
  const ways: readonly (readonly [name: string, way: (text: string) => unknown, bar: string])[] = [
    ['language by eld, large', (text) => eld.detect(text), ''],
    ['language', (text) => languageOf(text), ''],
    ['language and sentiment', (text) => understanding.feel(text), '≥ 20,000'],
    ['all', (text) => understanding.understand(text), ''],
  ]
  console.log('                        posts/s   posts/s of processor time   bar')
  for (const [name, way, bar] of ways) {
    const walls: number[] = []
    const cpus: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const startedAt = performance.now()
      const cpu = process.cpuUsage()
      for (const text of texts) way(text)
      // The first round warms up.
      if (round === 0) continue
      walls.push(texts.length / ((performance.now() - startedAt) / 1_000))
      cpus.push(texts.length / (process.cpuUsage(cpu).user / 1e6))
    }
    console.log(`${name.padEnd(22)} ${String(Math.round(median(walls))).padStart(8)}   ${String(Math.round(median(cpus))).padStart(25)}   ${bar}`)
  }
}

/** How often the language of labelled posts is told as the collection says; its own errors count against us. */
function languages(data: string): void {
  const counts = new Map<string, { all: number; right: number }>()
  for (const { text, language, source } of readSentiments(data)) {
    // The Hindi posts of the collection are mostly English or in Latin letters.
    if (language === 'hi' || source === 'airline') continue
    const count = counts.get(language) ?? { all: 0, right: 0 }
    count.all++
    if (languageOf(text) === language) count.right++
    counts.set(language, count)
  }
  for (const [language, { all, right }] of counts) console.log(`${language}  ${String(all).padStart(6)} posts  ${((right / all) * 100).toFixed(2)} %`)
}

function accuracy(train: readonly IntentExample[], held: readonly IntentExample[]): string {
  const startedAt = performance.now()
  const model = trainIntent(train)
  const seconds = (performance.now() - startedAt) / 1_000
  const right = held.filter(({ text, intent }) => model.tell(text).intent === intent).length
  return `${((right / held.length) * 100).toFixed(2)} % of ${held.length} held out; ${train.length} learnt in ${seconds.toFixed(0)} s, ${model.bytes.length} bytes`
}

function intents(data: string): void {
  const banking = readBanking(data).map(({ text, label }) => ({ text, intent: label }))
  console.log(`Banking77, every tenth held out: ${accuracy(banking.filter((_, at) => at % 10 !== 0), banking.filter((_, at) => at % 10 === 0))}`)
  const clinc = readClinc(data)
  const [train = [], held = []] = [clinc.train, clinc.val].map((part) => part.map(({ text, label }) => ({ text, intent: label })))
  console.log(`CLINC150, its validation part:   ${accuracy(train, held)}`)
}

/** Words: none, `languages` or `intents`. Options: `--rounds 5`, `--data ../shared/data`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, data: { type: 'string', default: '../shared/data' } } })
  const [what = 'speed'] = positionals
  if (what === 'speed') return speed(Number(values.rounds), values.data)
  if (!['languages', 'intents'].includes(what)) throw new RangeError(`There is no "${what}": say languages, intents, or nothing for speed.`)
  if (!isThere(values.data)) return console.log(`Skipped: ${values.data} is absent. Give the collections with --data.`)
  if (what === 'languages') languages(values.data)
  else intents(values.data)
}
