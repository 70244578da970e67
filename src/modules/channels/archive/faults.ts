/** What can be wrong with an archive as a whole. */
import { Fault } from '../../../kernel/fault.ts'

/** Thrown when a file is of a kind that cannot be imported; says what to make of it. */
export class NotAnArchive extends Fault {
  readonly code = 'channels.archive.not-an-archive'
  override readonly status = 422
}

/** Thrown when a mapping cannot be used with this file. */
export class BadMapping extends Fault {
  readonly code = 'channels.archive.mapping'
  override readonly status = 422
}
