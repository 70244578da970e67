/** What members needs from outside: a way to tell and to write. */
import type { Announcement } from '../../kernel/event.ts'
import type { Letter } from '../../kernel/letter.ts'
import type { Language, MemberDb } from './tables.ts'

export interface Post {
  /** Tells an event, exactly when the transaction commits. */
  announce(tx: MemberDb, event: Announcement): Promise<void>
  /** Mails a letter when the transaction commits; `false` when mail is not set up, so that nobody waits for it. */
  mail(tx: MemberDb, to: { address: string; language: Language }, letter: Letter): Promise<boolean>
  /** Whether a letter would be sent. */
  canMail(): Promise<boolean>
}
