/** Understands what is kept or was found, off the main thread: history, searches, what was missed. */
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Log } from '../../../platform/logs.ts'
import { inTime } from '../understanding/in-time.ts'
import type { UnderstandingPool } from '../understanding/index.ts'
import type { Labels } from './labels.ts'
import { spokenText } from './spoken-text.ts'

/** What is read of a post. */
type Spoken = Pick<Interaction, 'text' | 'title' | 'languages'>

export interface Labeller {
  /** Labels of each; what could not be understood in time is left out. Never throws. */
  label(said: readonly { readonly id: Uuid; readonly interaction: Spoken }[]): Promise<Map<Uuid, Labels>>
}

export function openLabeller(pool: UnderstandingPool, log: Log): Labeller {
  return {
    label: async (said) => {
      if (said.length === 0) return new Map()
      try {
        const labelled = await inTime(pool.labelMany(said.map(({ interaction }) => spokenText(interaction)), said.map(({ interaction }) => interaction.languages?.[0])), said.length)
        return new Map(said.flatMap(({ id }, at) => {
          const told = labelled[at]
          if (told === undefined) return []
          const { language: _, ...labels } = told
          return [[id, labels]]
        }))
      } catch (thrown) {
        log.warn('listening.not-understood', { posts: said.length, because: sentence(thrown) })
        return new Map()
      }
    },
  }
}
