/** What every module says about the personal data it keeps: where it lies, how it is told, how it goes. */
import type { Uuid } from './ids.ts'
import type { Instant } from './instant.ts'

/** One address of somebody who is told about themselves, or erased. */
export interface ErasedIdentity {
  readonly id: Uuid
  readonly channel: string
  readonly externalId: string
  readonly handle: string | null
  readonly name: string | null
}

/** Whom it is about. */
export interface DataSubject {
  readonly identities: readonly ErasedIdentity[]
  /** Ids of everything they did, found once, before anything of it is erased. */
  readonly interactions: readonly Uuid[]
}

/** A part of everything about a person: a heading and its facts. */
export interface ToldSection {
  /** Heading by language. */
  readonly title: Readonly<Record<'en' | 'nl', string>>
  /** One by one, in constant memory. */
  readonly items: AsyncIterable<Readonly<Record<string, unknown>>>
}

/** What can be kept for a time and then goes. */
export interface Ageing {
  /** Stable name, such as `interactions`. */
  readonly kind: string
  readonly what: Readonly<Record<'en' | 'nl', string>>
  /** How many are older. */
  count(before: Instant): Promise<number>
  /** Removes what is older, by blocks; says how many went. Interrupted, it may be called again. */
  remove(before: Instant, signal: AbortSignal): Promise<number>
}

/**
 * One store of personal data. Every table and folder that refers to people is
 * named by exactly one holding; a test compares this with what the engines
 * really have.
 */
export interface Holding {
  /** Stable name, such as `history`; progress of an erasure is kept by it. */
  readonly name: string
  /** What lies there and what for, for the register of processing. */
  readonly what: Readonly<Record<'en' | 'nl', string>>
  /** Tables with their schema, such as `people.identities`. */
  readonly postgres: readonly string[]
  /** ClickHouse tables without the database, such as `interactions`. */
  readonly clickhouse: readonly string[]
  /** Folders and files below the data folder. */
  readonly files: readonly string[]
  /** Everything held about the subject; left out where it holds nothing that is the person's. */
  tell?(subject: DataSubject): readonly ToldSection[]
  /**
   * Removes everything about the subject; may be called again after an
   * interruption. Where others refer to them, only the reference goes.
   * @returns how many things went.
   */
  erase(subject: DataSubject): Promise<number>
  readonly ageing?: readonly Ageing[]
}
