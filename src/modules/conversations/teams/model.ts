/** Teams and who is in them: what routing chooses from. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { OpenHours } from '../hours/calendar.ts'

export interface Team {
  readonly id: Uuid
  readonly name: string
  readonly hours: OpenHours
  /** Who takes over while this team is closed and no other of the rule is open. */
  readonly overflow: Uuid | null
  /** Told when a promise breaks. */
  readonly leads: readonly string[]
}

export type Presence = 'here' | 'away' | 'offline'

/** A member as routing sees them now. */
export interface Agent {
  readonly id: string
  readonly name: string
  readonly teams: readonly Uuid[]
  readonly skills: readonly string[]
  /** Subtags such as `nl`; none named: whatever comes. */
  readonly languages: readonly string[]
  /** How many open conversations they can have at once. */
  readonly capacity: number
  /** How many they have. */
  readonly load: number
  readonly presence: Presence
  readonly lastAssignedAt: Instant | null
}
