/** How members are reached by mail. */
import type { Role } from '../../kernel/permission.ts'
import { allMembers, type Member } from './roster.ts'
import type { Language, MemberDb } from './tables.ts'

export interface ReachableMember {
  readonly id: string
  readonly email: string
  readonly language: Language | null
  readonly role: Role
}

const shown = ({ id, email, language, role }: Member): ReachableMember => ({ id, email, language, role })

/** Those of some members who may sign in. */
export async function reachableMembers(db: MemberDb, ids: readonly string[]): Promise<ReachableMember[]> {
  const wanted = new Set(ids)
  if (wanted.size === 0) return []
  return (await allMembers(db)).filter((member) => wanted.has(member.id) && !member.suspended).map(shown)
}

/** Owners who may sign in. */
export async function reachableOwners(db: MemberDb): Promise<ReachableMember[]> {
  return (await allMembers(db)).filter((member) => member.role === 'owner' && !member.suspended).map(shown)
}
