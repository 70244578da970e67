/** Sends what takes several calls, so that what arrived in part never arrives again by itself. */
import { sentence } from '../../../kernel/fault.ts'
import type { OutgoingMessage, Sent } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { asSendFault } from '../accounts/send-outcome.ts'
import type { Instant } from '../../../kernel/instant.ts'

export async function sendParts(parts: readonly (() => Promise<string>)[], { thread, at }: { readonly thread: string; readonly at: () => Instant }): Promise<Sent> {
  const sent: string[] = []
  try {
    for (const part of parts) sent.push(await part())
  } catch (thrown) {
    if (sent.length > 0) throw new SendFault(`Only a part arrived: ${sent.length} of ${parts.length}. ${sentence(thrown)}`, 'meta.partly', 'unknown', { cause: thrown })
    throw asSendFault(thrown)
  }
  const [externalId, ...rest] = sent
  if (externalId === undefined) throw new SendFault('There is nothing to send: neither words nor a file.', 'meta.empty', 'refused')
  return { externalId, thread, at: at(), ...(rest.length === 0 ? {} : { parts: rest }) }
}

/** Whom it is for: the other side of the dialogue. @throws {SendFault} when nobody is named. */
export function recipientOf({ thread, to }: OutgoingMessage, network: string): string {
  const person = thread ?? to[0]?.externalId
  if (person === undefined) throw new SendFault(`${network} lets us only answer. Wait until this person writes.`, 'meta.no-thread', 'refused')
  return person
}

export const madeId = (value: unknown, network: string): string => {
  if (typeof value === 'string' && value !== '') return value
  throw new SendFault(`${network} took the message and did not say under which number.`, 'meta.no-number', 'unknown')
}
