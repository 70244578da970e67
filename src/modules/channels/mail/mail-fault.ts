/** What mail servers answer, in words that say what to do. */
import { Fault, Unavailable, sentence } from '../../../kernel/fault.ts'
import { LockedOut } from '../account-contract.ts'

interface Told {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly responseText?: unknown
  readonly response?: unknown
  readonly authenticationFailed?: unknown
  readonly serverResponseCode?: unknown
}

export const codeOf = (thrown: unknown): string => (typeof (thrown as Told)?.code === 'string' ? String((thrown as Told).code) : '')
/** The three digits of an SMTP answer; 0 when there was none. */
export const responseOf = (thrown: unknown): number => (typeof (thrown as Told)?.responseCode === 'number' ? Number((thrown as Told).responseCode) : 0)

/** What the server said, where it said anything. */
function said(thrown: unknown): string {
  const { responseText, response } = (thrown ?? {}) as Told
  const text = typeof responseText === 'string' && responseText !== '' ? responseText : typeof response === 'string' && response !== '' ? response : sentence(thrown)
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
}

/** A fault of IMAP or SMTP; what is a fault of ours already passes. */
export function mailFault(thrown: unknown, server: { readonly host: string; readonly port: number; readonly security: string }): Fault {
  if (thrown instanceof Fault) return thrown
  const { host, port, security } = server
  const code = codeOf(thrown)
  const words = said(thrown)
  // A server that cannot check a password just now (454) says nothing about it.
  const isForNow = responseOf(thrown) >= 400 && responseOf(thrown) < 500
  if (!isForNow && ((thrown as Told)?.authenticationFailed === true || code === 'EAUTH')) return new LockedOut(`${host} does not accept the user name and password: ${words}. With two-step sign-in it wants an app password or OAuth2.`, 'mail.sign-in')
  if (code === 'ENOTFOUND' || code === 'EDNS') return new Unavailable(`No mail server is known by the name "${host}". Check its spelling.`, 'mail.unknown-host', { cause: thrown })
  if (code === 'ETLS' || /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|wrong version number/i.test(`${code} ${words}`)) return new Unavailable(`No safe connection to ${host}:${port} came about: ${words}. ${security === 'tls' ? 'Ports 143 and 587 usually want STARTTLS instead.' : 'Ports 993 and 465 usually want TLS from the start instead.'}`, 'mail.tls', { cause: thrown })
  return new Unavailable(`${host}:${port} does not answer as it should: ${words}. It is tried again.`, 'mail.server', { cause: thrown })
}
