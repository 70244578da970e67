/** Keeps sending mail: takes what is due, writes it in the reader's language, hands it over, saves what came of it. */
import { sentence } from '../../kernel/fault.ts'
import { secondMs, type Clock } from '../../kernel/instant.ts'
import type { Letter, LetterLanguage } from '../../kernel/letter.ts'
import type { Log } from '../../platform/logs.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import type { Seal } from '../../platform/seal.ts'
import { bell } from './bell.ts'
import { mayHaveByMail, type EventTypes } from './event-types.ts'
import { drawLetter, type DrawnLetter } from './letter-layout.ts'
import { openMailSettings, type OpenMailSettings } from './mail-settings.ts'
import { claimMails, nextMailDue, saveMailTry, type DueMail } from './mails.ts'
import type { MembersToWrite } from './ports.ts'
import { isOver, waitAfter } from './retry.ts'
import { MailFault, sendBySmtp } from './smtp.ts'

export interface PostmanDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly seal: Seal
  readonly types: EventTypes
  readonly members: MembersToWrite
  readonly notifications: Notifications
  readonly random: () => number
  readonly publicUrl: string
}

const atOnce = 4
const longestSleepMs = 30 * secondMs
const afterFaultMs = 5 * secondMs
const graceMs = 3 * secondMs

/** Runs until the signal aborts; a mail that is being handed over then has a moment to get through. */
export async function runPostman(deps: PostmanDeps, signal: AbortSignal): Promise<void> {
  const wakeUp = bell()
  const off = deps.notifications.on('rapport_outgoing', wakeUp.ring)
  while (!signal.aborted) {
    let sleepMs = afterFaultMs
    try {
      const due = await claimMails(deps.db, atOnce, deps.clock.now())
      const settings = due.length === 0 ? null : await openMailSettings(deps.db, deps.seal)
      await orSoonAfter(signal, Promise.all(due.map((mail) => handOver(deps, mail, settings))))
      const next = await nextMailDue(deps.db)
      sleepMs = next === null ? longestSleepMs : Math.min(longestSleepMs, Math.max(0, next - deps.clock.now()))
    } catch (thrown) {
      deps.log.warn('outgoing.postman-fault', { because: sentence(thrown) })
    }
    await wakeUp.orAfter(sleepMs, signal)
  }
  off()
}

/** Waits for the work, but not for a server that holds us up when we are to stop; such a mail goes out again as the same mail. */
async function orSoonAfter(signal: AbortSignal, work: Promise<unknown>): Promise<void> {
  const over = Promise.withResolvers<void>()
  const soon = (): void => void setTimeout(over.resolve, graceMs).unref()
  signal.addEventListener('abort', soon, { once: true })
  try {
    await Promise.race([work, over.promise])
  } finally {
    signal.removeEventListener('abort', soon)
    work.catch(() => undefined)
  }
}

async function handOver(deps: PostmanDeps, mail: DueMail, settings: OpenMailSettings | null): Promise<void> {
  const at = deps.clock.now()
  if (settings === null) return saveMailTry(deps.db, mail.id, { state: 'dropped', at, code: 'no-settings' })
  const reader = await readerOf(deps, mail)
  const letter = reader === null ? null : letterOf(deps, mail, reader.language)
  if (reader === null || letter === null) return saveMailTry(deps.db, mail.id, { state: 'dropped', at, code: reader === null ? 'no-reader' : 'no-letter' })
  const drawn: DrawnLetter = drawLetter(letter, reader.language, deps.publicUrl)
  try {
    await sendBySmtp(settings, reader.address, drawn, messageId(mail.id, settings))
    await saveMailTry(deps.db, mail.id, { state: 'sent', at: deps.clock.now(), subject: drawn.subject })
  } catch (thrown) {
    if (!(thrown instanceof MailFault)) throw thrown
    const now = deps.clock.now()
    const dueAt = now + waitAfter(mail.tries + 1, deps.random)
    const over = thrown.forGood || isOver(mail.firstTriedAt ?? at, dueAt)
    deps.log.warn('outgoing.mail-failed', { mail: mail.id, code: thrown.code, tries: mail.tries + 1, over })
    await saveMailTry(deps.db, mail.id, { state: over ? 'failed' : 'waiting', at, dueAt, subject: drawn.subject, code: thrown.code, because: thrown.message })
  }
}

/** The same at every try of the same mail (RFC 5322, section 3.6.4). */
export function messageId(id: string, { fromAddress }: Pick<OpenMailSettings, 'fromAddress'>): string {
  return `<${id}@${fromAddress.split('@').at(-1) ?? 'localhost'}>`
}

/** `null`: a member who has gone or is suspended. */
async function readerOf({ members, types }: PostmanDeps, { member, address, language, type }: DueMail): Promise<{ address: string; language: LetterLanguage } | null> {
  if (member === null) return address === null ? null : { address, language: language ?? 'en' }
  const [found] = await members.reachable([member])
  // What a member may know is what they may know now.
  return found === undefined || (type !== null && !mayHaveByMail(found, types.find(type))) ? null : { address: found.email, language: found.language ?? 'en' }
}

function letterOf({ seal, types }: PostmanDeps, { letter, type, body }: DueMail, language: LetterLanguage): Letter | null {
  if (letter !== null) return JSON.parse(seal.open(letter)) as Letter
  const known = type === null ? undefined : types.find(type)
  if (known?.letter === undefined || body === null) return null
  // A type whose shape changed since cannot be written any more.
  const read = known.data.safeParse((JSON.parse(body) as { data: unknown }).data)
  return read.success ? known.letter(read.data, language) : null
}
