/** Reads the labelled collections that models are trained from; they lie outside the repository. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

export interface LabelledPost {
  readonly text: string
  readonly label: number
  /** ISO 639-1. */
  readonly language: string
  /** Which collection it is from. */
  readonly source: string
  /** Which part of the collection. */
  readonly split: string
}

export const sentiments = ['negative', 'neutral', 'positive'] as const
const codes: Readonly<Record<string, string>> = { arabic: 'ar', dutch: 'nl', english: 'en', french: 'fr', german: 'de', hindi: 'hi', italian: 'it', portuguese: 'pt', spanish: 'es' }

function readTable(file: string, language: string, source: string): LabelledPost[] {
  return readFileSync(file, 'utf8').split('\n').slice(1).filter(Boolean).map((line) => {
    const [label = '', split = '', ...text] = line.split('\t')
    return { text: text.join('\t'), label: sentiments.indexOf(label as 'neutral'), language, source, split }
  }).filter(({ label }) => label >= 0)
}

/**
 * Hindi texts of UMSAB stand beside the labels of others in the first rows of the training part and in all of the
 * validation part: a model of words is right no oftener there than by chance (32 and 35 in a hundred of three labels),
 * and 40 in a hundred after.
 */
const hindiOutOfPlace = 870

/** All posts labelled with sentiment: SemEval 2013–2016, UMSAB without what is out of place, Dutch politics, airlines. */
export function readSentiments(data: string): LabelledPost[] {
  const posts = readTable(join(data, 'sentiment/english/semeval-2013-2016.tsv'), 'en', 'semeval')
  const folder = join(data, 'sentiment/multilingual')
  for (const file of readdirSync(folder).toSorted()) {
    const name = file.replace('.tsv', '')
    const table = readTable(join(folder, file), codes[name] ?? 'und', name === 'dutch' ? 'dutch' : 'umsab')
    posts.push(...(name === 'hindi' ? table.filter(({ split }) => split === 'train').slice(hindiOutOfPlace) : table))
  }
  const rows: Record<string, string>[] = parse(readFileSync(join(data, 'service/airline-tweets.csv')), { columns: true, relax_quotes: true, relax_column_count: true })
  for (const row of rows) posts.push({ text: row['text'] ?? '', label: sentiments.indexOf(row['airline_sentiment'] as 'neutral'), language: 'en', source: 'airline', split: 'all' })
  return posts.filter(({ label }) => label >= 0)
}

/** One of the TweetEval collections with the names of its labels. */
export function readTweetEval(data: string, name: string): { posts: LabelledPost[]; validation: LabelledPost[]; labels: string[] } {
  const folder = join(data, 'sentiment', `tweeteval-${name}`)
  const lines = (file: string): string[] => readFileSync(join(folder, file), 'utf8').split('\n')
  const read = (part: string): LabelledPost[] => {
    const labels = lines(`${part}_labels.txt`)
    return lines(`${part}_text.txt`).flatMap((text, at) => (labels[at] ? [{ text, label: Number(labels[at]), language: 'en', source: name, split: part }] : []))
  }
  return { posts: read('train'), validation: read('val'), labels: lines('mapping.txt').filter(Boolean).map((line) => line.split('\t')[1] ?? '') }
}

export interface LabelledRequest {
  readonly text: string
  readonly label: string
}

export function readBanking(data: string): LabelledRequest[] {
  const rows: string[][] = parse(readFileSync(join(data, 'intent/banking77-train.csv')), { from_line: 2 })
  return rows.map(([text = '', label = '']) => ({ text: text.trim(), label }))
}

export function readClinc(data: string): Record<'train' | 'val' | 'oos_train' | 'oos_val', LabelledRequest[]> {
  const parts = JSON.parse(readFileSync(join(data, 'intent/clinc150-train-val.json'), 'utf8')) as Record<'train' | 'val' | 'oos_train' | 'oos_val', [string, string][]>
  const read = (rows: [string, string][]): LabelledRequest[] => rows.map(([text, label]) => ({ text, label }))
  return { train: read(parts.train), val: read(parts.val), oos_train: read(parts.oos_train), oos_val: read(parts.oos_val) }
}

export function isThere(data: string): boolean {
  return existsSync(join(data, 'sentiment/english'))
}
