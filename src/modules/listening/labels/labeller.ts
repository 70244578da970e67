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
  /** False for what no topic may want: only its language was found out. */
  readonly isAsked: boolean
  /** `null` when it could not be understood in time; the backfill makes up for it. */
  readonly labels: Labels | null
}

export interface Labeller {
  /** Language of each, and labels of those that are asked for. Never throws and never waits longer than `patienceMs`. */
  label<S extends Spoken>(said: readonly { readonly id: Uuid; readonly interaction: S }[], isAsked?: (interaction: S) => boolean): Promise<Map<Uuid, Told>>
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
      return labelled.map(({ language, ...labels }) => ({ language, isAsked: true, labels }))
    } catch (thrown) {
      log.warn('listening.not-understood', { posts: said.length, because: sentence(thrown) })
      return said.map((one) => ({ language: languageOf(spokenText(one), one.languages), isAsked: true, labels: null }))
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    label: async (said, isAsked = () => true) => {
      const known = new Map<Uuid, Told>()
      const asked: typeof said[number][] = []
      for (const one of said) {
        if (isAsked(one.interaction)) asked.push(one)
        else known.set(one.id, { language: languageOf(spokenText(one.interaction), one.interaction.languages), isAsked: false, labels: null })
      }
      if (asked.length === 0) return known
      const all = await told(asked.map(({ interaction }) => interaction))
      for (const [at, { id }] of asked.entries()) known.set(id, all[at] ?? { language: 'und', isAsked: true, labels: null })
      return known
    },
  }
}
