/** How far an import is. Pure. */
import type { Import } from '../../../api/routes.ts'

/** 0 to 1. */
export function progressOf({ bytes, bytesRead, state }: Pick<Import, 'bytes' | 'bytesRead' | 'state'>): number {
  if (state === 'finished') return 1
  return bytes === 0 ? 0 : Math.min(1, bytesRead / bytes)
}

/** Whether it changes by itself, so that the page has to look again. */
export function isMoving(state: Import['state']): boolean {
  return state === 'running' || state === 'undoing'
}
