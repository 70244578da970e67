/** Hands a drawn letter to the mail server, and says what its answers mean. */
import { Unavailable, sentence } from '../../kernel/fault.ts'
import { secondMs } from '../../kernel/instant.ts'
import type { DrawnLetter } from './letter-layout.ts'
import type { OpenMailSettings } from './mail-settings.ts'

/** A mail that was not taken. `forGood`: trying again would bring the same answer. */
export class MailFault extends Unavailable {
  readonly forGood: boolean
  constructor(message: string, code: string, forGood: boolean, cause: unknown) {
    super(message, code, { cause })
    this.forGood = forGood
  }
}

const connectMs = 10 * secondMs
const silenceMs = 20 * secondMs

/**
 * Sends one mail. `messageId` is the same at every try, so that mailboxes drop
 * a second copy.
 * @throws {MailFault}
 */
export async function sendBySmtp(settings: OpenMailSettings, to: string, letter: DrawnLetter, messageId: string): Promise<void> {
  const { host, port, security, username, password, fromName, fromAddress } = settings
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none',
    ...(username === null ? {} : { auth: { user: username, pass: password ?? '' } }),
    connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: silenceMs, disableFileAccess: true, disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: { name: fromName, address: fromAddress }, to: { name: '', address: to }, subject: letter.subject, text: letter.text, html: letter.html, messageId,
      // So that no holiday answer comes back (RFC 3834, section 5).
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (thrown) {
    throw mailFault(thrown, settings)
  } finally {
    transport.close()
  }
}

function mailFault(thrown: unknown, { host, port, security }: OpenMailSettings): MailFault {
  const { code = '', responseCode = 0, command = '' } = thrown as { code?: string; responseCode?: number; command?: string }
  const said = sentence(thrown).slice(0, 500)
  const fault = (kind: string, words: string, forGood = false): MailFault => new MailFault(words, `mail.${kind}`, forGood, thrown)
  if (code === 'EAUTH') return fault('sign-in', `${host} does not accept the user name and password: ${said}`)
  if (code === 'EDNS' || code === 'ENOTFOUND') return fault('unknown-host', `No mail server is known by the name "${host}". Check its spelling.`)
  if (code === 'ETLS' || (code === 'ESOCKET' && /tls|ssl|certificate|self.signed/i.test(said))) return fault('tls', `No safe connection to ${host}:${port} came about: ${said}. ${security === 'tls' ? 'Port 587 usually wants STARTTLS instead.' : 'Port 465 usually wants TLS from the start instead.'}`)
  if (code === 'ETIMEDOUT' || code === 'ECONNECTION' || code === 'ESOCKET' || code === 'ECONNREFUSED') return fault('unreachable', `${host}:${port} does not answer: ${said}. Check the host, the port and the firewall.`)
  if (responseCode >= 500 && /^(RCPT TO|MAIL FROM|DATA)/i.test(command)) return fault('refused', `${host} refuses this mail for good: ${said}`, true)
  if (code === 'EENVELOPE') return fault(responseCode >= 400 && responseCode < 500 ? 'later' : 'refused', `${host} does not take this mail: ${said}`, !(responseCode >= 400 && responseCode < 500))
  return fault('not-taken', `${host} did not take the mail: ${said}`)
}
