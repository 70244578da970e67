/** What a thread finds out of each post: its language, and of what some topic may want, its labels and topics. */
import { spokenText } from '../labels/spoken-text.ts'
import type { Post } from '../query/index.ts'
import { languageOf } from '../understanding/language-of.ts'
import { packLabels, unpackLabels, type PackedLabels } from '../understanding/batches.ts'
import type { Labelled, Labels, Taught } from '../understanding/index.ts'
import type { TopicMatcher } from './topic-matcher.ts'

export interface Heard {
  readonly language: string
  /** `null` where no topic may want the post, or it could not be understood in time; a backfill makes up for the latter. */
  readonly labels: Labels | null
  /** Editions of the topics that it belongs to. */
  readonly editions: readonly number[]
}

/** The same for many posts, packed, as copying many small objects between threads costs more than finding them out. */
export interface PackedHeard {
  readonly languages: readonly string[]
  /** 1 where a post was understood. */
  readonly understood: Uint8Array
  /** Of those that were understood, in their order. */
  readonly labels: PackedLabels
  /** How many editions each post belongs to, and all of them one after another. */
  readonly counts: Int32Array
  readonly editions: Int32Array
}

export function hear(topics: TopicMatcher, taught: Taught, posts: readonly Post[]): PackedHeard {
  const languages: string[] = []
  const understood = new Uint8Array(posts.length)
  const labelled: Labelled[] = []
  const counts = new Int32Array(posts.length)
  const editions: number[] = []
  for (const [at, post] of posts.entries()) {
    const text = spokenText(post)
    if (!topics.mayWant(post)) {
      languages.push(languageOf(text, post.languages))
      continue
    }
    const told = taught.label(text, post.languages?.[0])
    const found = topics.match(post, told.language, told)
    languages.push(told.language)
    understood[at] = 1
    labelled.push(told)
    counts[at] = found.length
    for (const edition of found) editions.push(edition)
  }
  return { languages, understood, labels: packLabels(labelled), counts, editions: Int32Array.from(editions) }
}

export function unpackHeard({ languages, understood, labels, counts, editions }: PackedHeard): Heard[] {
  const labelled = unpackLabels(labels)
  let nextLabels = 0
  let nextEdition = 0
  return languages.map((language, at) => {
    const told = understood[at] === 1 ? labelled[nextLabels++] : undefined
    const from = nextEdition
    nextEdition += counts[at] ?? 0
    if (told === undefined) return { language, labels: null, editions: [] }
    const { language: _, ...own } = told
    return { language, labels: own, editions: [...editions.subarray(from, nextEdition)] }
  })
}
