/** Guesses what the columns of an archive mean, and says why. Pure. */
import type { ArchiveTarget, Mapping, PreviewView } from '../api.ts'
import { channelOf } from './cell-values.ts'
import { factsOf, type ColumnFacts, type Reading } from './column-facts.ts'
import { exportWith, type KnownExport } from './known-exports.ts'
import { knownName } from './known-names.ts'
import type { Sniffed } from './sniff.ts'

export interface Guess {
  readonly mapping: Mapping
  readonly columns: PreviewView['columns']
  readonly looksLike: string | null
  readonly doubts: readonly string[]
}

interface Candidate {
  readonly facts: ColumnFacts
  target: ArchiveTarget
  rank: number
  why: string
}

export function guessMapping(sniffed: Sniffed): Guess {
  const known = exportWith(sniffed.columns)
  const doubts: string[] = [...sniffed.doubts]
  const candidates = sniffed.columns.map((column) => candidateFor(factsOf(column, sniffed.rows), known, doubts))
  keepBest(candidates, known)
  fillFromValues(candidates)
  const at = candidates.find(({ target }) => target === 'at')
  const text = candidates.find(({ target }) => target === 'text')
  doubts.push(...doubtsAbout(candidates, sniffed, doubts.some((doubt) => doubt.includes('told apart by their content'))))
  return {
    mapping: {
      channel: known?.channel ?? channelFrom(candidates),
      format: sniffed.format,
      encoding: sniffed.encoding,
      ...(sniffed.delimiter === undefined ? {} : { delimiter: sniffed.delimiter }),
      headerRow: sniffed.headerRow,
      columns: candidates.map(({ facts, target }) => ({ column: facts.column, target })),
      zone: 'UTC',
      dayFirst: at === undefined || at.facts.firstIsDay >= at.facts.secondIsDay,
      markup: text === undefined ? 'none' : markupOf(text.facts),
    },
    columns: candidates.map(({ facts, target, why }) => ({ column: facts.column, target, why, emptyPercent: facts.emptyPercent, samples: [...facts.samples] })),
    looksLike: known?.name ?? null,
    doubts,
  }
}

/** What the values must look like for a name to be believed: the share that reads so, and how much is enough. */
const needs: Readonly<Partial<Record<ArchiveTarget, readonly [Reading, number, string]>>> = {
  at: ['time', 0.5, 'times'], time: ['clock', 0.8, 'times of day'], url: ['address', 0.7, 'addresses'], 'author.url': ['address', 0.7, 'addresses'], media: ['address', 0.7, 'addresses'],
  language: ['language', 0.6, 'languages'], country: ['country', 0.6, 'countries'], channel: ['channel', 0.6, 'names of networks'], kind: ['kind', 0.5, 'kinds of posts'],
  'metrics.likes': ['count', 0.5, 'numbers'], 'metrics.reposts': ['count', 0.5, 'numbers'], 'metrics.replies': ['count', 0.5, 'numbers'], 'metrics.quotes': ['count', 0.5, 'numbers'], 'metrics.views': ['count', 0.5, 'numbers'],
  'author.followers': ['count', 0.5, 'numbers'], 'author.following': ['count', 0.5, 'numbers'],
}

