/** How far somebody is on the way from an empty installation to the first mention. Pure. */
import type { Topic } from '../../api/routes.ts'

export type StepName = 'brand' | 'source' | 'mention'
export interface Step {
  readonly name: StepName
  /** `next` is the one to do now; there is at most one. */
  readonly state: 'done' | 'next' | 'later'
}

export interface Progress {
  readonly topics: readonly Pick<Topic, 'role'>[]
  readonly sources: number
  /** Files that were taken in, or are being taken in. */
  readonly imports: number
  readonly mentions: number
}

export function firstSteps({ topics, sources, imports, mentions }: Progress): readonly Step[] {
  const done: Record<StepName, boolean> = {
    brand: topics.some((topic) => topic.role === 'own'),
    // Posts may also come in over the API, without any source: a mention proves that something listens.
    source: sources > 0 || imports > 0 || mentions > 0,
    mention: mentions > 0,
  }
  const names: readonly StepName[] = ['brand', 'source', 'mention']
  const next = names.find((name) => !done[name])
  return names.map((name) => ({ name, state: done[name] ? 'done' : name === next ? 'next' : 'later' }))
}

export function allDone(steps: readonly Step[]): boolean {
  return steps.every((step) => step.state === 'done')
}
