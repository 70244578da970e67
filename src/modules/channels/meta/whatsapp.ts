/** WhatsApp, over Meta's Cloud API. */
import { NotFound } from '../../../kernel/fault.ts'
import type { MessageTemplate, OutgoingFile, OutgoingMessage } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { LockedOut, type AccountChannel, type AccountContext } from '../account-contract.ts'
import { multipartOf, wholeFile } from '../multipart.ts'
import { listOf, objectOf, textOf, webAddressOf } from '../untrusted-json.ts'
import { askGraph, verifyToken } from './graph.ts'
import { hearMeta } from './hear.ts'
import { madeId, recipientOf, sendParts } from './send-parts.ts'
import { whatsappFields, whatsappSettings, type WhatsappSettings } from './settings.ts'
import { componentsFor, readTemplate, type WhatsappTemplate } from './templates.ts'
import { checkScopes, hookAddress, longLived, renewToken, subscribeApp } from './way-in.ts'

type Context = AccountContext<WhatsappSettings>

const mostTemplates = 1_000

async function allTemplates({ settings, fetch, signal }: Context, name?: string): Promise<WhatsappTemplate[]> {
  const found: WhatsappTemplate[] = []
  let after: string | undefined
  do {
    const said = await askGraph(settings, { fetch, signal }, `${settings.businessId}/message_templates`, { query: { fields: 'name,language,status,category,components,parameter_format', limit: '100', ...(name === undefined ? {} : { name }), ...(after === undefined ? {} : { after }) } })
    found.push(...listOf(said['data']).flatMap((one) => readTemplate(one) ?? []))
    const paging = objectOf(said['paging'])
    after = paging?.['next'] === undefined ? undefined : textOf(objectOf(paging['cursors'])?.['after'], 1_000)
  } while (after !== undefined && found.length < mostTemplates)
  return found
}

/** As what WhatsApp shows a file; what it does not play is a document. */
function kindOf({ mediaType, bytes }: OutgoingFile): 'image' | 'video' | 'audio' | 'document' {
  if (/^image\/(jpeg|png)$/.test(mediaType) && bytes <= 5_000_000) return 'image'
  if (/^video\/(mp4|3gpp)$/.test(mediaType) && bytes <= 16_000_000) return 'video'
  if (/^audio\/(aac|mp4|mpeg|amr|ogg)$/.test(mediaType) && bytes <= 16_000_000) return 'audio'
  return 'document'
}

async function upload(file: OutgoingFile, { settings, files, fetch, signal }: Context): Promise<string> {
  const form = multipartOf({ messaging_product: 'whatsapp', type: file.mediaType }, [{ field: 'file', name: file.name, mediaType: file.mediaType, bytes: await wholeFile(files, file.file) }])
  return madeId((await askGraph(settings, { fetch, signal }, `${settings.phoneNumberId}/media`, { method: 'POST', form, timeoutMs: 120_000 }))['id'], 'WhatsApp')
}

async function templatePart(message: OutgoingMessage, context: Context): Promise<Record<string, unknown>> {
  const { name = '', language = '', values = [] } = message.template ?? {}
  const found = (await allTemplates(context, name)).find((one) => one.name === name && one.language === language)
  if (found === undefined) throw new SendFault(`There is no template "${name}" in the language ${language}. Choose another.`, 'whatsapp.no-template', 'refused')
  return { type: 'template', template: { name, language: { code: language }, components: componentsFor(found, values) } }
}

