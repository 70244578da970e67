/** The names that stand behind the `?` of the listening scene; small, as every page loads it. */

const names = ['tab', 'topics', 'channels', 'languages', 'kinds', 'sentiments', 'emotions', 'intents', 'urgencies', 'author', 'person', 'q', 'reposts', 'own', 'gather', 'cascade', 'period', 'from', 'to', 'by', 'measure', 'split', 'picture', 'since', 'until', 'of', 'mention', 'topic'] as const

/** Absent means as usual. `listen-filter.ts` says what each holds. */
export type ListenSearch = Readonly<Partial<Record<(typeof names)[number], string>>>

/** Keeps what the scene understands of an address; the rest may be somebody's typing error. */
export function readListenSearch(raw: Readonly<Record<string, unknown>>): ListenSearch {
  return Object.fromEntries(names.flatMap((name) => {
    const value = raw[name]
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
    return text === '' ? [] : [[name, text]]
  }))
}
