/** A small generative grammar: lines of text with choices and slots, read once and spoken many times. */
import type { Random } from '../random.ts'

/**
 * A rule is a block of lines, one alternative a line. In a line `[a|b|]`
 * chooses, and `{name}` is another rule or a word of the scene. Choices nest.
 */
export type Rules = Readonly<Record<string, string>>

/** The words that the moment brings: the brand, the place, the part. */
export type Scene = Readonly<Record<string, string>>

type Speak = (r: Random, scene: Scene) => string

export interface Lexicon {
  readonly has: (rule: string) => boolean
  readonly say: (rule: string, r: Random, scene: Scene) => string
}

const numbers: Record<string, (r: Random) => string> = {
  n2: (r) => String(r.between(2, 9)),
  n10: (r) => String(r.between(10, 60)),
  km: (r) => String(r.pick([8, 11, 14, 17, 19, 22, 26, 31, 38])),
  kmAll: (r) => String(r.pick([900, 1400, 2000, 2600, 3100, 4000, 5200, 6800, 9000, 12000])),
  weeks: (r) => String(r.between(2, 7)),
  minutes: (r) => String(r.pick([12, 18, 22, 25, 35, 40, 55])),
  temp: (r) => String(r.between(-3, 9)),
  hour: (r) => `${r.between(6, 9)}:${r.pick(['05', '10', '20', '35', '40', '50'])}`,
  price: (r) => String(r.pick([1800, 2200, 2400, 2900, 3200, 3500])),
  order: (r) => `${r.between(3, 9)}-${r.between(1000, 9999)}`,
  year: (r) => String(r.between(2012, 2023)),
  score: (r) => `${r.between(0, 4)}-${r.between(0, 3)}`,
}

/**
 * Reads rules into a lexicon that speaks.
 * @param slots names that scenes will bring
 * @throws {SyntaxError} for a bracket that does not close or a name that nobody knows
 */
export function lexiconOf(rules: Rules, slots: ReadonlySet<string>): Lexicon {
  const spoken = new Map<string, readonly Speak[]>()
  const say = (rule: string, r: Random, scene: Scene): string => {
    const lines = spoken.get(rule)
    if (lines === undefined) throw new SyntaxError(`There is no rule "${rule}" in this lexicon.`)
    return r.pick(lines)(r, scene)
  }
  for (const rule of Object.keys(rules)) spoken.set(rule, [])
  for (const [rule, block] of Object.entries(rules)) {
    const lines = block.split('\n').map((line) => line.trim()).filter(Boolean)
    if (lines.length === 0) throw new SyntaxError(`The rule "${rule}" has no lines.`)
    spoken.set(rule, lines.map((line) => compile(line, { rule, spoken, slots, say })))
  }
  return { has: (rule) => spoken.has(rule), say }
}

interface Compiling {
  readonly rule: string
  readonly spoken: ReadonlyMap<string, unknown>
  readonly slots: ReadonlySet<string>
  readonly say: Lexicon['say']
}

function compile(line: string, context: Compiling): Speak {
  let at = 0
  const fail = (what: string): never => {
    throw new SyntaxError(`Rule "${context.rule}": ${what} at character ${at + 1} of "${line}".`)
  }
  const sequence = (inside: boolean): Speak => {
    const parts: Speak[] = []
    for (;;) {
      const start = at
      const marks = inside ? '[{|]' : '[{'
      while (at < line.length && !marks.includes(line[at] ?? '')) at++
      if (at > start) {
        const text = line.slice(start, at)
        parts.push(() => text)
      }
      if (at >= line.length || (inside && '|]'.includes(line[at] ?? ''))) break
      if (line[at] === '{') {
        const end = line.indexOf('}', at)
        if (end < 0) fail('a { without }')
        parts.push(named(line.slice(at + 1, end)))
        at = end + 1
      } else {
        at++
        parts.push(choice())
      }
    }
    if (parts.length === 1 && parts[0] !== undefined) return parts[0]
    return (r, scene) => {
      let text = ''
      for (const part of parts) text += part(r, scene)
      return text
    }
  }
  const choice = (): Speak => {
    const options: Speak[] = []
    for (;;) {
      options.push(sequence(true))
      if (at >= line.length) fail('a [ without ]')
      if (line[at++] === ']') break
    }
    return (r, scene) => r.pick(options)(r, scene)
  }
  const named = (name: string): Speak => {
    if (context.slots.has(name)) return (_, scene) => scene[name] ?? ''
    const number = numbers[name]
    if (number !== undefined) return number
    if (!context.spoken.has(name)) fail(`{${name}} is neither a rule nor a slot`)
    return (r, scene) => context.say(name, r, scene)
  }
  return sequence(false)
}
