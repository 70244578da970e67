/** Hands a mail to an SMTP server, and says honestly what became of it when the line breaks. */
import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { sentence } from '../../../kernel/fault.ts'
import { secondMs } from '../../../kernel/instant.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { LockedOut } from '../account-contract.ts'
import type { ComposedMail } from './compose.ts'
import { mailFault, responseOf } from './mail-fault.ts'
import type { MailSettings } from './manifest.ts'
import type { Credentials } from './sign-in.ts'

export const smtpServer = ({ smtpHost, smtpPort, smtpSecurity }: MailSettings) => ({ host: smtpHost, port: smtpPort, security: smtpSecurity })

interface OpenSmtp {
  readonly connection: SMTPConnection
  close(): void
}

/** Connected and signed in. @throws {LockedOut | Unavailable} in words */
export async function openSmtp(settings: MailSettings, credentials: Credentials, { fetch, signal }: { fetch: OutwardFetch; signal: AbortSignal }): Promise<OpenSmtp> {
  const server = smtpServer(settings)
  const [, domain = 'localhost'] = settings.address.split('@')
  const [{ default: Connection }, { default: XOAuth2 }] = await Promise.all([import('nodemailer/lib/smtp-connection'), import('nodemailer/lib/xoauth2')])
  const connection = new Connection({
    host: await fetch.mailServer(server.host, server.port), port: server.port, secure: server.security === 'tls', requireTLS: server.security === 'starttls', ignoreTLS: server.security === 'none',
    name: domain, tls: { servername: server.host }, connectionTimeout: 15 * secondMs, greetingTimeout: 15 * secondMs, socketTimeout: 60 * secondMs,
  })
  const stop = (): void => connection.close()
  signal.addEventListener('abort', stop, { once: true })
  const close = (): void => {
    signal.removeEventListener('abort', stop)
    connection.close()
  }
  try {
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject)
      connection.once('end', () => reject(new Error('the server closed the connection')))
      connection.connect((error) => (error ? reject(error) : resolve()))
    })
    const { user, password, accessToken } = credentials
    // A server on the same network may want no sign-in at all.
    if (accessToken !== null || password !== '') {
      await new Promise<void>((resolve, reject) => {
        const auth = accessToken === null ? { user, pass: password } : { type: 'OAuth2', user, method: 'XOAUTH2', oauth2: new XOAuth2({ user, accessToken }) }
        connection.login(auth as unknown as SMTPConnection.Credentials, (error) => (error ? reject(error) : resolve()))
      })
    }
    return { connection, close }
  } catch (thrown) {
    close()
    signal.throwIfAborted()
    throw mailFault(thrown, server)
  }
}

export interface Handed {
  /** Addresses that the server refused while it took the mail for others. */
  readonly refused: readonly { readonly externalId: string; readonly because: string }[]
}

/**
 * @throws {SendFault} `later` when the mail surely did not go out, `refused`
 * when the server said no for good, `unknown` when all of it was handed over
 * and the answer did not come.
 */
export async function handOver(settings: MailSettings, mail: ComposedMail, credentials: Credentials, context: { fetch: OutwardFetch; signal: AbortSignal }): Promise<Handed> {
  const { host } = smtpServer(settings)
  const { connection, close } = await openSmtp(settings, credentials, context).catch((thrown: unknown) => {
    if (thrown instanceof LockedOut) throw thrown
    throw new SendFault(sentence(thrown), 'mail.unreachable', 'later', { cause: thrown })
  })
  /** All of it was read, so that its end may have reached the server. */
  let wholeGone = false
  async function* bytes(): AsyncGenerator<Buffer> {
    for (let from = 0; from < mail.raw.length; from += 65_536) yield mail.raw.subarray(from, from + 65_536)
    wholeGone = true
  }
  try {
    const info = await new Promise<{ rejected?: readonly unknown[]; rejectedErrors?: readonly Error[] }>((resolve, reject) => {
      connection.removeAllListeners('error')
      connection.on('error', reject)
      connection.once('end', () => reject(new Error('the server closed the connection')))
      // Asked for once the server has accepted DATA.
      connection.send(mail.envelope, Readable.from(bytes()), (error, told) => (error ? reject(error) : resolve(told as { rejected?: readonly unknown[] })))
    })
    connection.quit()
    return { refused: (info.rejected ?? []).map((one, index) => ({ externalId: String(one), because: info.rejectedErrors?.[index] ? sentence(info.rejectedErrors[index]).slice(0, 300) : `${host} refused this address.` })) }
  } catch (thrown) {
    const code = responseOf(thrown)
    const words = sentence(thrown).replaceAll(/\s+/g, ' ').slice(0, 300)
    if (code >= 500) throw new SendFault(`${host} refuses this mail for good: ${words}`, 'mail.refused', 'refused', { cause: thrown })
    if (code >= 400) throw new SendFault(`${host} does not take the mail now: ${words}`, 'mail.later', 'later', { cause: thrown })
    if (wholeGone) throw new SendFault(`The whole mail was handed to ${host}, but the line broke before it said that it took it. It may have gone out.`, 'mail.cut-off', 'unknown', { cause: thrown })
    throw new SendFault(`The line to ${host} broke before the mail was handed over: ${words}`, 'mail.broken', 'later', { cause: thrown })
  } finally {
    close()
  }
}
