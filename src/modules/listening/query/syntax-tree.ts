/** The compact tree that a query is read into: plain data, safe to copy between threads. */

/** Every one must hold. At least two. */
interface And { readonly kind: 'and'; readonly of: readonly Node[] }
/** At least one must hold. At least two. */
interface Or { readonly kind: 'or'; readonly of: readonly Node[] }
interface Not { readonly kind: 'not'; readonly of: Node }
/**
 * Two places with at most `within` words between them, `ordered` or either way
 * round; or, with more than two operands (never ordered), all of them inside a
 * stretch with at most `within` other words.
 */
export interface Near { readonly kind: 'near'; readonly ordered: boolean; readonly within: number; readonly of: readonly Node[] }
/** A word or a phrase, folded when compared; `*` and `?` are wildcards. NFC, single spaces. */
export interface Words { readonly kind: 'words'; readonly text: string; readonly in?: 'title' }
/** Case, accents and signs as written. NFC, single spaces. */
export interface Exact { readonly kind: 'exact'; readonly text: string; readonly in?: 'title' }
/** A web address or a part of one, without scheme and `www.`. */
export interface Link { readonly kind: 'link'; readonly address: string }
/** A saved word list, with what it stood for when the query was read. */
interface List { readonly kind: 'list'; readonly name: string; readonly of: Node }
/** Something known about the post or its author. `value` is canonical: lower case, except `country`. */
export interface Field { readonly kind: 'field'; readonly field: FieldName; readonly value: string }
/** `least` ≤ followers ≤ `most`; an end that is absent is open. */
export interface Followers { readonly kind: 'followers'; readonly least?: number; readonly most?: number }

export type Node = And | Or | Not | Near | Words | Exact | Link | List | Field | Followers

const fieldNames = ['author', 'lang', 'country', 'site', 'channel', 'kind', 'has', 'is', 'sentiment', 'emotion', 'intent', 'topic'] as const
export type FieldName = (typeof fieldNames)[number]

/** A remark about a query that can be read but may not mean what was meant. */
export interface QueryWarning {
  /** Stretch of the query, in UTF-16 code units. */
  readonly at: number
  readonly end: number
  readonly message: string
}

export interface Query {
  readonly root: Node
  readonly warnings: readonly QueryWarning[]
}

/** The most characters (UTF-16 code units) a query may have. */
export const maxQueryLength = 100_000
/** The most words, phrases and fields a query, or one word list, may have. */
export const maxTerms = 10_000
/** How deep groups may nest. */
export const maxDepth = 1_000
/** The widest NEAR. */
export const maxDistance = 1_000
/** What NEAR means without a number, as the commercial tools have it. */
export const usualDistance = 4
