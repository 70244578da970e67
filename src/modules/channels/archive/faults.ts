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

/** Thrown when the disk has no room for an upload. */
export class DiskFull extends Fault {
  readonly code = 'channels.archive.disk-full'
  override readonly status = 507
  constructor(neededBytes: number, freeBytes: number) {
    super(`The disk has no room for this file: it needs ${inMegabytes(neededBytes)}, and ${inMegabytes(freeBytes)} can be used without filling the disk. Free some space, remove old imports, or pack the file with gzip. Nothing was kept of it.`)
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.max(0, Math.round(bytes / 1e6)).toLocaleString('en')} MB`
}
