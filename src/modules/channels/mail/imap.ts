/** A connection to an IMAP server, opened under the guard of everything that goes out. */
import type { ImapFlow } from 'imapflow'
import { secondMs } from '../../../kernel/instant.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { mailFault } from './mail-fault.ts'
import type { MailSettings } from './manifest.ts'
import type { Credentials } from './sign-in.ts'

export const imapServer = ({ imapHost, imapPort, imapSecurity }: MailSettings) => ({ host: imapHost, port: imapPort, security: imapSecurity })

/** Signed in. @throws {LockedOut | Unavailable} in words */
export async function openImap(settings: MailSettings, credentials: Credentials, { fetch, signal }: { fetch: OutwardFetch; signal: AbortSignal }): Promise<ImapFlow> {
  const server = imapServer(settings)
  const { user, password, accessToken } = credentials
  // Loaded when it is first needed: most starts need none of it.
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    host: await fetch.mailServer(server.host, server.port), servername: server.host, port: server.port,
    secure: server.security === 'tls', ...(server.security === 'none' ? { doSTARTTLS: false } : server.security === 'starttls' ? { doSTARTTLS: true } : {}),
    tls: { servername: server.host },
    auth: accessToken === null ? { user, pass: password } : { user, accessToken },
    logger: false, disableAutoIdle: true, connectionTimeout: 15 * secondMs, greetingTimeout: 15 * secondMs, socketTimeout: 5 * 60 * secondMs, clientInfo: { name: 'Rapport' },
  })
  // What breaks while nobody waits is found out by the next command.
  client.on('error', () => undefined)
  const stop = (): void => client.close()
  signal.addEventListener('abort', stop, { once: true })
  client.once('close', () => signal.removeEventListener('abort', stop))
  try {
    await client.connect()
    return client
  } catch (thrown) {
    client.close()
    signal.throwIfAborted()
    throw mailFault(thrown, server)
  }
}

export interface Folder {
  readonly path: string
  /** What is in it went out from us. */
  readonly isSent: boolean
}

const sentNames = /^(?:inbox[./])?(?:sent(?: items| messages| mail)?|verzonden(?: items)?|gesendet(?:e objekte| elemente)?|envoyés?|éléments envoyés|enviados?|elementos enviados|posta inviata|inviata)$/i

/** The folders that are read: the named ones, or the sent mail and the inbox. Sent mail first, so that what we said is known before it is answered. */
export async function foldersOf(client: ImapFlow, settings: MailSettings): Promise<Folder[]> {
  const all = await client.list()
  const bySpecialUse = all.find(({ specialUse }) => specialUse === '\\Sent')
  const sent = bySpecialUse ?? all.find(({ path }) => sentNames.test(path))
  const wanted = settings.folders.length > 0 ? all.filter(({ path }) => settings.folders.some((one) => one.toLowerCase() === path.toLowerCase())) : all.filter(({ path }) => path.toUpperCase() === 'INBOX' || path === sent?.path)
  return wanted.map(({ path }) => ({ path, isSent: path === sent?.path })).toSorted((a, b) => Number(b.isSent) - Number(a.isSent))
}
