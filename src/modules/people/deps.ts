/** What the routes of people work with. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Deeds, Messages, PictureAddress, Subjects, Voices } from './ports.ts'

export interface PeopleDeps {
  readonly db: Db
  readonly deeds: Deeds
  readonly subjects: Subjects
  readonly voices: Voices
  readonly messages: Messages
  readonly picture: PictureAddress
  readonly now: () => Instant
}

/** A cursor of a page by key. */
export const cursorOf = (value: string | number, id: Uuid): string => Buffer.from(JSON.stringify([value, id])).toString('base64url')
