/** What is said about a query that cannot be read. */
import { Fault } from '../../../kernel/fault.ts'
import type { FaultPlace } from '../../../kernel/fault.ts'

function excerpt(query: string, at: number): string {
  const from = Math.max(0, at - 20)
  const to = Math.min(query.length, at + 20)
  return `${from > 0 ? '…' : ''}${query.slice(from, to)}${to < query.length ? '…' : ''}`
}

/** Thrown when a query cannot be read. Points at the character, says what was expected and often how to mend it. */
export class QuerySyntaxFault extends Fault {
  readonly code = 'listening.query.syntax'
  override readonly status = 422
  override readonly place: FaultPlace
  override readonly details: Readonly<Record<string, unknown>>
  /** The stretch at fault, in UTF-16 code units; `end` may equal `at`. */
  readonly at: number
  readonly end: number
  readonly expected: string
  /** What to put in place of `at … end`. */
  readonly fix: string | undefined

  constructor(query: string, at: number, end: number, expected: string, fix?: string) {
    const where = at >= query.length ? 'at the end' : `at character ${at + 1}`
    super(`Expected ${expected} ${where} of "${excerpt(query, at)}"${fix === undefined ? '' : `; did you mean ${fix}?`}`)
    this.at = at
    this.end = end
    this.expected = expected
    this.fix = fix
    this.place = { at }
    this.details = { at, end, expected, ...(fix === undefined ? {} : { fix }) }
  }
}

/** The candidate nearest to what was typed, if it is near: at most a third of the letters differ. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  const low = typed.toLowerCase().slice(0, 40)
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(low.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(low, candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** Edits between two short words, a swap of neighbours counting one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
