/** Hears what the loop takes in: a stretch at a time, off the main thread, and never at the loop's cost. */
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Log } from '../../../platform/logs.ts'
import { spokenText } from '../labels/spoken-text.ts'
import type { Listener } from '../listener.ts'
import type { Mentions } from '../mentions.ts'
import { postOf } from '../query/index.ts'
import { inTime } from '../understanding/in-time.ts'
import { languageOf } from '../understanding/language-of.ts'
import type { Heard } from './hear.ts'
import type { HearingPool } from './hearing-pool.ts'
import { passedOn } from './passed-on.ts'

export interface Hearing {
  /** Language, labels and topics of each, by the topics of the listener's last refresh. Never throws, and never waits longer than understanding may take. */
  hear(said: readonly { readonly id: Uuid; readonly interaction: Interaction }[]): Promise<Map<Uuid, Heard>>
  /** Of those that only pass a mention on, what that mention was heard to say. @throws when mentions cannot be read */
  passedOn(said: readonly { readonly id: Uuid; readonly interaction: Interaction }[], heard: ReadonlyMap<Uuid, Heard>): Promise<Map<Uuid, Heard>>
}

export function openHearing(pool: HearingPool, listener: Listener, mentions: Mentions, log: Log): Hearing {
  return {
    passedOn: (said, heard) => passedOn(mentions, listener.topics.map(({ edition }) => edition), said, heard),
    hear: async (said) => {
      if (said.length === 0) return new Map()
      try {
        const heard = await inTime(pool.hearMany(said.map(({ interaction }) => postOf(interaction))), said.length)
        const all = new Map<Uuid, Heard>(said.map(({ id }, at) => [id, heard[at] ?? { language: 'und', labels: null, editions: [] }]))
        await understandMessages(pool, said, all)
        return all
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

/** What reached us is understood whether a topic wants it or not. */
async function understandMessages(pool: HearingPool, said: Parameters<Hearing['hear']>[0], all: Map<Uuid, Heard>): Promise<void> {
  const messages = said.filter(({ id, interaction }) => interaction.message !== undefined && all.get(id)?.labels === null)
  if (messages.length === 0) return
  const labelled = await inTime(pool.labelMany(messages.map(({ interaction }) => spokenText(interaction)), messages.map(({ interaction }) => interaction.languages?.[0])), messages.length)
  for (const [at, { id }] of messages.entries()) {
    const told = labelled[at]
    if (!told) continue
    const { language, ...labels } = told
    all.set(id, { language, labels, editions: all.get(id)?.editions ?? [] })
  }
}
