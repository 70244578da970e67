/** HTTP of files: uploaded, fetched with a message, served as what they really are. */
import { Readable } from 'node:stream'
import { Invalid, NotFound, TooMuch, Unavailable, sentence } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { KeptFiles } from '../../../platform/kept-files.ts'
import type { ConversationDeps } from '../deps.ts'
import { readableMessage } from '../reading/find.ts'
import * as api from './api.ts'
import { attachmentById, dropUpload, inlineOf, keepFetched, keepMediaType, keepUpload, uploadOf, type AttachmentRow } from './file-store.ts'
import { isSafePicture, isShown, settledType, sniff, sniffedBytes } from './media-type.ts'
import { safeHtml } from './safe-html.ts'

const maxFetchedBytes = 100_000_000
const fetchWithinMs = 60_000

export function fileRoutes(deps: ConversationDeps): MountedRoute[] {
  const { db, clock, files } = deps
  return [
    handle(api.uploadFile, async ({ actor, query, request }) => {
      if (request.body === null) throw new Invalid('There is no file in the request. Send the file itself as the body.', undefined, 'conversations.no-body')
      const { key, bytes } = await files.keep(request.body as unknown as AsyncIterable<Uint8Array>, { maxBytes: api.maxUploadBytes })
      if (bytes === 0) {
        await files.remove(key)
        throw new Invalid(`"${query.name}" is empty.`, undefined, 'conversations.empty-file')
      }
      const mediaType = settledType(sniff(await firstBytes(files, key)), request.headers.get('content-type') ?? '')
      await keepUpload(db, { file: key, member: actor.id, name: plainName(query.name), mediaType, bytes }, clock.now())
      return { file: key, name: plainName(query.name), mediaType, bytes, picture: isSafePicture(mediaType) }
    }),
    handle(api.getUpload, async ({ actor, params, request }) => {
      const upload = isUuid(params.id) ? await uploadOf(db, params.id, actor.id) : null
      if (upload === null) throw new NotFound('file', params.id)
      return serve(files, request, { file: upload.file, name: upload.name, mediaType: upload.mediaType, download: false })
    }),
    handle(api.removeUpload, async ({ actor, params }) => {
      if (!(await dropUpload(db, params.id, actor.id))) throw new NotFound('file', params.id)
      await files.remove(params.id)
      return {}
    }),
    handle(api.getAttachment, async ({ actor, params, query, request }) => {
      const attachment = isUuid(params.id) ? await attachmentById(db, params.id) : null
      if (attachment === null) throw new NotFound('attachment', params.id)
      await readableMessage(deps, actor, attachment.message)
      const file = attachment.file ?? (await fetched(deps, attachment))
      const mediaType = attachment.mediaType ?? (await settled(deps, attachment, file))
      return serve(files, request, { file, name: attachment.name, mediaType, download: query.download === 'true' })
    }),
    handle(api.messageHtml, async ({ actor, params, query }) => {
      const { message } = await readableMessage(deps, actor, params.id)
      if (message.html === null) throw new NotFound('HTML version of message', params.id)
      const inline = await inlineOf(db, message.id)
      const { html, remotePictures, trackers } = safeHtml(message.html, {
        inline: (contentId) => { const found = inline.get(contentId); return found === undefined ? null : `/api/v1/attachments/${found}` },
        remote: query.pictures === 'true' ? deps.picture : null,
      })
      return { html, remotePictures, trackers: [...trackers] }
    }),
  ]
}

// eslint-disable-next-line no-control-regex
const plainName = (name: string): string => name.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\]/g, '_').trim().slice(0, 300) || 'file'

async function firstBytes(files: KeptFiles, file: Uuid): Promise<Buffer> {
  const { body } = await files.read(file, { start: 0, end: sniffedBytes - 1 })
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function settled({ db, files }: ConversationDeps, { id, declaredType }: AttachmentRow, file: Uuid): Promise<string> {
  const mediaType = settledType(sniff(await firstBytes(files, file)), declaredType)
  await keepMediaType(db, id, mediaType)
  return mediaType
}

/** From the network, once; kept from then on. */
async function fetched({ db, files, accounts, fetch }: ConversationDeps, attachment: AttachmentRow): Promise<Uuid> {
  const signal = AbortSignal.timeout(fetchWithinMs)
  try {
    const { body } = attachment.account !== null ? await accounts.fetchAttachment(attachment.account, { name: attachment.name, mediaType: attachment.declaredType, ...(attachment.url === null ? {} : { url: attachment.url }), ...(attachment.reference === null ? {} : { reference: attachment.reference }) }, signal) : { body: (await fetch(attachment.url ?? '', { signal })).stream() }
    const { key, bytes } = await files.keep(body, { maxBytes: maxFetchedBytes })
    if (await keepFetched(db, attachment.id, key, bytes)) return key
    await files.remove(key)
    const now = await attachmentById(db, attachment.id)
    if (now?.file) return now.file
    throw new NotFound('attachment', attachment.id)
  } catch (thrown) {
    if (thrown instanceof TooMuch || thrown instanceof NotFound) throw thrown
    throw new Unavailable(`"${attachment.name}" could not be fetched from the network: ${sentence(thrown)}`, 'conversations.attachment', { cause: thrown })
  }
}

/** What is not surely harmless is downloaded, never shown; a type that a browser might guess from is not given. */
async function serve(files: KeptFiles, request: Request, { file, name, mediaType, download }: { file: Uuid; name: string; mediaType: string; download: boolean }): Promise<Response> {
  const inline = !download && isShown(mediaType)
  const headers = new Headers({
    'content-type': inline || mediaType === 'application/pdf' ? mediaType : 'application/octet-stream', 'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(plainName(name)).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`,
    'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=86400', 'accept-ranges': 'bytes', 'cross-origin-resource-policy': 'same-origin',
  })
  const { bytes, body } = await files.read(file)
  const range = rangeOf(request.headers.get('range'), bytes)
  if (range === 'beyond') {
    body.destroy()
    headers.set('content-range', `bytes */${bytes}`)
    return new Response(null, { status: 416, headers })
  }
  if (range === null) {
    headers.set('content-length', String(bytes))
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { headers })
  }
  body.destroy()
  const part = await files.read(file, range)
  headers.set('content-length', String(range.end - range.start + 1))
  headers.set('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
  return new Response(Readable.toWeb(part.body) as ReadableStream<Uint8Array>, { status: 206, headers })
}

/** One range (RFC 9110, section 14); several at once are answered with the whole. */
export function rangeOf(header: string | null, bytes: number): { start: number; end: number } | 'beyond' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return null
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return start >= bytes || start > end ? 'beyond' : { start, end }
}
