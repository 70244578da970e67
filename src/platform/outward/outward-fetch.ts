/** The only way out: requests to addresses that people or networks give us. */

export interface OutwardOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
  /** Whole request, redirects and body included. Default 30 s. */
  readonly timeoutMs?: number
  /** Longest body that is read, in bytes after decompression. Default 10 MB. */
  readonly maxBytes?: number
  /** Default 5. Every hop is guarded again. */
  readonly maxRedirects?: number
}

export interface OutwardResponse {
  readonly status: number
  /** Where it was found in the end, after redirects. */
  readonly url: string
  readonly permanentRedirectTo?: string
  readonly headers: Headers
  bytes(): Promise<Uint8Array>
  text(): Promise<string>
  json(): Promise<unknown>
  /** The body as it arrives, for streams; `timeoutMs` then only bounds the time to the first byte. */
  stream(): AsyncIterable<Uint8Array>
}

/**
 * Fetches a public http or https address.
 *
 * @throws {OutwardFault} when the address leads to a private or reserved
 * network, the body is too long, the server too slow, or nothing answers.
 */
export type OutwardFetch = (url: string | URL, options?: OutwardOptions) => Promise<OutwardResponse>
