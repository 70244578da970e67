/** What the API answers when it cannot do what was asked, as a value the page can show. */

/** Where in the input the fault lies. */
export interface FaultPlace {
  /** JSON pointer (`/email`) or column. */
  readonly path?: string
  /** Character offset from 0, in UTF-16 code units. */
  readonly at?: number
}

/** Codes of faults that never reached the server. */
export const offlineCode = 'page.offline'
export const unreadableCode = 'page.unreadable'

/**
 * A problem document (RFC 9457) from the API. `status` is 0 when no answer came at all.
 * `message` is a sentence for the person who reads it.
 */
export class ApiFault extends Error {
  readonly status: number
  readonly code: string
  readonly place: FaultPlace | undefined
  readonly details: Readonly<Record<string, unknown>>
  override readonly name = 'ApiFault'

  constructor(fault: { status: number; code: string; message: string; place?: FaultPlace | undefined; details?: Record<string, unknown> }, options?: ErrorOptions) {
    super(fault.message, options)
    this.status = fault.status
    this.code = fault.code
    this.place = fault.place
    this.details = fault.details ?? {}
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a problem document; `body` is what arrived, parsed when it was JSON. */
export function faultFrom(status: number, body: unknown): ApiFault {
  if (!isRecord(body)) return new ApiFault({ status, code: unreadableCode, message: `The server answered with status ${status} and no explanation.` })
  const text = (key: string): string | undefined => (typeof body[key] === 'string' && body[key] !== '' ? body[key] : undefined)
  const path = text('path')
  const at = typeof body['at'] === 'number' ? body['at'] : undefined
  const place = path === undefined && at === undefined ? undefined : { ...(path === undefined ? {} : { path }), ...(at === undefined ? {} : { at }) }
  return new ApiFault({
    status,
    code: text('code') ?? unreadableCode,
    message: text('detail') ?? text('title') ?? text('message') ?? `The server answered with status ${status} and no explanation.`,
    place,
    details: body,
  })
}

/** The name of the field a fault points at: `/email` → `email`, `/settings/url` → `settings.url`. */
export function faultField(fault: unknown): string | null {
  if (!(fault instanceof ApiFault) || fault.place?.path === undefined) return null
  const name = fault.place.path.replace(/^\/(body\/)?/, '').replaceAll('/', '.')
  return name === '' ? null : name
}

/** Whether asking again later may help: no answer, or the server's own trouble. */
export function mayPass(fault: unknown): boolean {
  return fault instanceof ApiFault && (fault.status === 0 || fault.status === 429 || fault.status >= 500)
}
