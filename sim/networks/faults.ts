/** How a fake network misbehaves when it is told to. */

export interface NetworkFaults {
  /** Chance that an HTTP request is answered with 429 and a time to come back. */
  readonly tooMany?: number
  /** Chance that an HTTP request is answered with 500 and an HTML page. */
  readonly broken?: number
  /** Chance that an answer or a stream is cut in its middle. */
  readonly cut?: number
  /** Chance that a frame of rubbish precedes a message. */
  readonly garbage?: number
  /** Waits this long before each answer or message. */
  readonly slowMs?: number
}

/** What a fake network has done so far. */
export interface SentCounters {
  connections: number
  requests: number
  messages: number
  cuts: number
  refused: number
  garbage: number
}

export function newCounters(): SentCounters {
  return { connections: 0, requests: 0, messages: 0, cuts: 0, refused: 0, garbage: 0 }
}

export interface FakeNetwork {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly sent: SentCounters
  /** Replaces the faults from now on; `{}` behaves again. */
  readonly misbehave: (faults: NetworkFaults) => void
  readonly stop: () => Promise<void>
}
