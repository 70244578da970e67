/** What would make sending fail, said before it is tried. Pure. */
import { hourMs, type Instant } from '../../../kernel/instant.ts'
import type { Abilities, Visibility } from '../../../kernel/message.ts'
import { lengthOf } from './length.ts'

export interface Problem {
  readonly code: string
  readonly sentence: string
}

export interface ToSend {
  readonly visibility: Visibility
  readonly text: string
  readonly files: readonly { readonly name: string; readonly mediaType: string; readonly bytes: number }[]
  readonly template: unknown
  readonly recipients: number
  readonly begins: boolean
  /** Of theirs, in this thread. */
  readonly lastInboundAt: Instant | null
}

/** Until then we may answer freely; `null`: always. */
export function windowEnd({ windowHours }: Abilities, lastInboundAt: Instant | null): Instant | null {
  return windowHours === null || lastInboundAt === null ? null : lastInboundAt + windowHours * hourMs
}

const takes = (types: readonly string[], mediaType: string): boolean => types.length === 0 || types.some((type) => type === mediaType || (type.endsWith('/*') && mediaType.startsWith(type.slice(0, -1))))
const megabytes = (bytes: number): string => `${Math.round(bytes / 100_000) / 10} MB`

export function problemsOf(sent: ToSend, abilities: Abilities, account: string, now: Instant): Problem[] {
  const problems: Problem[] = []
  const add = (code: string, sentence: string): void => void problems.push({ code: `conversations.${code}`, sentence })
  const { attachments, text } = abilities
  if (sent.text.trim() === '' && sent.files.length === 0 && sent.template === null) add('empty', 'There is nothing to send yet. Write something or add a file.')
  if (!abilities.visibilities.includes(sent.visibility)) add('visibility', sent.visibility === 'public' ? `${account} cannot answer in public. Answer privately.` : `${account} cannot answer privately. Answer in public.`)
  const used = lengthOf(sent.text, text)
  if (text.max !== null && used > text.max) add('too-long', `The text is ${used} long, and ${account} takes ${text.max}. Shorten it by ${used - text.max}.`)
  if (sent.files.length > 0 && attachments === null) add('no-files', `${account} takes no files. Remove them or send a link.`)
  if (attachments !== null) {
    if (sent.files.length > attachments.max) add('too-many-files', `${account} takes ${attachments.max} files a message. Remove ${sent.files.length - attachments.max}.`)
    for (const { name, bytes, mediaType } of sent.files) {
      if (bytes > attachments.maxBytes) add('file-too-large', `"${name}" is ${megabytes(bytes)}, and ${account} takes ${megabytes(attachments.maxBytes)} a file. Send a smaller one.`)
      if (!takes(attachments.mediaTypes, mediaType)) add('file-type', `${account} does not take files of the type ${mediaType} ("${name}"). It takes ${attachments.mediaTypes.join(', ')}.`)
    }
  }
  if (sent.recipients === 0) add('no-recipient', 'Say to whom this goes.')
  if (sent.begins && !abilities.begins) add('cannot-begin', `On ${account} nothing can be begun, only answered: the network does not allow it.`)
  const end = windowEnd(abilities, sent.lastInboundAt)
  if (end !== null && now >= end && sent.template === null) add('window', abilities.templates ? `${account} takes free text only within ${abilities.windowHours} hours of their last message. Send a template.` : `${account} takes answers only within ${abilities.windowHours} hours of their last message. Wait until they write again, or use another channel.`)
  if (sent.template !== null && !abilities.templates) add('no-templates', `${account} knows no templates. Write the text.`)
  return problems
}
