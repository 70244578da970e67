/** Conditions as the form shows them: one level, all or any, each perhaps turned round. What nests deeper is left as it is. */
import type { Leaf, When } from '../../../../src/modules/conversations/conditions/when.ts'

export type { Leaf, When }
export interface Line { readonly not: boolean; readonly leaf: Leaf }
export interface FlatWhen { readonly combine: 'all' | 'any'; readonly lines: readonly Line[] }

const lineOf = (when: When): Line | null => ('fact' in when ? { not: false, leaf: when } : 'not' in when && 'fact' in when.not ? { not: true, leaf: when.not } : null)

/** `null`: nested deeper than the form shows. */
export function flatOf(when: When): FlatWhen | null {
  const combine = 'any' in when ? 'any' : 'all'
  const parts = 'any' in when ? when.any : 'all' in when ? when.all : [when]
  const lines = parts.map(lineOf)
  return lines.every((line) => line !== null) ? { combine, lines } : null
}

export function whenOf({ combine, lines }: FlatWhen): When {
  const parts = lines.map(({ not, leaf }): When => (not ? { not: leaf } : leaf))
  return combine === 'any' && parts.length > 0 ? { any: parts } : { all: parts }
}

/** Words between commas, without blanks and doubles. */
export const split = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()).filter((part) => part !== ''))]
export const numberOrNull = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text))
