/** Reads a mailbox: what is new in each folder, then waits for more. */
import { setTimeout as wait } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { Invalid, Unavailable, sentence } from '../../../kernel/fault.ts'
import { minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Receipt } from '../../../kernel/message.ts'
import type { AccountContext, AccountReadContext, HeardBatch } from '../account-contract.ts'
import type { SetAside } from '../contract.ts'
import { objectOf, wholeTextOf } from '../untrusted-json.ts'
import { foldersOf, imapServer, openImap, type Folder } from './imap.ts'
import { codeOf, mailFault } from './mail-fault.ts'
import type { MailSettings } from './manifest.ts'
import { credentialsOf } from './sign-in.ts'
import { takeMail } from './take-mail.ts'

/** How far each folder is read. */
export interface MailCursor {
  readonly folders: Readonly<Record<string, { readonly validity: string; readonly uid: number }>>
}

/** A batch is saved when it has so many mails or so many bytes. */
const batch = { mails: 25, bytes: 30_000_000 }
const maxMailBytes = 150_000_000
/** The other folders are looked at this often; the inbox tells by itself. */
const lookEveryMs = minuteMs
const oneMailWithinMs = 10 * minuteMs

export async function readMailbox(context: AccountReadContext<MailSettings, MailCursor>): Promise<void> {
  const { signal, health } = context
  const client = await openImap(context.settings, await credentialsOf(context), context)
  let cursor: MailCursor = context.cursor ?? { folders: {} }
  try {
    const folders = await foldersOf(client, context.settings)
    if (folders.length === 0) throw new Unavailable(`None of the folders is in this mailbox. Look at Settings, Accounts, and name folders that are there.`, 'mail.no-folders')
    const inbox = folders.find(({ path }) => path.toUpperCase() === 'INBOX') ?? folders.at(-1)
    while (!signal.aborted) {
      for (const folder of folders) cursor = await readFolder(client, folder, cursor, context)
      health({ state: 'reading', words: `Reading ${folders.map(({ path }) => path).join(', ')}.` })
      if (inbox) await more(client, inbox, cursor.folders[inbox.path]?.uid ?? 0, signal)
      // A token ends while the connection lives; a server may close it then.
      await credentialsOf(context)
    }
  } catch (thrown) {
    signal.throwIfAborted()
    throw mailFault(thrown, imapServer(context.settings))
  } finally {
    client.close()
  }
}

/** Waits until the server tells of something, at most a minute; not at all where something came while other folders were read. */
async function more(client: ImapFlow, folder: Folder, readTo: number, signal: AbortSignal): Promise<void> {
  const { uidNext } = await client.mailboxOpen(folder.path, { readOnly: true })
  if (uidNext > readTo + 1) return
  const told = new AbortController()
  const wake = (): void => told.abort()
  const events = ['exists', 'close'] as const
  for (const event of events) client.on(event, wake)
  signal.addEventListener('abort', wake, { once: true })
  try {
    const idling = client.idle()
    await wait(lookEveryMs, undefined, { signal: told.signal }).catch(() => undefined)
    // Any command ends the waiting.
    if (client.usable && !signal.aborted) await client.noop()
    await idling
  } finally {
    for (const event of events) client.off(event, wake)
    signal.removeEventListener('abort', wake)
  }
  if (!client.usable && !signal.aborted) throw new Unavailable('The mail server closed the connection. It is opened again.', 'mail.closed')
}

async function readFolder(client: ImapFlow, folder: Folder, before: MailCursor, context: AccountReadContext<MailSettings, MailCursor>): Promise<MailCursor> {
  const mailbox = await client.mailboxOpen(folder.path, { readOnly: true })
  const validity = String(mailbox.uidValidity)
  const { uidNext } = mailbox
  const known = before.folders[folder.path]
  // Another validity means that all numbers are new (RFC 3501, section 2.3.1.1); ids of mails make reading again harmless.
  const uids = known?.validity === validity
    ? (uidNext > known.uid + 1 ? await found(client, { uid: `${known.uid + 1}:*` }) : []).filter((uid) => uid > known.uid)
    : await found(client, { since: new Date(firstDay(context)) })
  let cursor: MailCursor = { folders: { ...before.folders, [folder.path]: { validity, uid: known?.validity === validity ? known.uid : Math.max(0, (uids[0] ?? uidNext) - 1) } } }
  let taken: Collected = nothing()
  for (const [index, uid] of uids.entries()) {
    context.signal.throwIfAborted()
    if (uids.length > 100 && index % 100 === 0) context.health({ state: 'reading', words: `Taking in ${folder.path}: ${index.toLocaleString('en')} of ${uids.length.toLocaleString('en')} mails.` })
    await readOne(client, folder, validity, uid, context, taken)
    cursor = { folders: { ...cursor.folders, [folder.path]: { validity, uid } } }
    if (taken.items.length + taken.aside.length >= batch.mails || taken.bytes >= batch.bytes || index === uids.length - 1) {
      await context.emit({ items: taken.items, receipts: taken.receipts, setAside: taken.aside, cursor })
      taken = nothing()
    }
  }
  if (known?.validity !== validity && uids.length === 0) await context.emit({ items: [], cursor })
  // The newest may have been removed again: they are not to be waited for.
  const { uid } = cursor.folders[folder.path] ?? { uid: 0 }
  return { folders: { ...cursor.folders, [folder.path]: { validity, uid: Math.max(uid, uidNext - 1) } } }
}

