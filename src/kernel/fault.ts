/** What can go wrong, said so that somebody can act on it. */

/** Where in the input the fault lies: a JSON path, a column, a character. */
export interface FaultPlace {
  /** JSON pointer (`/0/author/handle`), column name or row, as the reader of the fault knows it. */
  readonly path?: string
  /** Character offset from 0, in UTF-16 code units. */
  readonly at?: number
}

/**
 * A fault has a stable code, says what happened, where, what was expected and
 * what to do. The HTTP layer turns it into a problem document (RFC 9457), the
 * command line into a sentence.
 *
 * `status` is the HTTP status that fits; `details` holds facts for programs.
 */
export abstract class Fault extends Error {
  abstract readonly code: string
  readonly status: number = 400
  readonly place: FaultPlace | undefined = undefined
  readonly details: Readonly<Record<string, unknown>> | undefined = undefined
  override get name(): string {
    return this.constructor.name
  }
}

/** Something that was asked for by id or address and is not there. */
export class NotFound extends Fault {
  readonly code = 'not-found'
  override readonly status = 404
  constructor(what: string, id: string) {
    super(`There is no ${what} "${id}". It may have been removed.`)
  }
}

/** The address is there, but not for this method. */
export class MethodNotAllowed extends Fault {
  readonly code = 'method-not-allowed'
  override readonly status = 405
  readonly methods: readonly string[]
  constructor(method: string, path: string, methods: readonly string[]) {
    super(`${path} does not take ${method}; it takes ${methods.join(', ')}.`)
    this.methods = methods
  }
}

/** The actor is known but may not do this. */
export class Forbidden extends Fault {
  readonly code = 'forbidden'
  override readonly status = 403
  constructor(permission: string, role: string) {
    super(`This needs the permission "${permission}", which the role "${role}" does not have. An owner or manager can change roles under Settings, Members.`)
  }
}

/** Nobody is signed in, or the key is unknown. */
export class Unauthenticated extends Fault {
  readonly code = 'unauthenticated'
  override readonly status = 401
  constructor(because = 'Sign in, or send an API key as "Authorization: Bearer …".') {
    super(because)
  }
}

/** The request contradicts what is there now. */
export class Conflict extends Fault {
  readonly code: string
  override readonly status = 409
  constructor(message: string, code = 'conflict') {
    super(message)
    this.code = code
  }
}

/** Input that was understood as a whole but is wrong at a place. */
export class Invalid extends Fault {
  readonly code: string
  override readonly status = 422
  override readonly place: FaultPlace | undefined
  override readonly details: Readonly<Record<string, unknown>> | undefined
  constructor(message: string, place?: FaultPlace, code = 'invalid', details?: Readonly<Record<string, unknown>>) {
    super(message)
    this.code = code
    this.place = place
    this.details = details
  }
}

/** Somebody asks faster or for more than the limits allow. */
export class TooMuch extends Fault {
  readonly code: string
  override readonly status: number
  readonly retryAfterSeconds: number | undefined
  constructor(message: string, code = 'too-much', status = 429, retryAfterSeconds?: number) {
    super(message)
    this.code = code
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Another system (a network, an engine) did not do what it was asked. */
export class Unavailable extends Fault {
  readonly code: string
  override readonly status = 503
  constructor(message: string, code = 'unavailable', options?: ErrorOptions) {
    super(message)
    this.code = code
    if (options?.cause !== undefined) this.cause = options.cause
  }
}

/** The sentence of any thrown value, for logs and health. */
export function sentence(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
