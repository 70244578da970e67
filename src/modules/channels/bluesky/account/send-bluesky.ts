/** Posts, answers and direct messages of our account. */
import type { RichText } from '@atproto/api'
import { sentence } from '../../../../kernel/fault.ts'
import { iso, parseInstant } from '../../../../kernel/instant.ts'
import type { OutgoingFile, OutgoingMessage, Sent } from '../../../../kernel/message.ts'
import { SendFault } from '../../../../kernel/send-fault.ts'
import type { AccountContext } from '../../account-contract.ts'
import { listOf, objectOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import { postCollection, postPage, recordUri } from '../record.ts'
import type { BlueskyAccountSettings } from './manifest.ts'
import { momentOf, recordKeyOf } from './record-key.ts'
import { asRefused, NotThere, sessionOf, type Session } from './session.ts'

const longest = { public: 300, private: 1_000 }
const maxImageBytes = 1_000_000

type Context = AccountContext<BlueskyAccountSettings>

export async function sendBluesky(message: OutgoingMessage, context: Context): Promise<Sent> {
  const session = sessionOf(context)
  // Loaded when it is first needed: most starts need none of it.
  const { RichText: Text } = await import('@atproto/api')
  const rich = new Text({ text: message.text })
  const length = rich.graphemeLength
  const max = longest[message.visibility]
  if (length > max) throw new SendFault(`The text has ${length} characters; Bluesky takes ${max}.`, 'bluesky.too-long', 'refused')
  await withMentions(rich, session)
  return message.visibility === 'private' ? directMessage(message, rich, session, context) : post(message, rich, session, context)
}

/** Facets of links, tags and those mentions whose handle is somebody's. */
async function withMentions(rich: RichText, session: Session): Promise<void> {
  rich.detectFacetsWithoutResolution()
  const facets = []
  for (const facet of rich.facets ?? []) {
    const features = []
    for (const feature of facet.features) {
      if (feature.$type !== 'app.bsky.richtext.facet#mention') features.push(feature)
      else {
        const handle = (feature as { did: string }).did
        const did = await session.ask('com.atproto.identity.resolveHandle', { query: { handle } }).then((told) => wholeTextOf(told['did'], 300), () => undefined)
        if (did !== undefined) features.push({ ...feature, did } as typeof feature)
      }
    }
    if (features.length > 0) facets.push({ ...facet, features })
  }
  rich.facets = facets
}

async function post(message: OutgoingMessage, rich: RichText, session: Session, context: Context): Promise<Sent> {
  const rkey = recordKeyOf(message.key)
  const reply = message.inReplyTo === null ? null : await replyTo(message.inReplyTo.externalId, session).catch(asRefused)
  const images = []
  for (const file of message.files) images.push(await image(file, session, context))
  // Everything in it follows from the message, so that writing it again changes nothing.
  const record = {
    $type: postCollection, text: rich.text, createdAt: iso(momentOf(message.key)),
    ...(rich.facets === undefined || rich.facets.length === 0 ? {} : { facets: rich.facets }),
    ...(message.language === undefined ? {} : { langs: [message.language] }),
    ...(reply === null ? {} : { reply }),
    ...(images.length === 0 ? {} : { embed: { $type: 'app.bsky.embed.images', images } }),
  }
  await session.ask('com.atproto.repo.putRecord', { body: { repo: session.did, collection: postCollection, rkey, record }, sends: true })
  const uri = recordUri(session.did, postCollection, rkey)
  const url = postPage(uri)
  return { externalId: uri, thread: reply?.root.uri ?? uri, at: context.clock.now(), ...(url === undefined ? {} : { url }) }
}

interface Ref { readonly uri: string; readonly cid: string }

/** An answer names the post it answers and the one that began it all. */
async function replyTo(uri: string, session: Session): Promise<{ root: Ref; parent: Ref }> {
  const [, repo = '', collection = '', rkey = ''] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri) ?? []
  if (rkey === '') throw new SendFault('What this answers is no post on Bluesky, so it cannot be answered in public.', 'bluesky.no-post', 'refused')
  const found = await session.ask('com.atproto.repo.getRecord', { query: { repo, collection, rkey } })
  const cid = wholeTextOf(found['cid'], 200)
  if (cid === undefined) throw new NotThere('The post that this answers is gone.')
  const parent = { uri, cid }
  const root = objectOf(objectOf(objectOf(found['value'])?.['reply'])?.['root'])
  const rootUri = wholeTextOf(root?.['uri'], 1_024)
  const rootCid = wholeTextOf(root?.['cid'], 200)
  return { parent, root: rootUri === undefined || rootCid === undefined ? parent : { uri: rootUri, cid: rootCid } }
}

