/** Facebook comments, Messenger and Instagram: three channels over the token of a page. */
import { Invalid } from '../../../kernel/fault.ts'
import type { Abilities, OutgoingFile, OutgoingMessage, Sent } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import type { AccountChannel, AccountContext, AccountManifest } from '../account-contract.ts'
import { multipartOf, wholeFile } from '../multipart.ts'
import { objectOf, textOf, webAddressOf } from '../untrusted-json.ts'
import { asSendFault } from '../accounts/send-outcome.ts'
import { askGraph } from './graph.ts'
import { hearMeta } from './hear.ts'
import { withNames } from './names.ts'
import { madeId, recipientOf, sendParts } from './send-parts.ts'
import { pageFields, pageSettings, pageSteps, type PageSettings } from './settings.ts'
import { checkScopes, longLived, renewToken, subscribeApp, subscribePage } from './way-in.ts'

type Context = AccountContext<PageSettings>
type PageChannel = AccountChannel<PageSettings, never>

const common = { subject: false, html: false, templates: false, begins: false, edits: false, repeatable: false } as const
const comments: Abilities = { ...common, visibilities: ['public'], text: { max: 8_000, unit: 'code-points' }, attachments: { max: 1, maxBytes: 8_000_000, mediaTypes: ['image/*'], alt: false }, windowHours: null, deletes: true, receipts: [] }
const messenger: Abilities = { ...common, visibilities: ['private'], text: { max: 2_000, unit: 'code-points' }, attachments: { max: 10, maxBytes: 25_000_000, mediaTypes: [], alt: false }, windowHours: 24, deletes: false, receipts: ['delivered', 'read'] }
const instagram: Abilities = { ...common, visibilities: ['private', 'public'], text: { max: 1_000, unit: 'bytes' }, attachments: { max: 10, maxBytes: 25_000_000, mediaTypes: ['image/*', 'video/*', 'audio/*', 'application/pdf'], alt: false }, windowHours: 24, windowFor: ['private'], deletes: true, receipts: ['read'] }

const manifest = (id: string, name: string, about: string, abilities: Abilities): AccountManifest<PageSettings> => ({ id, name, about, steps: pageSteps, settings: pageSettings, fields: pageFields, abilities, hears: 'told', calledAs: 'meta', maxCallBytes: 4_000_000 })

async function pageOf(settings: PageSettings, context: Pick<Context, 'fetch' | 'signal'>): Promise<{ id: string; name: string; avatarUrl: string | null; instagram: { id: string; username: string | null; name: string | null; avatarUrl: string | null } | null }> {
  const said = await askGraph(settings, context, 'me', { query: { fields: 'id,name,picture{url},instagram_business_account{id,username,name,profile_picture_url}' } })
  const account = objectOf(said['instagram_business_account'])
  const id = textOf(said['id'], 50)
  if (id === undefined) throw new Invalid('Meta does not say whose token this is.', { path: '/settings/token' }, 'meta.nobody')
  return {
    id, name: textOf(said['name'], 200) ?? 'Facebook', avatarUrl: webAddressOf(objectOf(objectOf(said['picture'])?.['data'])?.['url']) ?? null,
    instagram: account === null ? null : { id: textOf(account['id'], 50) ?? '', username: textOf(account['username'], 100) ?? null, name: textOf(account['name'], 200) ?? null, avatarUrl: webAddressOf(account['profile_picture_url']) ?? null },
  }
}

