/** Shows the first rows of an archive as they would be taken in. */
import { iso, systemClock, type Clock } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Mapping, PreviewView } from '../api.ts'
import { guessMapping } from './guess.ts'
import { readArchive } from './read-archive.ts'
import { sniffArchive } from './sniff.ts'

const shownRows = 20
/** Rows that are tried, to say how many would be refused. */
const triedRows = 1_000
/** Refused rows past the first that are shown all the same. */
const shownRefusals = 5

/**
 * The guess, or a given mapping, applied to the beginning of the file.
 * @throws {NotAnArchive} when it is none; {BadMapping} when the given mapping does not fit.
 */
export async function previewArchive(path: string, mapping?: Mapping, clock: Clock = systemClock): Promise<PreviewView> {
  const guess = guessMapping(await sniffArchive(path))
  const used = mapping ?? guess.mapping
  const targets = new Map(used.columns.map(({ column, target }) => [column, target]))
  const columns = guess.columns.map((guessed) => {
    const target = targets.get(guessed.column) ?? 'ignore'
    return target === guessed.target ? guessed : { ...guessed, target, why: 'You chose this.' }
  })
  const canRead = mapping !== undefined || ['at', 'text'].every((target) => used.columns.some((column) => column.target === target))
  const { rows, refusals, tried } = canRead ? await tryRows(path, used, clock) : { rows: [], refusals: new Map<string, number>(), tried: 0 }
  const refused = [...refusals.values()].reduce((sum, count) => sum + count, 0)
  const commonest = [...refusals].reduce<readonly [string, number] | null>((a, b) => (b[1] > (a?.[1] ?? 0) ? b : a), null)
  return {
    mapping: used,
    columns,
    looksLike: guess.looksLike,
    rows,
    doubts: [
      ...(mapping === undefined ? guess.doubts : []),
      ...(commonest === null ? [] : [`Of the first ${tried} rows ${refused} cannot be taken in. Most often: ${commonest[0]}`]),
    ],
  }
}

async function tryRows(path: string, mapping: Mapping, clock: Clock) {
  const rows: PreviewView['rows'] = []
  const refusals = new Map<string, number>()
  let tried = 0
  const stop = new AbortController()
  for await (const { items, refused, position } of readArchive(path, mapping, null, stop.signal, { clock, batchRows: 1 })) {
    tried++
    for (const { because, row } of refused) {
      refusals.set(because, (refusals.get(because) ?? 0) + 1)
      if (rows.length < shownRows + shownRefusals && (tried <= shownRows || refused.length > 0)) rows.push({ row, interaction: null, fault: because })
    }
    const [item] = items
    if (item !== undefined && tried <= shownRows) rows.push({ row: position.row, interaction: sampleOf(item), fault: null })
    if (tried >= triedRows) break
  }
  return { rows, refusals, tried }
}

function sampleOf({ channel, kind, author, at, text, title, url }: Interaction): NonNullable<PreviewView['rows'][number]['interaction']> {
  return {
    channel, kind, at: iso(at), text: (text === '' ? (title ?? '') : text).slice(0, 1_000),
    author: { externalId: author.externalId, ...(author.handle === undefined ? {} : { handle: author.handle }), ...(author.name === undefined ? {} : { name: author.name }) },
    ...(url === undefined ? {} : { url }),
  }
}
