/** Understands what the loop takes in: a stretch at a time, off the main thread, and never at the loop's cost. */
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Log } from '../../../platform/logs.ts'
import { languageOf } from '../understanding/language-of.ts'
import type { UnderstandingPool } from '../understanding/index.ts'
import type { Labels } from './labels.ts'
import { spokenText } from './spoken-text.ts'

/** What is read of a post. */
export type Spoken = Pick<Interaction, 'text' | 'title' | 'languages'>

export interface Told {
  readonly language: string
  /** `null` when it could not be understood in time; the backfill makes up for it. */
  readonly labels: Labels | null
}

export interface Labeller {
  /** Language and labels of each. Never throws and never waits longer than `patienceMs`. */
  label(said: readonly { readonly id: Uuid; readonly interaction: Spoken }[]): Promise<Map<Uuid, Told>>
}

/** How long a stretch may wait for its labels before it is recorded without. */
const patienceMs = 15_000

export function openLabeller(pool: UnderstandingPool, log: Log): Labeller {
  async function told(said: readonly Spoken[]): Promise<Told[]> {
    let timer: NodeJS.Timeout | undefined
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${said.length} posts were not understood within ${patienceMs / 1_000} s.`)), patienceMs)
      })
      const labelled = await Promise.race([pool.labelMany(said.map(spokenText), said.map(({ languages }) => languages?.[0])), late])
      return labelled.map(({ language, ...labels }) => ({ language, labels }))
    } catch (thrown) {
      log.warn('listening.not-understood', { posts: said.length, because: sentence(thrown) })
      return said.map((one) => ({ language: languageOf(spokenText(one), one.languages), labels: null }))
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    label: async (said) => {
      if (said.length === 0) return new Map()
      const all = await told(said.map(({ interaction }) => interaction))
      return new Map(said.map(({ id }, at) => [id, all[at] ?? { language: 'und', labels: null }]))
    },
  }
}
