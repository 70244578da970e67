/** Reads the bytes of a mail, its files kept one by one as they pass, so that a large mail needs little memory. */
import type { Readable } from 'node:stream'
import type { MailParser } from 'mailparser'
import type { Uuid } from '../../../kernel/ids.ts'
import type { KeptFiles } from '../../../platform/kept-files.ts'
import type { MailHeaders } from './automatic.ts'

export interface ParsedAddress {
  readonly address: string
  readonly name: string
}

export interface ParsedFile {
  readonly file: Uuid
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly contentId?: string
}

export interface ParsedMail {
  /** Values as they stand, names in lower case; several of one name joined by a comma. */
  readonly headers: MailHeaders
  readonly subject: string
  readonly from: readonly ParsedAddress[]
  readonly to: readonly ParsedAddress[]
  readonly cc: readonly ParsedAddress[]
  readonly replyTo: readonly ParsedAddress[]
  /** As the sender says; `null` when it cannot be read. */
  readonly date: number | null
  readonly text: string
  readonly html: string | null
  readonly files: readonly ParsedFile[]
  /** Of a report of delivery: the report, and the mail it is about. */
  readonly report: { readonly status: string; readonly original: string } | null
}

/** Larger files are named but not kept. */
const maxFileBytes = 60_000_000
const maxFiles = 200
const maxHtmlRead = 3_000_000
const maxReportBytes = 200_000

interface RawAddress { address?: string | undefined; name?: string | undefined; group?: RawAddress[] | undefined }

function addresses(value: unknown): ParsedAddress[] {
  const lists = Array.isArray(value) ? value : [value]
  const flat = (one: RawAddress): RawAddress[] => (one.group ? one.group.flatMap(flat) : [one])
  return lists.flatMap((list) => ((list as { value?: RawAddress[] } | undefined)?.value ?? []).flatMap(flat)).flatMap(({ address, name }) => {
    const clean = (address ?? '').trim().toLowerCase()
    return clean.includes('@') ? [{ address: clean.slice(0, 320), name: (name ?? '').trim().slice(0, 300) }] : []
  })
}

/** @throws what the bytes' source or the disk throws; broken mails are read as far as they go. */
export async function parseMail(source: Readable, files: KeptFiles): Promise<ParsedMail> {
  // Loaded when it is first needed: most starts need none of it.
  const { MailParser: Parser } = await import('mailparser')
  const parser = new Parser({ skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true, maxHtmlLengthToParse: maxHtmlRead, keepDeliveryStatus: true } as ConstructorParameters<typeof MailParser>[0])
  const kept: ParsedFile[] = []
  const report = { status: '', original: '' }
  let parsed = new Map<string, unknown>()
  let lines: readonly { key: string; line: string }[] = []
  const body = { text: '', html: null as string | null }
  let last: Promise<void> = Promise.resolve()

  const done = new Promise<void>((resolve, reject) => {
    source.on('error', reject)
    parser.on('error', reject)
    parser.on('end', resolve)
  })
  parser.on('headers', (headers: Map<string, unknown>) => {
    if (parsed.size === 0) parsed = headers
  })
  parser.on('headerLines', (found: readonly { key: string; line: string }[]) => {
    if (lines.length === 0) lines = found
  })
  parser.on('data', (part: { type: string; text?: string; html?: string | false; content?: Readable; release?: () => void; contentType?: string; filename?: string | false; cid?: string }) => {
    if (part.type === 'text') {
      body.text = part.text ?? ''
      body.html = typeof part.html === 'string' && part.html !== '' ? part.html : null
      return
    }
    const { content } = part
    if (!content) return part.release?.()
    last = last.then(() => keepPart(part as typeof part & { content: Readable })).finally(() => part.release?.())
    last.catch(() => undefined)
  })

  async function keepPart(part: { content: Readable; contentType?: string; filename?: string | false; cid?: string }): Promise<void> {
    const mediaType = (part.contentType ?? 'application/octet-stream').toLowerCase().slice(0, 200)
    if (mediaType === 'message/delivery-status') {
      report.status += await textIn(part.content)
      return
    }
    if (mediaType === 'text/rfc822-headers') {
      report.original += await textIn(part.content)
      return
    }
    if (kept.length >= maxFiles) return void part.content.resume()
    let head = ''
    const watched = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of part.content) {
        if (mediaType === 'message/rfc822' && head.length < maxReportBytes) head += (piece as Buffer).toString('latin1')
        yield piece as Uint8Array
      }
    }
    const file = await files.keep(watched(), { maxBytes: maxFileBytes }).catch((thrown: unknown) => {
      if ((thrown as { code?: string }).code !== 'files.too-large') throw thrown
      part.content.resume()
      return null
    })
    if (mediaType === 'message/rfc822' && report.original === '') report.original = head.slice(0, maxReportBytes)
    if (file === null) return
    const name = typeof part.filename === 'string' && part.filename.trim() !== '' ? part.filename.trim() : nameless(mediaType, kept.length + 1)
    kept.push({ file: file.key, name, mediaType, bytes: file.bytes, ...(part.cid === undefined ? {} : { contentId: part.cid }) })
  }

  source.pipe(parser)
  try {
    await done
    await last
  } catch (thrown) {
    for (const { file } of kept) await files.remove(file)
    throw thrown
  }
  const headers = new Map<string, string>()
  for (const { key, line } of lines) {
    const value = line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[ \t]+/g, ' ').trim()
    const before = headers.get(key)
    headers.set(key, (before === undefined ? value : `${before}, ${value}`).slice(0, 500_000))
  }
  const date = parsed.get('date')
  const subject = parsed.get('subject')
  const html = body.html
  return {
    headers, html, files: kept, text: body.text,
    subject: typeof subject === 'string' ? subject.trim() : '',
    from: addresses(parsed.get('from')), to: addresses(parsed.get('to')), cc: addresses(parsed.get('cc')), replyTo: addresses(parsed.get('reply-to')),
    date: date instanceof Date && !Number.isNaN(date.getTime()) ? date.getTime() : null,
    report: report.status === '' ? null : report,
  }
}

async function textIn(content: Readable): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of content) {
    if (bytes < maxReportBytes) pieces.push(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  return Buffer.concat(pieces).toString('utf8')
}

function nameless(mediaType: string, number: number): string {
  if (mediaType === 'message/rfc822') return `mail-${number}.eml`
  const ending = /^(?:image|audio|video|text)\/([a-z0-9]{1,6})$/.exec(mediaType)?.[1] ?? (mediaType === 'application/pdf' ? 'pdf' : 'bin')
  return `file-${number}.${ending === 'plain' ? 'txt' : ending}`
}
