/** Finds where a text that is not JSON stops being it: the engine tells only sometimes. Pure. */

const blanks = /[ \t\n\r]*/y
// eslint-disable-next-line no-control-regex
const plain = /[^"\\\u0000-\u001f]*/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Where the sticky pattern ends when it starts at `at`; -1 where it does not match. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** The end of the string that starts at `at`, or the character that no string can hold there. */
function endOfString(text: string, at: number): { readonly ok: boolean; readonly at: number } {
  for (let place = at + 1; ; ) {
    place = matchEnd(plain, text, place)
    if (text[place] === '"') return { ok: true, at: place + 1 }
    if (text[place] !== '\\') return { ok: false, at: place }
    const next = matchEnd(escape, text, place)
    if (next === -1) return { ok: false, at: Math.min(place + 1, text.length) }
    place = next
  }
}

type Expecting = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end'

/** Offset of the first character that cannot stand where it stands (RFC 8259); the length where the text ends too early. */
export function endOfJson(text: string): number {
  const open: ('{' | '[')[] = []
  let expecting: Expecting = 'value'
  for (let at = matchEnd(blanks, text, 0); ; at = matchEnd(blanks, text, at)) {
    const mark = text[at]
    const inside = open.at(-1)
    if (mark === undefined || (expecting === ', or end' && inside === undefined)) return at
    if (mark === ']' && inside === '[' && (expecting === 'value or ]' || expecting === ', or end') || mark === '}' && inside === '{' && (expecting === 'name or }' || expecting === ', or end')) {
      open.pop()
      expecting = ', or end'
      at += 1
    } else if (expecting === ', or end' || expecting === ':') {
      if (mark !== (expecting === ':' ? ':' : ',')) return at
      expecting = expecting === ':' || inside === '[' ? 'value' : 'name'
      at += 1
    } else if (mark === '"') {
      const end = endOfString(text, at)
      if (!end.ok) return end.at
      at = end.at
      expecting = expecting.startsWith('name') ? ':' : ', or end'
    } else if (expecting.startsWith('name')) {
      return at
    } else if (mark === '{' || mark === '[') {
      open.push(mark)
      expecting = mark === '{' ? 'name or }' : 'value or ]'
      at += 1
    } else {
      const end = matchEnd(scalar, text, at)
      if (end === -1) return at
      at = end
      expecting = ', or end'
    }
  }
}
