/** An import as people see it: its numbers and one sentence. Pure. */
import { iso } from '../../../kernel/instant.ts'
import type { ImportView } from '../api.ts'
import { maxKeptRefusals, type Import } from './import-store.ts'

export function viewOf(one: Import): ImportView {
  const time = (at: number | null) => (at === null ? null : iso(at))
  const fresh = Math.max(0, one.takenIn - one.alreadyKnown)
  return {
    id: one.id, fileName: one.fileName, bytes: one.bytes, state: one.state, words: wordsOf(one, fresh), mapping: one.mapping,
    bytesRead: one.bytesRead, rowsRead: one.rowsRead, takenIn: fresh, alreadyKnown: one.alreadyKnown, refused: one.refused,
    startedAt: time(one.startedAt), finishedAt: time(one.finishedAt), createdAt: iso(one.createdAt), createdBy: one.createdBy,
  }
}

function wordsOf(one: Import, fresh: number): string {
  const share = one.bytes === 0 ? 0 : Math.min(100, Math.floor((100 * one.bytesRead) / one.bytes))
  switch (one.state) {
    case 'uploaded': return 'Ready. Check what the columns mean and start.'
    case 'running': return `Reading: ${share} % of the file, ${count(one.rowsRead, 'row')}.`
    case 'paused': return one.trouble ?? `Paused at ${share} % of the file, after ${count(one.rowsRead, 'row')}. Go on whenever you like.`
    case 'finished': return `${count(one.rowsRead, 'row')} read: ${number(fresh)} new, ${number(one.alreadyKnown)} already here, ${number(one.refused)} refused.${refusalWords(one)}`
    case 'failed': return one.trouble ?? 'Stopped by a fault that left no words. Start it again.'
    case 'undoing': return `Taking back what it brought: ${number(one.forgotten)} gone so far.`
    case 'undone': return `Undone: ${count(one.forgotten, 'interaction')} taken back. The file is still here; it can be started again or removed.`
  }
}

function refusalWords({ refused }: Import): string {
  if (refused === 0) return ''
  return ` Download the refused rows to see why${refused > maxKeptRefusals ? ` (the first ${number(maxKeptRefusals)} are kept)` : ''}.`
}

const number = (value: number): string => value.toLocaleString('en')
const count = (value: number, thing: string): string => `${number(value)} ${thing}${value === 1 ? '' : 's'}`
