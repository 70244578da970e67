/** Asks the server, and tells apart what is worth trying again. */
import type { Config, Entry, Pending, PendingFile, Session } from './types.ts'

/** `away`: no answer, try later. `refused`: this will never do. `unknown`: the session is not known any more. */
export class Trouble extends Error {
  readonly is: 'away' | 'refused' | 'unknown'
  readonly waitMs: number
  constructor(is: Trouble['is'], waitMs = 0) {
    super(is)
    this.is = is
    this.waitMs = waitMs
  }
}

const timeoutMs = 20_000

export interface Api {
  config(languages: readonly string[]): Promise<Config>
  session(body: { token?: string | undefined; identity?: string | undefined; language: string; page: string }): Promise<Session>
  say(token: string, pending: Pending): Promise<Entry>
  upload(token: string, file: File): Promise<PendingFile>
  leave(token: string, message: { id: string; name: string; mail: string; text: string; language: string; page: string }): Promise<void>
  signal(token: string, told: { typing?: boolean; delivered?: number; read?: number }): Promise<void>
  older(token: string, before: number): Promise<{ entries: readonly Entry[]; older: boolean }>
  events(token: string, after: number, signal: AbortSignal, waitS?: number): Promise<Response>
}

export function createApi(base: string): Api {
  async function ask(path: string, options: RequestInit & { token?: string | undefined; timeoutMs?: number } = {}): Promise<Response> {
    const { token, timeoutMs: within = timeoutMs, signal, ...rest } = options
    let response: Response
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), within)
    const end = (): void => stop.abort()
    signal?.addEventListener('abort', end)
    try {
      response = await fetch(`${base}/${path}`, { ...rest, credentials: 'omit', signal: stop.signal, headers: { ...(rest.headers as Record<string, string> | undefined), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } })
    } catch {
      throw new Trouble('away')
    } finally {
      clearTimeout(timer)
    }
    if (response.ok) return response
    if (response.status === 401) throw new Trouble('unknown')
    if (response.status === 429 || response.status >= 500) throw new Trouble('away', Number(response.headers.get('retry-after') ?? 0) * 1_000)
    throw new Trouble('refused')
  }
  const post = (path: string, body: unknown, token?: string): Promise<Response> => ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' }, token })
  const page = (): string => location.href.slice(0, 2_000)
  return {
    config: async (languages) => (await (await ask(`config?languages=${encodeURIComponent(languages.slice(0, 5).join(','))}`)).json()) as Config,
    session: async (body) => (await (await post('session', body)).json()) as Session,
    say: async (token, { id, text, files }) => (await (await post('messages', { id, text, files: files.map(({ file }) => file), page: page() }, token)).json()) as Entry,
    upload: async (token, file) => (await (await ask(`upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, headers: { 'content-type': file.type || 'application/octet-stream' }, token, timeoutMs: 120_000 })).json()) as PendingFile,
    leave: async (token, message) => void (await post('away', message, token)),
    signal: async (token, told) => void (await post('signals', told, token)),
    older: async (token, before) => (await (await ask(`entries?before=${before}`, { token })).json()) as { entries: readonly Entry[]; older: boolean },
    events: (token, after, signal, waitS) => ask(waitS === undefined ? `events?after=${after}` : `events?after=${after}&wait=${waitS}`, { token, signal, timeoutMs: waitS === undefined ? timeoutMs : timeoutMs + waitS * 1_000, headers: waitS === undefined ? { accept: 'text/event-stream' } : {} }),
  }
}
