/** An answer from outside whose body is read within bounds of size and time. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { decodedBody } from './decoded-body.ts'
import { asOutwardFault, OutwardFault, shownAddress } from './outward-fault.ts'
import type { OutwardResponse } from './outward-fetch.ts'

export interface Answer {
  readonly url: URL
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
  readonly maxBytes: number
  readonly streamMaxBytes: number
  readonly silenceMs: number
  readonly permanentRedirectTo: string | undefined
  /** Aborts the request with the reason why. */
  readonly ending: AbortController
  /** The body is read as a stream: the deadline of the whole no longer holds. */
  streaming(): void
  /** Everything is read or given up: timers and listeners may go. */
  settle(): void
}

export function responseOf(answer: Answer): OutwardResponse {
  const { url, body } = answer
  const headers = headersOf(answer.headers)
  // A body that is let go unread ends with an error that nobody waits for.
  body.on('error', () => undefined)
  body.once('close', () => answer.settle())

  async function* pieces(maxBytes: number, awaited: () => void): AsyncGenerator<Uint8Array, void, undefined> {
    let bytes = 0
    try {
      for await (const piece of decodedBody(body, headers.get('content-encoding'), url)) {
        awaited()
        bytes += piece.byteLength
        if (bytes > maxBytes) throw tooLarge(url, maxBytes)
        yield piece
      }
      if (answer.ending.signal.aborted) throw answer.ending.signal.reason
    } catch (thrown) {
      const { signal } = answer.ending
      if (signal.aborted && !(signal.reason instanceof OutwardFault)) throw signal.reason
      throw asOutwardFault(signal.aborted ? signal.reason : thrown, url)
    } finally {
      body.destroy()
      answer.settle()
    }
  }

  async function bytes(): Promise<Uint8Array> {
    const announced = Number(headers.get('content-length') ?? 0)
    if (announced > answer.maxBytes) {
      body.destroy()
      throw tooLarge(url, answer.maxBytes)
    }
    const parts: Uint8Array[] = []
    for await (const piece of pieces(answer.maxBytes, () => undefined)) parts.push(piece)
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
  }

  async function* stream(): AsyncGenerator<Uint8Array, void, undefined> {
    answer.streaming()
    const silent = (): void => answer.ending.abort(new OutwardFault('outward.too-slow', `${url.host} sent nothing for ${answer.silenceMs / 1_000} seconds in the middle of its answer. It is worth connecting again.`, shownAddress(url)))
    // Armed only while the server is waited for: a slow reader is not its fault.
    let silence = setTimeout(silent, answer.silenceMs)
    try {
      for await (const piece of pieces(answer.streamMaxBytes, () => clearTimeout(silence))) {
        yield piece
        silence = setTimeout(silent, answer.silenceMs)
      }
    } finally {
      clearTimeout(silence)
    }
  }

  const text = async (): Promise<string> => new TextDecoder().decode(await bytes())
  return {
    status: answer.status,
    url: url.href,
    ...(answer.permanentRedirectTo === undefined ? {} : { permanentRedirectTo: answer.permanentRedirectTo }),
    headers,
    bytes,
    text,
    async json() {
      const written = await text()
      try {
        return JSON.parse(written) as unknown
      } catch (cause) {
        throw new OutwardFault('outward.garbled', `${shownAddress(url)} should answer in JSON and does not: it begins with "${written.slice(0, 60).replace(/\s+/g, ' ')}".`, shownAddress(url), cause)
      }
    },
    stream,
  }
}

function headersOf(raw: IncomingHttpHeaders): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      // A value that the standard does not allow is left out: nobody can have meant it.
      try {
        headers.append(name, one)
      } catch {
        continue
      }
    }
  }
  return headers
}

function tooLarge(url: URL, maxBytes: number): OutwardFault {
  return new OutwardFault('outward.too-large', `${shownAddress(url)} is longer than ${Math.round(maxBytes / 1_000).toLocaleString('en')} kB, the most that is read. Check that the address is the right one.`, shownAddress(url))
}
