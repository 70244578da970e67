/** Reads what `/health` tells. Pure. */

export interface Health {
  readonly ok: boolean
  readonly version: string
  /** ISO 8601. */
  readonly startedAt: string | null
  readonly parts: readonly { readonly name: string; readonly ok: boolean; readonly words: string }[]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** `null` for what is no health report, such as a proxy's error page. */
export function readHealth(body: unknown): Health | null {
  if (!isRecord(body) || !Array.isArray(body['parts'])) return null
  const { version, startedAt } = body
  return {
    ok: body['ok'] === true,
    version: typeof version === 'string' ? version : '–',
    startedAt: typeof startedAt === 'string' && !Number.isNaN(Date.parse(startedAt)) ? startedAt : null,
    parts: body['parts'].filter(isRecord).map((part) => ({ name: text(part['name']), ok: part['ok'] === true, words: text(part['words']) })),
  }
}
