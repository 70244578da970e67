/** What all statements on mentions share. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Selection } from './filter.ts'

/** Above this many topics at once one pass over all is cheaper than one ordered read each. */
export const maxOrderedReads = 40

/** Stands for the cascade of a mention that is in none yet. */
export const noCascade: Uuid = '00000000-0000-0000-0000-000000000000'

export function paramsOf(selection: Selection): Record<string, unknown> {
  return { ...selection.params, editions: selection.editions }
}

/** The last eight bytes of an id, which are as good as random, as a number: tables to join with take no longer key. */
export const joinKeySql = 'reinterpretAsUInt64(substring(UUIDToNum(id), 9, 8))'
export function joinKey(id: Uuid): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').readBigUInt64LE(8).toString()
}
