/** What the widget is told of a conversation. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import { fileSignature } from './tokens.ts'
import type { ChatEntry, Visitor } from './store.ts'

export interface EntryView {
  readonly seq: number
  readonly id: Uuid
  readonly ours: boolean
  readonly text: string
  readonly at: number
  readonly name?: string
  readonly avatar?: string
  readonly removes?: Uuid
  readonly files?: readonly { readonly url: string; readonly name: string; readonly type: string; readonly bytes: number; readonly alt?: string }[]
}

export function entryView(entry: ChatEntry, visitor: Uuid, base: string, key: string): EntryView {
  return {
    seq: entry.seq, id: entry.id, ours: entry.ours, text: entry.text, at: entry.at,
    ...(entry.name === null ? {} : { name: entry.name }),
    ...(entry.avatarUrl === null ? {} : { avatar: entry.avatarUrl }),
    ...(entry.removes === null ? {} : { removes: entry.removes }),
    ...(entry.files.length === 0 ? {} : { files: entry.files.map(({ key: file, name, mediaType, bytes, alt }) => ({ url: `${base}/files/${visitor}/${file}/${fileSignature(key, visitor, file)}`, name, type: mediaType, bytes, ...(alt === undefined ? {} : { alt }) })) }),
  }
}

/** How far both sides have read. */
export function stateView({ lastSeq, deliveredSeq, readSeq, seenByUsAt }: Visitor): { last: number; delivered: number; read: number; seenByUs: number | null } {
  return { last: lastSeq, delivered: deliveredSeq, read: readSeq, seenByUs: seenByUsAt }
}