export const whatsappChannel: AccountChannel<WhatsappSettings, never> = {
  manifest: {
    id: 'whatsapp', name: 'WhatsApp', about: 'Messages to your number on WhatsApp, through Meta\'s Cloud API; after 24 hours with templates.',
    steps: [
      'At developers.facebook.com make an app of the type Business and add the product WhatsApp; register your number there.',
      'In the business settings make a system user, give it the app and the WhatsApp account, and make it a token that never ends.',
      'Copy the ids of the number and of the account from WhatsApp, API Setup. Rapport sets up the webhook by itself.',
    ],
    settings: whatsappSettings, fields: whatsappFields, hears: 'told', calledAs: 'meta', maxCallBytes: 4_000_000,
    abilities: {
      visibilities: ['private'], text: { max: 4_096, unit: 'code-points' }, subject: false, html: false, attachments: { max: 10, maxBytes: 100_000_000, mediaTypes: [], alt: false },
      windowHours: 24, templates: true, begins: true, edits: false, deletes: false, receipts: ['delivered', 'read'], repeatable: false,
    },
  },
  async connect(given, context) {
    const { settings, facts } = await longLived(given, context)
    checkScopes(facts, ['whatsapp_business_messaging', 'whatsapp_business_management'])
    const said = await askGraph(settings, context, settings.phoneNumberId, { query: { fields: 'id,display_phone_number,verified_name,quality_rating,status' } })
    if (said['status'] === 'BANNED') throw new LockedOut('Meta has banned this number. See WhatsApp Manager.', 'whatsapp.banned')
    const number = textOf(said['display_phone_number'], 50) ?? null
    return { settings, externalId: settings.phoneNumberId, handle: number, name: textOf(said['verified_name'], 200) ?? number ?? 'WhatsApp', avatarUrl: null, expiresAt: facts.expiresAt }
  },
  async install(context) {
    const { settings, publicUrl } = context
    await subscribeApp(context, 'whatsapp_business_account', ['messages', 'smb_message_echoes'])
    await askGraph(settings, context, `${settings.businessId}/subscribed_apps`, { method: 'POST', body: { override_callback_uri: hookAddress(publicUrl, settings.appId), verify_token: verifyToken(settings.appId, settings.appSecret) } })
  },
  hear: (call, context) => hearMeta('whatsapp', call, context, async (read) => read),
  async send(message, context) {
    const to = recipientOf(message, 'WhatsApp')
    const answered = message.inReplyTo?.externalId
    const post = async (body: Record<string, unknown>): Promise<string> => {
      const said = await askGraph(context.settings, context, `${context.settings.phoneNumberId}/messages`, {
        method: 'POST', body: { messaging_product: 'whatsapp', recipient_type: 'individual', to, ...(answered === undefined ? {} : { context: { message_id: answered } }), biz_opaque_callback_data: message.key, ...body },
      })
      return madeId(objectOf(listOf(said['messages'])[0])?.['id'], 'WhatsApp')
    }
    const { text, files } = message
    if (message.template) return sendParts([async () => post(await templatePart(message, context))], { thread: to, at: () => context.clock.now() })
    const [first] = files
    const isCaption = first !== undefined && kindOf(first) !== 'audio' && text !== '' && text.length <= 1_024
    const words = text === '' || isCaption ? [] : [() => post({ type: 'text', text: { body: text, preview_url: true } })]
    const media = files.map((file, index) => async () => {
      const kind = kindOf(file)
      const id = await upload(file, context)
      return post({ type: kind, [kind]: { id, ...(index === 0 && isCaption ? { caption: text } : {}), ...(kind === 'document' ? { filename: file.name } : {}) } })
    })
    return sendParts([...words, ...media], { thread: to, at: () => context.clock.now() })
  },
  async templates(context): Promise<readonly MessageTemplate[]> {
    return (await allTemplates(context)).filter(({ status }) => status === 'APPROVED').map(({ name, language, category, text, values }) => ({ name, language, category, text, values }))
  },
  async fetchAttachment({ reference, name }, context) {
    const missing = new NotFound('file', name)
    if (reference === undefined) throw missing
    const said = await askGraph(context.settings, context, reference, { query: { phone_number_id: context.settings.phoneNumberId } }).catch((thrown: unknown) => { throw thrown instanceof LockedOut ? thrown : missing })
    const url = webAddressOf(said['url'])
    if (url === undefined) throw missing
    const answer = await context.fetch(url, { signal: context.signal, headers: { authorization: `Bearer ${context.settings.token}` }, maxBytes: 105_000_000 })
    if (answer.status !== 200) throw missing
    return { body: answer.stream(), mediaType: textOf(said['mime_type'], 200) ?? answer.headers.get('content-type') }
  },
  renew: renewToken,
}
