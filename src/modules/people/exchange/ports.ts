/** What imports of people need from outside. */
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TableFiles } from '../../../kernel/table-file.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { BarredAddresses } from '../consent/barred.ts'

/** Where uploaded files are kept. */
export interface UploadedFiles {
  pathOf(id: Uuid): string
  keep(id: Uuid, body: AsyncIterable<Uint8Array>, announcedBytes: number | null): Promise<number>
  remove(id: Uuid): Promise<void>
  tidy(now: number): Promise<void>
}

export interface ExchangePorts {
  readonly files: UploadedFiles
  readonly tables: TableFiles
  readonly barred: BarredAddresses
  /** Purchases go the way of everything that happens: durable on return, with what `alongside` writes. */
  takeIn(delivery: { readonly items: readonly Interaction[]; readonly origin: string }, alongside: (tx: Tx) => Promise<void>): Promise<void>
  /** Takes back everything that an origin brought to history; may be called again. */
  forget(origin: string, onProgress: (forgotten: number) => void): Promise<number>
  /** Which of these identities said or did anything that is kept. */
  acted(identities: readonly Uuid[]): Promise<ReadonlySet<Uuid>>
}
