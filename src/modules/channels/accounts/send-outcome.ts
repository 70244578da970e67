/** What a failed try to send means: whether it surely did not go out, may have, or never will. */
import { Fault, Invalid, sentence, TooMuch } from '../../../kernel/fault.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { OutwardFault } from '../../../platform/outward/outward-fault.ts'
import { LockedOut } from '../account-contract.ts'

/** Nothing had left when these happened: no connection came about. */
const neverConnected: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])

function codes(thrown: unknown, depth = 0): string[] {
  if (!(thrown instanceof Error) || depth > 10) return []
  const own = (thrown as Error & { code?: unknown }).code
  const inner = thrown instanceof AggregateError ? thrown.errors.flatMap((one: unknown) => codes(one, depth + 1)) : []
  return [...(typeof own === 'string' ? [own] : []), ...codes(thrown.cause, depth + 1), ...inner]
}

/** As a `SendFault`, whatever was thrown while a message was sent over HTTP. */
export function asSendFault(thrown: unknown): SendFault {
  if (thrown instanceof SendFault) return thrown
  const words = sentence(thrown)
  if (thrown instanceof TooMuch) return new SendFault(words, thrown.code, 'later', { cause: thrown, ...(thrown.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: thrown.retryAfterSeconds }) })
  // Somebody connects again, and then it goes.
  if (thrown instanceof LockedOut) return new SendFault(words, thrown.code, 'later', { cause: thrown, retryAfterSeconds: 900 })
  if (thrown instanceof Invalid) return new SendFault(words, thrown.code, 'refused', { cause: thrown })
  if (thrown instanceof OutwardFault) {
    if (thrown.status === 422) return new SendFault(words, thrown.code, 'refused', { cause: thrown })
    const surely = thrown.code === 'outward.untrusted' || codes(thrown).some((code) => neverConnected.has(code))
    return new SendFault(words, thrown.code, surely ? 'later' : 'unknown', { cause: thrown })
  }
  return new SendFault(words, thrown instanceof Fault ? thrown.code : 'accounts.send', 'unknown', { cause: thrown })
}

/**
 * By the status of an answer to a request that was to send something.
 * @param said in words, what the network answered
 */
export function refusalOf(status: number, said: string, code: string, retryAfterSeconds?: number): Fault {
  if (status === 429) return new SendFault(said, code, 'later', retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
  if (status === 401) return new LockedOut(said, code)
  // It may have been done before the answer broke.
  if (status >= 500) return new SendFault(said, code, status === 503 ? 'later' : 'unknown', retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
  return new SendFault(said, code, 'refused')
}
