/** Why a message could not be sent, and whether it may be tried again. */
import { Fault } from './fault.ts'

/**
 * - `refused`: the network said no; trying the same again is of no use.
 * - `later`: it surely did not go out; it is tried again.
 * - `unknown`: it may have gone out. Tried again only where that is harmless.
 */
export type SendOutcome = 'refused' | 'later' | 'unknown'

export class SendFault extends Fault {
  readonly code: string
  override readonly status = 502
  readonly outcome: SendOutcome
  /** Not before so many seconds, when the network says so. */
  readonly retryAfterSeconds: number | undefined
  constructor(message: string, code: string, outcome: SendOutcome, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message)
    this.code = code
    this.outcome = outcome
    this.retryAfterSeconds = options.retryAfterSeconds
    if (options.cause !== undefined) this.cause = options.cause
  }
}
