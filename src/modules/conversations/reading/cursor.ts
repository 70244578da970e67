/** Where a page goes on: a time and an id. */
import { Invalid } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'

export interface Key {
  readonly at: Instant
  readonly id: Uuid
}

export const cursorOf = ({ at, id }: Key): string => Buffer.from(`${at} ${id}`).toString('base64url')

export function readCursor(cursor: string | undefined): Key | null {
  if (cursor === undefined) return null
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!Number.isSafeInteger(Number(at)) || id === undefined || !isUuid(id)) throw new Invalid('This cursor is none of this list. Begin without one.', { path: '/cursor' }, 'cursor')
  return { at: Number(at), id }
}
