/** Reports of mail that did not arrive (RFC 3464). Pure. */
import { bareId } from './mail-ids.ts'

export interface FailedRecipient {
  readonly address: string
  /** Such as `5.1.1`; `null` when the report names none. */
  readonly status: string | null
  /** What the other server said. */
  readonly said: string | null
}

export interface Bounce {
  /** Without brackets, of the mail that did not arrive. */
  readonly messageId: string | null
  readonly failed: readonly FailedRecipient[]
}

function fields(block: string): ReadonlyMap<string, string> {
  const unfolded = block.replaceAll(/\r?\n[ \t]+/g, ' ')
  return new Map(unfolded.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const]
  }))
}

const withoutType = (value: string): string => value.replace(/^[^;]*;\s*/, '').trim()

/**
 * Whom a mail did not reach, for good. Delays and successes are no failures.
 * @param report the part `message/delivery-status`
 * @param original the mail it is about, or its headers
 */
export function readBounce(report: string, original: string): Bounce {
  const failed = report.split(/\r?\n\s*\r?\n/).flatMap((block): FailedRecipient[] => {
    const of = fields(block)
    const recipient = of.get('final-recipient') ?? of.get('original-recipient')
    const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(of.get('status') ?? '')?.[1] ?? null
    const action = (of.get('action') ?? '').toLowerCase()
    if (recipient === undefined || !(action.startsWith('failed') || (action === '' && status?.startsWith('5') === true))) return []
    const said = of.get('diagnostic-code')
    return [{ address: withoutType(recipient).replaceAll(/[<>]/g, '').slice(0, 320), status, said: said === undefined ? null : withoutType(said).slice(0, 500) }]
  })
  const header = /^message-id:\s*(<[^>\r\n]+>|\S+)/im.exec(original.replaceAll(/\r?\n[ \t]+/g, ' '))?.[1]
  return { messageId: bareId(header), failed }
}

/** Enhanced status codes (RFC 3463) that people meet, in words. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/^5\.1\.[0126]/, 'this address does not exist'],
  [/^5\.[12]\.[023]?2$/, 'the mailbox is full'],
  [/^5\.2\.1/, 'the mailbox is closed'],
  [/^5\.2\.3|^5\.3\.4/, 'the mail is too large for them'],
  [/^5\.7/, 'their server does not accept mail from us'],
  [/^5\.4/, 'their server could not be reached'],
]

/** One sentence for somebody who waits for an answer. */
export function bounceWords({ address, status, said }: FailedRecipient): string {
  const meaning = status === null ? undefined : meanings.find(([code]) => code.test(status))?.[1]
  return `The mail did not reach ${address}: ${meaning ?? 'their server refused it'}.${said === null ? '' : ` It says: "${said}".`}`
}
