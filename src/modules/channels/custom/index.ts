/** A channel of your own: signed webhooks both ways, for everything that has no folder here. */
import { sentence, Unauthenticated } from '../../../kernel/fault.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { signatureTrouble, signedHeaders } from '../../../platform/webhook-signature.ts'
import { retryAfterOf } from '../../../platform/outward/retry-after.ts'
import type { AccountChannel, AccountContext } from '../account-contract.ts'
import { asSendFault } from '../accounts/send-outcome.ts'
import { wholeFile } from '../multipart.ts'
import { objectOf, textOf, wholeTextOf, type Loose } from '../untrusted-json.ts'
import { customAbilities, customManifest, maxFilesBytes, type CustomSettings } from './manifest.ts'
import { ownId, readCustom, theirId, type CustomOwner } from './read-call.ts'

type Context = AccountContext<CustomSettings>

/** Your program has so long to answer. */
const answerWithinMs = 30_000
const troubles = { unsigned: 'This call is not signed: it needs webhook-id, webhook-timestamp and webhook-signature.', stale: 'This call was signed more than five minutes ago. Sign it anew when you send it.', forged: 'The signature of this call does not hold for the secret of this account.' } as const

const ownerOf = ({ account, settings }: Context): CustomOwner => ({ account: account.id, slug: settings.slug, name: settings.name, isPublic: settings.isPublic })

/** Posts signed JSON to the company's address. @returns what it answered, where that is JSON. */
async function tell(context: Context, id: string, body: Loose): Promise<Loose> {
  const { settings, fetch, clock, signal } = context
  if (settings.url === '') throw new SendFault('This channel only hears. Give it an address to send to under Settings, Accounts.', 'custom.no-address', 'refused')
  const text = JSON.stringify(body)
  let answer
  try {
    answer = await fetch(settings.url, { method: 'POST', headers: { 'content-type': 'application/json', ...signedHeaders(id, clock.now(), text, [settings.secret]) }, body: text, signal, timeoutMs: answerWithinMs, maxRedirects: 0, maxBytes: 100_000 })
  } catch (thrown) {
    throw asSendFault(thrown)
  }
  const said = await answer.text().catch(() => '')
  let read: Loose | null = null
  try {
    read = objectOf(JSON.parse(said))
  } catch {
    // Nobody has to answer in JSON.
  }
  if (answer.status >= 200 && answer.status < 300) return read ?? {}
  const because = textOf(read?.['because'], 500)
  const words = `Your program answered with status ${answer.status}${because === undefined ? '.' : `: "${because}".`}`
  const at = retryAfterOf(answer.headers, clock.now())
  // It knows the message by its id, so asking again is harmless.
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw new SendFault(words, `custom.${answer.status}`, 'later', at === null ? {} : { retryAfterSeconds: Math.ceil((at - clock.now()) / 1_000) })
  throw new SendFault(words, `custom.${answer.status}`, 'refused')
}

export const customChannel: AccountChannel<CustomSettings, never> = {
  manifest: customManifest,
  abilitiesOf: customAbilities,
  connect: async (settings) => ({ settings, externalId: settings.slug, handle: null, name: settings.name, avatarUrl: null, expiresAt: null }),
  async hear({ method, headers, body }, context) {
    const trouble = method === 'POST' ? signatureTrouble(headers, body, context.settings.secret, context.clock.now()) : 'unsigned'
    if (trouble !== null) throw new Unauthenticated(troubles[trouble])
    let told: unknown
    try {
      told = JSON.parse(body.toString('utf8')) as unknown
    } catch (thrown) {
      return { batch: { items: [], cursor: null }, answer: { status: 422, body: JSON.stringify({ kept: 0, setAside: [], because: `The body is not JSON: ${sentence(thrown).slice(0, 200)}` }), contentType: 'application/json' } }
    }
    const batch = readCustom(told, ownerOf(context), context.clock.now())
    const kept = batch.items.length + (batch.receipts?.length ?? 0) + (batch.removed?.length ?? 0)
    return { batch, answer: { status: 200, body: JSON.stringify({ kept, setAside: (batch.setAside ?? []).map(({ because }) => because) }), contentType: 'application/json' } }
  },
  async send(message, context) {
    const owner = ownerOf(context)
    if (message.files.reduce((sum, { bytes }) => sum + bytes, 0) > maxFilesBytes) throw new SendFault(`The files together are larger than ${maxFilesBytes / 1e6} MB.`, 'custom.too-large', 'refused')
    const files = await Promise.all(message.files.map(async ({ file, name, mediaType, bytes, alt }) => ({ name, mediaType, bytes, ...(alt === undefined ? {} : { alt }), base64: Buffer.from(await wholeFile(context.files, file)).toString('base64') })))
    const said = await tell(context, message.key, {
      type: 'message.send', key: message.key, account: context.account.id, conversation: message.conversation, thread: message.thread, text: message.text, ...(message.subject === undefined ? {} : { subject: message.subject }),
      to: message.to.map(({ externalId, handle, name }) => ({ id: theirId(owner, externalId), ...(handle === undefined ? {} : { handle }), ...(name === undefined ? {} : { name }) })),
      inReplyTo: message.inReplyTo === null ? null : theirId(owner, message.inReplyTo.externalId), references: message.references.map((id) => theirId(owner, id)),
      files, sender: message.sender, automatic: message.automatic, ...(message.language === undefined ? {} : { language: message.language }),
    })
    const thread = wholeTextOf(said['thread'], 500) ?? message.thread ?? undefined
    const url = textOf(said['url'], 2_000)
    return { externalId: ownId(owner, wholeTextOf(said['id'], 500) ?? message.key), ...(thread === undefined ? {} : { thread }), ...(url !== undefined && /^https?:/.test(url) ? { url } : {}), at: context.clock.now() }
  },
  async unsend(externalId, context) {
    const id = theirId(ownerOf(context), externalId)
    await tell(context, `remove-${id}`.replaceAll('.', '-'), { type: 'message.remove', account: context.account.id, id })
  },
}
