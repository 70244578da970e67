/** A forgiving reader of XML: from broken markup to a tree, without ever failing on it. */
import { decodeHTMLStrict } from 'entities'
import { Parser } from 'htmlparser2'
import { canonicalName, namespacesOf, type Namespaces } from './xml-names.ts'

export interface Element {
  /** Canonical: lower case, with the usual prefix of its namespace (`dc:creator`), none for feed formats. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
  readonly parent: Element | null
  /** True once its end was seen; false where the document breaks off. */
  closed: boolean
}

/** More levels than any feed has; a document past it is built to exhaust a reader. */
const maxDepth = 256
/** Thrown inside and told by `readXml`'s caller. */
export class TooDeep extends Error {}

interface Open {
  readonly element: Element
  readonly rawName: string
  readonly namespaces: Namespaces
}

/**
 * The document's elements under one root without a name. Unclosed elements end
 * with their parent, stray ends are passed over, unknown entities stay as written.
 * @throws {TooDeep} past 256 levels.
 */
export function readXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], parent: null, closed: true }
  const open: Open[] = [{ element: root, rawName: '', namespaces: new Map() }]
  const own = new Map<string, string>()
  let inCdata = false
  const top = () => open.at(-1)?.element ?? root

  const parser = new Parser({
    onopentag(rawName, rawAttributes) {
      if (open.length > maxDepth) throw new TooDeep(`elements are nested deeper than ${maxDepth} levels`)
      const namespaces = namespacesOf(rawAttributes, open.at(-1)?.namespaces ?? new Map())
      const attributes: Record<string, string> = Object.create(null) as Record<string, string>
      for (const [name, value] of Object.entries(rawAttributes)) attributes[name.toLowerCase()] = decoded(value, own)
      const element: Element = { name: canonicalName(rawName, namespaces), attributes, children: [], parent: top(), closed: false }
      top().children.push(element)
      open.push({ element, rawName, namespaces })
    },
    onclosetag(_name, implied) {
      const closing = open.length > 1 ? open.pop() : undefined
      if (closing !== undefined) closing.element.closed = !implied
    },
    ontext(raw) {
      const piece = inCdata ? raw : decoded(raw, own)
      const siblings = top().children
      const last = siblings.at(-1)
      if (typeof last === 'string') siblings[siblings.length - 1] = last + piece
      else siblings.push(piece)
    },
    oncdatastart() { inCdata = true },
    oncdataend() { inCdata = false },
    onprocessinginstruction(name, data) {
      if (!/^!(doctype|entity)/i.test(name)) return
      for (const [, entity = '', double, single] of data.matchAll(/!entity\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')/gi)) {
        if (own.size < 200) own.set(entity, (double ?? single ?? '').slice(0, 1_000))
      }
    },
  }, { xmlMode: true, decodeEntities: false })
  parser.end(text)
  return root
}

/** Entities of HTML and the document's own; the latter once, so that none can blow up. */
function decoded(raw: string, own: ReadonlyMap<string, string>): string {
  if (!raw.includes('&')) return raw
  const filled = own.size === 0 ? raw : raw.replace(/&([\w.-]+);/g, (whole, name: string) => own.get(name) ?? whole)
  return decodeHTMLStrict(filled)
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string')
}

export function childNamed(element: Element, ...names: readonly string[]): Element | undefined {
  for (const name of names) {
    const found = elementsOf(element).find((child) => child.name === name)
    if (found !== undefined) return found
  }
  return undefined
}

export function childrenNamed(element: Element, ...names: readonly string[]): Element[] {
  return elementsOf(element).filter((child) => names.includes(child.name))
}

/** All characters below, without markup, trimmed. */
export function textOf(element: Element | undefined): string {
  if (element === undefined) return ''
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('').trim()
}