const mediaKind = ({ mediaType }: OutgoingFile): string => (/^(image|video|audio)\//.exec(mediaType)?.[1] ?? 'file')

/** Words first, then each file: Meta takes one thing a message. */
async function sendPrivately(message: OutgoingMessage, context: Context, network: string): Promise<Sent> {
  const person = recipientOf(message, network)
  const answered = message.inReplyTo?.externalId
  const common = { messaging_type: 'RESPONSE', recipient: { id: person } }
  const post = async (body: Record<string, unknown>): Promise<string> => madeId((await askGraph(context.settings, context, 'me/messages', { method: 'POST', body: { ...common, ...body } }))['message_id'], network)
  const words = message.text === '' ? [] : [() => post({ message: { text: message.text, metadata: message.key }, ...(answered === undefined || network === 'Instagram' ? {} : { reply_to: { mid: answered } }) })]
  const files = message.files.map((file) => async () => {
    const attachment = { attachment: { type: mediaKind(file), payload: { is_reusable: false } }, metadata: message.key }
    const form = multipartOf({ messaging_type: 'RESPONSE', recipient: JSON.stringify({ id: person }), message: JSON.stringify(attachment) }, [{ field: 'filedata', name: file.name, mediaType: file.mediaType, bytes: await wholeFile(context.files, file.file) }])
    return madeId((await askGraph(context.settings, context, 'me/messages', { method: 'POST', form, timeoutMs: 120_000 }))['message_id'], network)
  })
  return sendParts([...words, ...files], { thread: person, at: () => context.clock.now() })
}

/** An answer below a comment. */
async function sendBelow(message: OutgoingMessage, context: Context, edge: 'comments' | 'replies', network: string): Promise<Sent> {
  const answered = message.inReplyTo?.externalId ?? message.thread
  if (answered === null || answered === undefined) throw new SendFault('Only a comment can be answered here. Choose the one that is meant.', 'meta.no-comment', 'refused')
  const [file] = message.files
  const send = async (): Promise<string> => {
    const form = file === undefined ? undefined : multipartOf({ message: message.text }, [{ field: 'source', name: file.name, mediaType: file.mediaType, bytes: await wholeFile(context.files, file.file) }])
    const said = await askGraph(context.settings, context, `${answered}/${edge}`, { method: 'POST', ...(form === undefined ? { body: { message: message.text } } : { form, timeoutMs: 60_000 }) })
    return madeId(said['id'], network)
  }
  return sendParts([send], { thread: message.thread ?? answered, at: () => context.clock.now() })
}

async function removeAtMeta(externalId: string, context: Context): Promise<void> {
  try {
    await askGraph(context.settings, context, externalId, { method: 'DELETE' })
  } catch (thrown) {
    throw asSendFault(thrown)
  }
}

export const facebookChannel: PageChannel = {
  manifest: manifest('facebook', 'Facebook', 'Comments below the posts of your page, and what visitors post on it.', comments),
  async connect(given, context) {
    const { settings, facts } = await longLived(given, context)
    checkScopes(facts, ['pages_read_user_content', 'pages_manage_engagement', 'pages_manage_metadata'])
    const page = await pageOf(settings, context)
    return { settings, externalId: page.id, handle: null, name: page.name, avatarUrl: page.avatarUrl, expiresAt: facts.expiresAt }
  },
  async install(context) {
    await subscribeApp(context, 'page', ['feed'])
    await subscribePage(context, context.account.externalId, ['feed'])
  },
  hear: (call, context) => hearMeta('facebook', call, context, async (read) => read),
  send: (message, context) => sendBelow(message, context, 'comments', 'Facebook'),
  unsend: removeAtMeta,
  renew: renewToken,
}

const messengerFields = ['messages', 'message_edits', 'messaging_postbacks', 'message_deliveries', 'message_reads', 'message_echoes']

export const messengerChannel: PageChannel = {
  manifest: manifest('messenger', 'Messenger', 'What people write to your page in Messenger.', messenger),
  async connect(given, context) {
    const { settings, facts } = await longLived(given, context)
    checkScopes(facts, ['pages_messaging', 'pages_manage_metadata'])
    const page = await pageOf(settings, context)
    return { settings, externalId: page.id, handle: null, name: page.name, avatarUrl: page.avatarUrl, expiresAt: facts.expiresAt }
  },
  async install(context) {
    await subscribeApp(context, 'page', messengerFields)
    await subscribePage(context, context.account.externalId, messengerFields)
  },
  hear: (call, context) => hearMeta('messenger', call, context, (read) => withNames(read, context, 'name,profile_pic')),
  send: (message, context) => sendPrivately(message, context, 'Messenger'),
  renew: renewToken,
}

export const instagramChannel: PageChannel = {
  manifest: manifest('instagram', 'Instagram', 'Comments below your posts and direct messages, of a professional account that is tied to a page.', instagram),
  async connect(given, context) {
    const { settings, facts } = await longLived(given, context)
    checkScopes(facts, ['instagram_basic', 'instagram_manage_comments', 'instagram_manage_messages', 'pages_manage_metadata'])
    const { instagram: account, name } = await pageOf(settings, context)
    if (account === null) throw new Invalid(`The page ${name} is tied to no professional Instagram account. Tie it under Settings, Linked accounts of the page, then connect again.`, undefined, 'meta.no-instagram')
    return { settings, externalId: account.id, handle: account.username, name: account.name ?? account.username ?? name, avatarUrl: account.avatarUrl, expiresAt: facts.expiresAt }
  },
  async install(context) {
    await subscribeApp(context, 'instagram', ['comments', 'live_comments', 'messages', 'messaging_postbacks', 'messaging_seen', 'message_edit'])
    // Instagram tells an app only what the page tells it.
    await subscribePage(context, (await pageOf(context.settings, context)).id, ['messages'])
  },
  hear: (call, context) => hearMeta('instagram', call, context, (read) => withNames(read, context, 'name,username,profile_pic,follower_count')),
  send: (message, context) => (message.visibility === 'public' ? sendBelow(message, context, 'replies', 'Instagram') : sendPrivately(message, context, 'Instagram')),
  unsend: removeAtMeta,
  renew: renewToken,
}
