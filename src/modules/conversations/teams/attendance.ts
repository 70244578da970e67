/** Whether anybody of us is there now, by the hours of the teams. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { isOpen, nextOpening } from '../hours/open-hours.ts'
import { keptTeams, teamsOf } from './store.ts'

export interface Attendance {
  readonly isOpen: boolean
  /** When the next team begins; `null` while one is there, and where none ever will. */
  readonly opensAt: Instant | null
}

/** There is somebody while one team is open. A company that keeps no teams keeps no hours. */
export async function attendance(db: Db, now: Instant): Promise<Attendance> {
  const teams = teamsOf(await keptTeams(db))
  if (teams.length === 0 || teams.some(({ hours }) => isOpen(hours, now))) return { isOpen: true, opensAt: null }
  const next = teams.flatMap(({ hours }) => nextOpening(hours, now) ?? [])
  return { isOpen: false, opensAt: next.length === 0 ? null : Math.min(...next) }
}
