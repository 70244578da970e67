/** Steps of a playbook as lines to be typed, a box for each language. */
export interface Step { readonly id: string; readonly words: Readonly<Record<string, string>> }

export const linesOf = (steps: readonly Step[], language: string): string => steps.map(({ words }) => words[language] ?? '').join('\n').replace(/\n+$/, '')

/** The same line in each box is one step. A step keeps its id while its place or its words are known, and its other languages with it. */
export function stepsOf(boxes: Readonly<Record<string, string>>, before: readonly Step[]): { id: string; words: Record<string, string> }[] {
  const lines = Object.entries(boxes).map(([language, text]) => ({ language, lines: text.split(/\r?\n/).map((line) => line.trim()) }))
  const count = Math.max(0, ...lines.map((one) => one.lines.length))
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, at) => {
    const words = Object.fromEntries(lines.flatMap(({ language, lines: own }) => { const line = own[at] ?? ''; return line === '' ? [] : [[language, line]] }))
    const same = before.find((step) => !taken.has(step.id) && Object.entries(words).some(([language, line]) => step.words[language] === line)) ?? (before[at] && !taken.has(before[at].id) && before.length === count ? before[at] : undefined)
    if (same) taken.add(same.id)
    const others = Object.fromEntries(Object.entries(same?.words ?? {}).filter(([language]) => !(language in boxes)))
    return { id: same?.id ?? crypto.randomUUID(), words: { ...others, ...words } }
  }).filter(({ words }) => Object.keys(words).length > 0)
}
