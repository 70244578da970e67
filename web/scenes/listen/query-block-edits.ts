/** Writes blocks as the text of a query, and changes them by their place. Pure; the server reads the text again and has the last word. */
import type { OutputOf } from '../../api/routes.ts'

export type Block = NonNullable<OutputOf<'post', '/topics/parse'>['blocks']>
export type TermBlock = Extract<Block, { kind: 'term' }>
export type GroupBlock = Extract<Block, { kind: 'group' }>
/** Indexes from the outermost group inwards. */
export type BlockPath = readonly number[]

export const emptyGroup: GroupBlock = { kind: 'group', join: 'all', not: false, of: [] }

const operator = /^(AND|OR|NOT|O?NEAR(\/\d+)?f?)$/
const bareWord = /^[\p{L}\p{M}\p{N}#@$*?][\p{L}\p{M}\p{N}*?'’_&.+-]*$/u
const bareValue = /^[\p{L}\p{N}@*][\p{L}\p{M}\p{N}@*._-]*$/u
const quotes = /["“”„‟«»「」]/g

const quoted = (text: string): string => `"${text.replaceAll(quotes, ' ').replaceAll(/\s+/g, ' ').trim()}"`

/** A term as the query language writes it; empty while nothing is searched for. */
export function termText(field: string, value: string, exact = false): string {
  const text = value.replaceAll(/\s+/g, ' ').trim()
  if (text === '') return ''
  const written = /[{}]/.test(text) ? `raw:${quoted(text)}` : `{${text}}`
  switch (field) {
    case 'words': return bareWord.test(text) && !operator.test(text) ? text : quoted(text)
    case 'exact': return written
    case 'link': return `url:${bareValue.test(text) ? text : quoted(text)}`
    case 'followers': return `followers:${/^[<>=≤≥]*[\d.,km]+$/i.test(text.replaceAll(' ', '')) ? text.replaceAll(' ', '') : quoted(text)}`
    default: return `${field}:${exact ? written : bareValue.test(text) && !operator.test(text) ? text : quoted(text)}`
  }
}

export function newTerm(value: string, field = 'words', exact = false): TermBlock {
  return { kind: 'term', field, value, not: false, text: termText(field, value, exact), ...(exact ? { exact } : {}) }
}

/** The text of a query; groups with nothing in them say nothing. */
export function blockText(block: Block): string {
  return textOf(block, true)
}

function textOf(block: Block, outermost: boolean): string {
  if (block.kind === 'term') return block.text === '' ? '' : `${block.not ? 'NOT ' : ''}${block.text}`
  const parts = block.of.map((each) => textOf(each, false)).filter((part) => part !== '')
  const [only] = parts
  if (only === undefined) return ''
  if (parts.length === 1) return block.not ? `NOT ${only.startsWith('NOT ') ? `(${only})` : only}` : only
  const inner = joined(block, parts)
  if (block.join === 'near' && parts.length > 2 && block.ordered !== true) return block.not ? `NOT ${inner}` : inner
  return block.not ? `NOT (${inner})` : outermost ? inner : `(${inner})`
}

function joined({ join, within = 4, ordered = false }: GroupBlock, parts: readonly string[]): string {
  if (join === 'all') return parts.join(' AND ')
  if (join === 'any') return parts.join(' OR ')
  return parts.length > 2 && !ordered ? `(${parts.join(' AND ')})~${within}` : parts.join(` ${ordered ? 'ONEAR' : 'NEAR'}/${within} `)
}

/** The block at a place; undefined when there is none. */
export function blockAt(root: Block, path: BlockPath): Block | undefined {
  return path.reduce<Block | undefined>((block, index) => (block?.kind === 'group' ? block.of[index] : undefined), root)
}

/** The same with another block at a place, or without it (`null`); the outermost cannot go, it becomes empty. */
export function withBlock(root: Block, path: BlockPath, next: Block | null): Block {
  const [index, ...rest] = path
  if (index === undefined) return next ?? emptyGroup
  if (root.kind === 'term') return root
  const inner = root.of[index]
  if (inner === undefined) return root
  const changed = rest.length === 0 ? next : withBlock(inner, rest, next)
  return { ...root, of: root.of.flatMap((each, at) => (at === index ? (changed === null ? [] : [changed]) : [each])) }
}

/** The same with one more block at the end of a group; around a single term a group is made first. */
export function withAdded(root: Block, path: BlockPath, added: Block): Block {
  const at = blockAt(root, path)
  if (at === undefined) return root
  const group: GroupBlock = at.kind === 'group' ? at : { ...emptyGroup, of: [at] }
  return withBlock(root, path, { ...group, of: [...group.of, added] })
}

/** How a group is spoken of: `none` is "not any", `notAll` "not all". */
export type GroupSense = 'all' | 'any' | 'none' | 'notAll' | 'near' | 'notNear'

export function senseOf({ join, not }: GroupBlock): GroupSense {
  if (join === 'near') return not ? 'notNear' : 'near'
  return join === 'all' ? (not ? 'notAll' : 'all') : not ? 'none' : 'any'
}

export function withSense(group: GroupBlock, sense: GroupSense): GroupBlock {
  const { within = 4, ordered = false } = group
  const join = sense === 'near' || sense === 'notNear' ? 'near' : sense === 'any' || sense === 'none' ? 'any' : 'all'
  return { kind: 'group', join, not: sense === 'none' || sense === 'notAll' || sense === 'notNear', of: group.of, ...(join === 'near' ? { within, ordered } : {}) }
}