async function image(file: OutgoingFile, session: Session, { files }: Context): Promise<{ image: unknown; alt: string }> {
  if (file.bytes > maxImageBytes) throw new SendFault(`The picture "${file.name.slice(0, 100)}" is larger than the 1 MB that Bluesky takes. Make it smaller.`, 'bluesky.image-too-large', 'refused')
  const { body } = await files.read(file.file)
  const bytes = Buffer.concat(await body.toArray() as Buffer[])
  const { blob } = await session.ask('com.atproto.repo.uploadBlob', { body: bytes, mediaType: file.mediaType }) as { blob?: unknown }
  if (blob === undefined) throw new SendFault(`Bluesky did not take the picture "${file.name.slice(0, 100)}".`, 'bluesky.image', 'later')
  return { image: blob, alt: file.alt ?? '' }
}

/** What a direct message is called here: its network numbers it within its conversation. */
export const directId = (convo: string, id: string): string => `${convo}/${id}`

async function directMessage(message: OutgoingMessage, rich: RichText, session: Session, context: Context): Promise<Sent> {
  if (message.files.length > 0) throw new SendFault('Direct messages on Bluesky carry no files. Send a link instead.', 'bluesky.direct-files', 'refused')
  const convo = message.thread ?? await convoWith(message.to[0]?.externalId, session)
  const note = `direct/${message.key}`
  const tried = (await context.notes.of([note])).get(note)
  // An earlier try may have arrived without our learning of it.
  if (tried !== undefined) {
    const there = await alreadySent(convo, rich.text, Number(tried), session)
    if (there !== null) return there
  }
  await context.notes.keep([{ key: note, value: String(context.clock.now()) }])
  const sent = await session.ask('chat.bsky.convo.sendMessage', { chat: true, sends: true, body: { convoId: convo, message: { text: rich.text, ...(rich.facets === undefined || rich.facets.length === 0 ? {} : { facets: rich.facets }) } } }).catch(asRefused)
  return sentOf(convo, sent, context.clock.now())
}

function sentOf(convo: string, view: Loose, now: number): Sent {
  const at = typeof view['sentAt'] === 'string' ? parseInstant(view['sentAt']) : null
  return { externalId: directId(convo, wholeTextOf(view['id'], 200) ?? ''), thread: convo, at: at ?? now }
}

async function convoWith(did: string | undefined, session: Session): Promise<string> {
  if (did === undefined) throw new SendFault('This message has nobody it goes to.', 'bluesky.no-recipient', 'refused')
  const found = await session.ask('chat.bsky.convo.getConvoForMembers', { chat: true, query: { members: did } }).catch((thrown: unknown) => {
    throw new SendFault(`They do not take direct messages from this account: ${sentence(thrown)}`, 'bluesky.no-direct', 'refused', { cause: thrown })
  })
  const id = wholeTextOf(objectOf(found['convo'])?.['id'], 200)
  if (id === undefined) throw new SendFault('They do not take direct messages from this account.', 'bluesky.no-direct', 'refused')
  return id
}

/** Clocks differ by so much at most. */
const clocksMs = 5 * 60_000

async function alreadySent(convo: string, text: string, since: number, session: Session): Promise<Sent | null> {
  const { messages } = await session.ask('chat.bsky.convo.getMessages', { chat: true, query: { convoId: convo, limit: 100 } })
  for (const one of listOf(messages)) {
    const view = objectOf(one)
    const at = typeof view?.['sentAt'] === 'string' ? parseInstant(view['sentAt']) : null
    if (view !== null && at !== null && at >= since - clocksMs && view['text'] === text && objectOf(view['sender'])?.['did'] === session.did) return sentOf(convo, view, at)
  }
  return null
}

export async function unsendBluesky(externalId: string, context: Context): Promise<void> {
  const [, repo = '', collection = '', rkey = ''] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(externalId) ?? []
  const session = sessionOf(context)
  if (rkey === '' || repo !== session.did) throw new SendFault('A direct message on Bluesky cannot be taken back from the other side.', 'bluesky.no-unsend', 'refused')
  await session.ask('com.atproto.repo.deleteRecord', { body: { repo, collection, rkey } })
}