function candidateFor(facts: ColumnFacts, known: KnownExport | null, doubts: string[]): Candidate {
  const { column, share } = facts
  const as = (target: ArchiveTarget, rank: number, why: string): Candidate => ({ facts, target, rank, why })
  if (facts.emptyPercent === 100) return as('extra', 100, 'Empty in every row that was looked at; where it is filled, it is kept with the post.')
  const particular = known === null ? undefined : Object.entries(known.columns ?? {}).find(([name]) => name.toLowerCase() === column.toLowerCase())?.[1]
  const named = particular === undefined ? knownName(column) : { target: particular, rank: -1 }
  if (named === null) return as('extra', 99, `The name says nothing that we know; it is kept with the post.${emptiness(facts)}`)
  const source = particular === undefined ? `Named "${column}"` : `So it is in ${known?.name ?? ''}`
  if (named.target === 'externalId' || named.target === 'author.externalId') return idCandidate(facts, named, source, doubts, as)
  if (named.target === 'at' && share.clock >= 0.8) return as('time', named.rank, `${source}; it holds times of day.`)
  const need = needs[named.target]
  if (need !== undefined && share[need[0]] < need[1]) return as('extra', 99, `${source}, but only ${percent(share[need[0]])} of the values are ${need[2]}; it is kept with the post.`)
  if (named.target === 'author.handle' && share.handle < 0.9) return as('author.name', named.rank, `${source}; the values have blanks as names do.${emptiness(facts)}`)
  if (named.target === 'author.name' && particular === undefined && share.handle >= 0.95 && share.words === 0 && /tweet|twitter/i.test(column)) return as('author.handle', named.rank, `${source}; the values are handles.`)
  const proof = need === undefined ? '' : `; ${percent(share[need[0]])} of the values are ${need[2]}`
  return as(named.target, named.rank, `${source}${proof}${named.target === 'at' ? orderWords(facts) : ''}.${emptiness(facts)}`)
}

function idCandidate(facts: ColumnFacts, named: { target: ArchiveTarget; rank: number }, source: string, doubts: string[], as: (target: ArchiveTarget, rank: number, why: string) => Candidate): Candidate {
  const { column, share } = facts
  const sample = facts.samples[0] ?? ''
  if (share.spoilt > 0.2 || (share.rounded > 0.8 && facts.rows > 5)) {
    doubts.push(`A spreadsheet has spoilt the ids in "${column}" (${sample}): their last digits are lost, so that different posts share one. They are not used${named.target === 'externalId' ? '; rows are told apart by their content instead' : ''}. If you have the file as it was exported, import that.`)
    return as('extra', 99, `${source}, but a spreadsheet has cut off the last digits (${sample}); it is kept with the post and not used to tell posts apart.`)
  }
  if (named.target === 'author.externalId') return as(named.target, named.rank, `${source}.${emptiness(facts)}`)
  if (facts.distinctRatio < 0.98) {
    if (named.rank < 32) doubts.push(`"${column}" looks like an id, but repeats: ${percent(1 - facts.distinctRatio)} of its values came before. It is not used, as rows with the same id would count once. Mark it as the id if that is what you want.`)
    return as('extra', 99, `${source}, but its values repeat; it is kept with the post.`)
  }
  return as('externalId', named.rank, `${source}; every value is different.${emptiness(facts)}`)
}

const several: ReadonlySet<ArchiveTarget> = new Set(['extra', 'ignore'])

/** Of several columns for one target the surest stays; a known export may name several on purpose. */
function keepBest(candidates: Candidate[], known: KnownExport | null): void {
  const byTarget = Map.groupBy(candidates.filter(({ target }) => !several.has(target)), ({ target }) => target)
  for (const [target, rivals] of byTarget) {
    const best = rivals.reduce((a, b) => (weight(b) < weight(a) ? b : a))
    for (const rival of rivals) {
      if (rival === best || (rival.rank === -1 && known !== null)) continue
      rival.why = `Could be ${wordsFor[target] ?? target} too, but "${best.facts.column}" is surer; it is kept with the post.`
      rival.target = 'extra'
    }
  }
}

function weight({ rank, facts }: Candidate): number {
  return rank + (facts.emptyPercent > 50 ? 30 : 0)
}

/** Finds by their values what no name gave away. */
function fillFromValues(candidates: Candidate[]): void {
  const find = (target: ArchiveTarget, fits: (facts: ColumnFacts) => number, why: string) => {
    if (candidates.some((candidate) => candidate.target === target)) return
    const best = candidates.filter((candidate) => candidate.target === 'extra' && candidate.rank === 99).map((candidate) => ({ candidate, fit: fits(candidate.facts) })).reduce<{ candidate: Candidate; fit: number } | null>((a, b) => (b.fit > (a?.fit ?? 0) ? b : a), null)
    if (best === null) return
    best.candidate.target = target
    best.candidate.why = why
  }
  find('at', ({ share, emptyPercent }) => (share.time >= 0.9 && share.count < 0.5 && emptyPercent < 20 ? share.time : 0), 'The values are times.')
  find('text', ({ share, averageLength, distinctRatio }) => (share.words > 0.5 && averageLength > 15 && distinctRatio > 0.3 ? averageLength : 0), 'The values are the longest texts in the file.')
  find('url', ({ share, distinctRatio }) => (share.address >= 0.9 ? distinctRatio : 0), 'The values are addresses.')
  if (!candidates.some(({ target }) => target.startsWith('author.'))) find('author.handle', ({ share }) => (share.atHandle >= 0.9 ? 1 : 0), 'The values are handles that begin with @.')
}

