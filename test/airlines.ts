/** The airline tweets that lie beside a checkout, and a count of them made without any of the product's code. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

export const airlineFile = fileURLToPath(new URL('../../shared/data/service/airline-tweets.csv', import.meta.url))
export const airlines = ['VirginAmerica', 'united', 'SouthwestAir', 'JetBlue', 'USAirways', 'AmericanAir']

interface Row { text: string; tweet_created: string; name: string }

/** Rows by day and airline, as `2015-02-17|united`. */
export function countByHand(): Map<string, number> {
  const rows = parse(readFileSync(airlineFile, 'utf8'), { columns: true, bom: true, relax_quotes: true, relax_column_count: true }) as Row[]
  const counts = new Map<string, number>()
  for (const row of rows) {
    const dotted = /^(\d\d)-(\d\d)-(\d{4}) (\d{1,2})[.:](\d\d)/.exec(row.tweet_created)
    const day = dotted ? `${dotted[3]}-${dotted[2]}-${dotted[1]}` : new Date(row.tweet_created).toISOString().slice(0, 10)
    for (const handle of airlines) if (new RegExp(`(?<![A-Za-z0-9_@])@${handle}(?![A-Za-z0-9_])`, 'i').test(row.text)) counts.set(`${day}|${handle}`, (counts.get(`${day}|${handle}`) ?? 0) + 1)
  }
  return counts
}

export const byName = (entries: [string, number][]): Record<string, number> => Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** For a suite that cannot do without them: its name says when it is skipped. */
export const isAbsent = !existsSync(airlineFile)
export const airlineSuite = (name: string): string => (isAbsent ? `${name} (skipped: ../shared is absent)` : name)
