/** Answers, posts and direct posts of our account, never wider than what they answer. */
import { parseInstant, minuteMs } from '../../../../kernel/instant.ts'
import type { OutgoingMessage, Sent } from '../../../../kernel/message.ts'
import { SendFault } from '../../../../kernel/send-fault.ts'
import type { AccountContext } from '../../account-contract.ts'
import { listOf, objectOf, textOf, webAddressOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import { idOf } from '../status.ts'
import type { FediverseAccountSettings } from './manifest.ts'
import { narrower, widthOf, type Width } from './message-of.ts'
import { idKey, numberOf, uriKey } from './numbers.ts'
import { asRefused, NotThere, sessionOf, type Session } from './session.ts'
import { uploaded } from './upload.ts'
import { addressed, fullHandle, lengthOf, namedIn } from './words.ts'

type Context = AccountContext<FediverseAccountSettings>

/** Servers forget a key after an hour (Mastodon API, `Idempotency-Key`). */
const keyKnownMs = 50 * minuteMs
/** Clocks differ by so much at most. */
const clocksMs = 5 * minuteMs

interface Answered {
  readonly id: string
  readonly width: Width
  readonly warning: string
  /** Full handles of who wrote it and whom it names. */
  readonly author: string
  readonly named: readonly string[]
}

export async function sendFediverse(message: OutgoingMessage, context: Context): Promise<Sent> {
  const { settings, notes, clock, account } = context
  const session = sessionOf(settings, context)
  const domain = account.handle?.split('@')[1] ?? session.base.hostname
  const own = fullHandle(account.handle ?? '', domain)
  const answered = message.inReplyTo === null ? null : await answeredOf(message.inReplyTo.externalId, session, domain, context)
  const visibility = message.visibility === 'private' ? 'direct' : narrower(settings.width, answered?.width ?? 'public')
  // A reply to few is for few; who wrote or was named there goes on reading along, and nobody else.
  const isDirect = visibility === 'direct' || visibility === 'private'
  const circle = isDirect && answered !== null && answered.width !== 'public' && answered.width !== 'unlisted' ? answered.named.map((handle) => ({ handle })) : []
  const text = addressed(message.text, [...message.to, ...circle], domain, own)
  const warning = message.subject ?? answered?.warning ?? ''
  if (isDirect) inside(text, message, answered, domain, own)
  const length = lengthOf(text, warning, settings.limits)
  if (length > settings.limits.characters) throw new SendFault(`With the names of those it goes to, the text has ${length} characters; ${session.base.host} takes ${settings.limits.characters}.`, 'fediverse.too-long', 'refused')

  const note = `sent/${message.key}`
  const tried = (await notes.of([note])).get(note)
  // An earlier try may have arrived without our learning of it.
  if (tried !== undefined && clock.now() - Number(tried) > keyKnownMs) {
    const there = await alreadySent(text, answered?.id ?? null, Number(tried), session)
    if (there !== null) return keptAs(there, message, context)
  }
  const media = []
  for (const file of message.files) media.push(await uploaded(file, session, context))
  await notes.keep([{ key: note, value: String(clock.now()) }])
  const { body } = await session.ask('/api/v1/statuses', {
    method: 'POST', sends: true, key: message.key,
    json: {
      status: text, visibility: isDirect ? 'direct' : visibility, ...(answered === null ? {} : { in_reply_to_id: answered.id }), ...(media.length === 0 ? {} : { media_ids: media }),
      ...(warning === '' ? {} : { spoiler_text: warning, sensitive: true }), ...(message.language === undefined ? {} : { language: message.language.slice(0, 2).toLowerCase() }),
    },
  }).catch(asRefused)
  const status = objectOf(body)
  if (status === null) throw new SendFault(`${session.base.host} took the post and did not say which it is.`, 'fediverse.no-number', 'unknown')
  return keptAs(status, message, context)
}

async function answeredOf(uri: string, session: Session, domain: string, { notes }: Context): Promise<Answered> {
  const id = await numberOf(uri, session, notes)
  const status = objectOf((await session.ask(`/api/v1/statuses/${encodeURIComponent(id)}`).catch(asRefused)).body)
  const account = objectOf(status?.['account'])
  const named = listOf(status?.['mentions']).flatMap((one) => { const acct = wholeTextOf(objectOf(one)?.['acct'], 500); return acct === undefined ? [] : [fullHandle(acct, domain)] })
  return { id, width: widthOf(status), warning: textOf(status?.['spoiler_text'], 500) ?? '', author: fullHandle(wholeTextOf(account?.['acct'], 500) ?? '', domain), named }
}

/** Whoever is named in a direct post can read it: nobody comes to that by a slip. @throws {SendFault} */
function inside(text: string, { to }: OutgoingMessage, answered: Answered | null, domain: string, own: string): void {
  const named = namedIn(text, domain).filter((handle) => handle !== own)
  const meant = new Set([...to.flatMap(({ handle }) => (handle === undefined ? [] : [fullHandle(handle, domain)])), ...(answered === null ? [] : [answered.author, ...answered.named])])
  const stranger = named.find((handle) => !meant.has(handle))
  if (stranger !== undefined) throw new SendFault(`A direct post is read by everybody it names, and @${stranger} has no part in this. Write the name without the @.`, 'fediverse.stranger', 'refused')
  if (named.length === 0) throw new SendFault('This direct post names nobody, so nobody would read it. Say to whom it goes.', 'fediverse.no-recipient', 'refused')
}

async function keptAs(status: Loose, message: OutgoingMessage, { notes, clock }: Context): Promise<Sent> {
  const uri = wholeTextOf(status['uri'], 1_024)
  const id = idOf(status['id'])
  if (uri === undefined || id === undefined) throw new SendFault('The server took the post and did not say under which address.', 'fediverse.no-number', 'unknown')
  await notes.keep([{ key: idKey(uri), value: id, about: uri }, { key: uriKey(id), value: uri, about: uri }])
  const url = webAddressOf(status['url'])
  const at = typeof status['created_at'] === 'string' ? parseInstant(status['created_at']) : null
  return { externalId: uri, thread: message.thread ?? message.inReplyTo?.root ?? message.inReplyTo?.externalId ?? uri, at: at ?? clock.now(), ...(url === undefined ? {} : { url }) }
}

/** Among what we said since, the words that we sent: as they were written, not as they are shown. */
async function alreadySent(text: string, inReplyTo: string | null, since: number, session: Session): Promise<Loose | null> {
  const own = idOf(objectOf((await session.ask('/api/v1/accounts/verify_credentials')).body)?.['id']) ?? ''
  const { body } = await session.ask(`/api/v1/accounts/${encodeURIComponent(own)}/statuses`, { query: [['limit', '40'], ['exclude_reblogs', 'true']] })
  for (const value of listOf(body)) {
    const status = objectOf(value)
    const at = typeof status?.['created_at'] === 'string' ? parseInstant(status['created_at']) : null
    if (status === null || at === null || at < since - clocksMs || (idOf(status['in_reply_to_id']) ?? null) !== inReplyTo) continue
    const source = objectOf((await session.ask(`/api/v1/statuses/${encodeURIComponent(idOf(status['id']) ?? '')}/source`)).body)
    if (source?.['text'] === text) return status
  }
  return null
}

export async function unsendFediverse(externalId: string, context: Context): Promise<void> {
  const session = sessionOf(context.settings, context)
  try {
    await session.ask(`/api/v1/statuses/${encodeURIComponent(await numberOf(externalId, session, context.notes))}`, { method: 'DELETE', sends: true })
  } catch (thrown) {
    // Gone already is what was wanted.
    if (!(thrown instanceof NotThere)) throw thrown
  }
}
