/** What outgoing needs from outside: how members are reached. */
import type { LetterLanguage } from '../../kernel/letter.ts'
import type { Role } from '../../kernel/permission.ts'

export interface Reachable {
  readonly id: string
  readonly email: string
  /** `null`: never chosen. */
  readonly language: LetterLanguage | null
  readonly role: Role
}

export interface MembersToWrite {
  /** Those of them who may still sign in. */
  reachable(ids: readonly string[]): Promise<Reachable[]>
  /** Owners who may sign in, for what concerns the installation. */
  owners(): Promise<Reachable[]>
}
