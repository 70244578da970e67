/** Everything that looking at alarms needs, in one bundle. */
import type { Announcement } from '../../../kernel/event.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { Clickhouse } from '../../../platform/clickhouse/open.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { ReadDeps } from '../read.ts'
import { heardStore, type HeardStore } from './heard-store.ts'
import { storyStore, type StoryStore } from './story-store.ts'

/** Tells the outside, in the caller's transaction. */
export interface Telling {
  announce(tx: Db | Tx, event: Announcement): Promise<void>
}

export interface AlarmBoard extends ReadDeps {
  readonly db: Db
  readonly clock: Clock
  readonly heard: HeardStore
  readonly story: StoryStore
  readonly telling: Telling
}

export function alarmBoard(deps: ReadDeps & { db: Db; clock: Clock; clickhouse: Clickhouse; telling: Telling }): AlarmBoard {
  return { ...deps, heard: heardStore(deps.clickhouse), story: storyStore(deps.clickhouse) }
}
