/** Hears what the loop takes in: a stretch at a time, off the main thread, and never at the loop's cost. */
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Log } from '../../../platform/logs.ts'
import { spokenText } from '../labels/spoken-text.ts'
import type { Listener } from '../listener.ts'
import { postOf } from '../query/index.ts'
import { inTime } from '../understanding/in-time.ts'
import { languageOf } from '../understanding/language-of.ts'
import type { Heard } from './hear.ts'
import type { HearingPool } from './hearing-pool.ts'

export interface Hearing {
  /** Language, labels and topics of each, by the topics of the listener's last refresh. Never throws, and never waits longer than understanding may take. */
  hear(said: readonly { readonly id: Uuid; readonly interaction: Interaction }[]): Promise<Map<Uuid, Heard>>
}

export function openHearing(pool: HearingPool, listener: Listener, log: Log): Hearing {
  return {
    hear: async (said) => {
      if (said.length === 0) return new Map()
      try {
        const heard = await inTime(pool.hearMany(said.map(({ interaction }) => postOf(interaction))), said.length)
        return new Map(said.map(({ id }, at) => [id, heard[at] ?? { language: 'und', labels: null, editions: [] }]))
      } catch (thrown) {
        log.warn('listening.not-understood', { posts: said.length, because: sentence(thrown) })
        return new Map(said.map(({ id, interaction }) => {
          const language = languageOf(spokenText(interaction), interaction.languages)
          return [id, { language, labels: null, editions: listener.match(interaction, language) }]
        }))
      }
    },
  }
}