interface Collected {
  readonly items: Interaction[]
  readonly receipts: Receipt[]
  readonly aside: SetAside[]
  bytes: number
}
const nothing = (): Collected => ({ items: [], receipts: [], aside: [], bytes: 0 })

async function found(client: ImapFlow, query: { uid?: string; since?: Date }): Promise<number[]> {
  const uids = await client.search(query, { uid: true })
  return (uids || []).toSorted((a, b) => a - b)
}

function firstDay({ settings, clock }: Pick<AccountContext<MailSettings>, 'settings' | 'clock'>): Instant {
  if (settings.since !== '') return Date.parse(`${settings.since}T00:00:00Z`)
  return settings.connectedAt === 0 ? clock.now() : settings.connectedAt
}

/** Where a mail lies, for a second try. */
interface Place {
  readonly folder: string
  readonly validity: string
  readonly uid: number
}

async function readOne(client: ImapFlow, folder: Folder, validity: string, uid: number, context: AccountReadContext<MailSettings, MailCursor>, taken: Collected): Promise<void> {
  const aside = (because: string, code: string, about = ''): void => void taken.aside.push({ raw: JSON.stringify({ folder: folder.path, validity, uid, about }), because, code })
  const message = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true, envelope: true }, { uid: true })
  // Gone since it was listed.
  if (message === false) return
  const size = message.size ?? 0
  const about = `${message.envelope?.from?.[0]?.address ?? ''}: ${message.envelope?.subject ?? ''}`.slice(0, 500)
  taken.bytes += size
  if (size > maxMailBytes) return aside(`A mail of ${Math.round(size / 1e6)} MB in ${folder.path} is larger than the ${maxMailBytes / 1e6} MB that are taken in. Read it in the mailbox itself.`, 'mail.too-large', about)
  try {
    const { item, receipts } = await download(client, uid, context, { isSent: folder.isSent, arrivedAt: Number(new Date(message.internalDate ?? context.clock.now())) })
    taken.items.push(item)
    taken.receipts.push(...receipts)
  } catch (thrown) {
    // The connection or the disk: nothing is wrong with the mail.
    if (!client.usable || context.signal.aborted || ['ENOSPC', 'EIO', 'EACCES'].includes(codeOf(thrown)) || isOfDatabase(thrown)) throw thrown
    aside(`A mail in ${folder.path} cannot be read: ${sentence(thrown).slice(0, 300)}. Read it in the mailbox itself, or try again.`, 'mail.unreadable', about)
  }
}

/** Five letters or digits: what PostgreSQL says went wrong. */
const isOfDatabase = (thrown: unknown): boolean => /^[0-9A-Z]{5}$|^ECONN/.test(codeOf(thrown))

async function download(client: ImapFlow, uid: number, context: AccountContext<MailSettings>, where: { isSent: boolean; arrivedAt: Instant }): Promise<{ item: Interaction; receipts: readonly Receipt[] }> {
  const { content } = await client.download(String(uid), undefined, { uid: true, maxBytes: maxMailBytes })
  if (!content) throw new Unavailable('the server does not give it out', 'mail.no-content')
  const late = setTimeout(() => content.destroy(new Error('it did not come to its end in ten minutes')), oneMailWithinMs)
  try {
    return await takeMail(content, context, where)
  } finally {
    clearTimeout(late)
  }
}

/** Reads a mail that was set aside once more, where it lies. */
export async function readMailAgain({ raw }: SetAside, context: AccountContext<MailSettings>): Promise<HeardBatch<null>> {
  const place = placeIn(raw)
  const client = await openImap(context.settings, await credentialsOf(context), context)
  try {
    const folder = (await foldersOf(client, context.settings)).find(({ path }) => path === place.folder)
    const mailbox = folder && await client.mailboxOpen(place.folder, { readOnly: true })
    const message = mailbox && String(mailbox.uidValidity) === place.validity ? await client.fetchOne(String(place.uid), { uid: true, internalDate: true }, { uid: true }) : false
    if (!folder || message === false || message === undefined) throw new Invalid(`The mail is no longer in ${place.folder}, so it cannot be read again. Throw this away.`, undefined, 'mail.gone')
    const { item, receipts } = await download(client, place.uid, context, { isSent: folder.isSent, arrivedAt: Number(new Date(message.internalDate ?? context.clock.now())) })
    return { items: [item], receipts, cursor: null }
  } catch (thrown) {
    throw mailFault(thrown, imapServer(context.settings))
  } finally {
    client.close()
  }
}

function placeIn(raw: string): Place {
  const told = ((): unknown => {
    try {
      return JSON.parse(raw)
    } catch {
      return null
    }
  })()
  const place = objectOf(told)
  const folder = wholeTextOf(place?.['folder'], 1_000)
  const validity = wholeTextOf(place?.['validity'], 40)
  const uid = Number(place?.['uid'])
  if (folder === undefined || validity === undefined || !Number.isSafeInteger(uid)) throw new Invalid('What was set aside does not say where the mail lies, so it cannot be read again. Throw it away.', undefined, 'mail.no-place')
  return { folder, validity, uid }
}
