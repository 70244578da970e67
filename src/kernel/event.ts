/** What Rapport tells the outside: the kinds of events, each with its shape and an example. */
import type { z } from 'zod'
import type { Instant } from './instant.ts'
import type { Letter, LetterLanguage } from './letter.ts'
import type { Permission } from './permission.ts'

/** One kind of event as data, so that it is checked, documented and offered in one stroke. */
export interface EventType<Data extends z.ZodType = z.ZodType> {
  /** In the past tense, hierarchical, with full stops: `alarm.raised`. */
  readonly type: string
  /** One line for the reference and the page. */
  readonly summary: string
  readonly data: Data
  /** A plausible `data`, shown in the documentation and sent by a test. */
  readonly example: z.input<Data>
  /** What a member must be allowed to have it by mail; without it, anybody signed in may. */
  readonly needs?: Permission
  /** How it reads as a mail; without it the event cannot be had by mail. */
  readonly letter?: (data: z.output<Data>, language: LetterLanguage) => Letter
}

/** Ties the example and the letter of an event type to its schema. */
export function eventType<Data extends z.ZodType>(definition: EventType<Data>): EventType<Data> {
  return definition
}

/** Something that happened, to be told. `data` is what the type's schema takes. */
export interface Announcement {
  readonly type: string
  readonly at: Instant
  readonly data: unknown
}
