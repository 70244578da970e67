/** Reads a stretch of messages of either stream: on whatever thread, with the handles it was told. */
import type { Instant } from '../../../kernel/instant.ts'
import type { MessageReader, Stretch } from '../contract.ts'
import { Gathering } from './gathering.ts'
import { Handles } from './handles.ts'
import { readJetstreamMessage } from './jetstream.ts'
import { readRelayFrame, StreamError } from './relay.ts'

export interface StretchOptions {
  readonly mode: 'jetstream' | 'relay'
  readonly collections: readonly string[]
}

/** What the stream says of itself, beside what people said. */
export interface StreamTold {
  /** Place of the first message that has one, and of the furthest; `null` when none has. */
  readonly first: number | null
  readonly furthest: number | null
  readonly notice: string | null
  /** The server ended the stream here, in its words. */
  readonly ended: { readonly errorName: string; readonly words: string } | null
}

/** As the door's threads expect it of a reader's module. */
export function openReader(given: unknown): MessageReader<StreamTold> {
  const { mode, collections } = given as StretchOptions
  const handles = new Handles()
  const wanted = new Set(collections)
  return { read: (messages, now, isWorthReading) => readStretch(messages, new Gathering(handles, wanted, now, isWorthReading), now, mode) }
}

function readStretch(messages: readonly Buffer[], gathering: Gathering, now: Instant, mode: StretchOptions['mode']): Stretch<StreamTold> {
  let first: number | null = null
  let furthest: number | null = null
  let ended: StreamTold['ended'] = null
  for (const message of messages) {
    try {
      const at = mode === 'jetstream' ? readJetstreamMessage(message, gathering) : readRelayFrame(message, gathering, now)
      if (at === null) continue
      first ??= at
      furthest = Math.max(at, furthest ?? 0)
    } catch (thrown) {
      if (!(thrown instanceof StreamError)) throw thrown
      // What came before the end still counts.
      ended = { errorName: thrown.errorName, words: thrown.message }
      break
    }
  }
  const { items, setAside, removed, removedAuthors, passedOver, notice } = gathering
  return { items, setAside, removed, removedAuthors, passedOver, told: { first, furthest, notice, ended } }
}

const jetstreamMark = Buffer.from('"kind":"identity"')
const relayMarks = [Buffer.from('#identity'), Buffer.from('#handle')]
/** A frame's header, with its type, lies in its first bytes. */
const headerBytes = 32

/** Whether a message tells a handle, which every thread has to know. May say yes too often. */
export function tellsHandle(message: Buffer, mode: StretchOptions['mode']): boolean {
  if (mode === 'jetstream') return message.includes(jetstreamMark)
  const header = message.subarray(0, headerBytes)
  return relayMarks.some((mark) => header.includes(mark))
}