/** @param isSaid that rows go without an id, for a reason told already. */
function doubtsAbout(candidates: readonly Candidate[], sniffed: Sniffed, isSaid: boolean): string[] {
  const of = (target: ArchiveTarget) => candidates.find((candidate) => candidate.target === target)?.facts
  const doubts: string[] = []
  const at = of('at')
  if (at === undefined) doubts.push('No column was recognised as the time. Mark the one that tells when each post was made.')
  else {
    if (at.withoutZone > 0) doubts.push(`The times in "${at.column}" name no time zone. They are taken as UTC; choose the zone in which they were written.`)
    if (at.firstIsDay > 0 && at.secondIsDay > 0) doubts.push(`In "${at.column}" some dates can only be read with the day first (${at.firstIsDay}), others only with the month first (${at.secondIsDay}). Those that could be either are read ${at.firstIsDay >= at.secondIsDay ? 'day' : 'month'} first.`)
    else if (at.either > 0 && at.firstIsDay + at.secondIsDay === 0) doubts.push(`No date in "${at.column}" tells whether day or month comes first (${at.samples[0] ?? ''}). They are read day first; change that if it is wrong.`)
    if (at.emptyPercent > 5) doubts.push(`"${at.column}" is empty in ${at.emptyPercent} % of the rows; those are refused, for every interaction needs a time.`)
  }
  if (of('text') === undefined) doubts.push('No column was recognised as the text. Mark the one that holds the words of each post.')
  if (!candidates.some(({ target }) => target.startsWith('author.'))) doubts.push('No column tells who wrote it. All posts will go to one unknown author.')
  if (of('externalId') === undefined && sniffed.rows.length > 0 && !isSaid) doubts.push('No column serves as an id. Posts are told apart by everything in their row, so importing the same file again doubles nothing.')
  return doubts
}

function channelFrom(candidates: readonly Candidate[]): string {
  const names = candidates.map(({ facts }) => facts.column).join(' ').toLowerCase()
  const address = candidates.find(({ target }) => target === 'url')?.facts.samples[0]
  const host = address !== undefined && URL.canParse(address) ? channelOf(new URL(address).hostname) : null
  if (host !== null) return host
  if (/tweet/.test(names)) return 'x'
  if (/review|recensie|stars|sterren/.test(names)) return 'reviews'
  if (/subreddit/.test(names)) return 'reddit'
  return 'archive'
}

function markupOf({ share }: ColumnFacts): Mapping['markup'] {
  if (share.html > 0.3) return 'html'
  return share.entity > 0 && share.bareAmpersand < share.entity / 2 ? 'entities' : 'none'
}

function orderWords({ firstIsDay, secondIsDay }: ColumnFacts): string {
  if (firstIsDay > 0 && secondIsDay === 0) return ', the day first'
  return secondIsDay > 0 && firstIsDay === 0 ? ', the month first' : ''
}

function emptiness({ emptyPercent }: ColumnFacts): string {
  return emptyPercent === 0 ? '' : ` Empty in ${emptyPercent} % of the rows.`
}

function percent(share: number): string {
  return `${share > 0 && share < 0.01 ? '<1' : Math.round(100 * share)} %`
}

const wordsFor: Readonly<Partial<Record<ArchiveTarget, string>>> = {
  externalId: 'the id', at: 'the time', text: 'the text', title: 'the title', url: 'the address', 'author.handle': 'the author\'s handle', 'author.name': 'the author\'s name', 'author.externalId': 'the author\'s id', site: 'the site', channel: 'the network', kind: 'the kind of post', language: 'the language', country: 'the country',
}
