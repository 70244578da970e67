/** What is known of what was heard: labels and topics, kept where it is a mention, else found out now. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { topicNames, type Listener } from '../listener.ts'
import type { Mentions } from '../mentions.ts'
import type { HeardInteraction, MentionKey } from '../ports.ts'
import type { Known } from '../query/index.ts'
import { withHand } from './hand-labels.ts'
import { pendingLabels } from './label-changes.ts'
import type { Labeller } from './labeller.ts'
import type { Labels } from './labels.ts'

export interface KnownDeps {
  readonly db: Db
  readonly mentions: Mentions
  readonly listener: Listener
  readonly labeller: Labeller
}

export interface KnownPost {
  readonly labels: Labels | null
  /** The cascade it was gathered into. */
  readonly cascade: Uuid | null
  readonly editions: readonly number[]
}

const nothingKnown: KnownPost = { labels: null, cascade: null, editions: [] }

/** Labels as kept with the mentions, those on their way included, and the editions each belongs to. */
export async function keptLabels({ db, mentions, listener }: Omit<KnownDeps, 'labeller'>, keys: readonly MentionKey[]): Promise<Map<Uuid, KnownPost>> {
  if (keys.length === 0) return new Map()
  const [kept, pending] = await Promise.all([mentions.labelled(listener.topics.map((topic) => topic.edition), keys), pendingLabels(db, keys.map(({ id }) => id))])
  if (pending.size === 0) return kept
  const newer = await withHand(db, [...pending].map(([id, labels]) => ({ id, labels })))
  return new Map([...kept, ...newer.map(({ id, labels }): [Uuid, KnownPost] => [id, { ...nothingKnown, ...kept.get(id), labels }])])
}

/** The labels of each, understood now where none are kept. What could not be understood is left out. */
export async function labelsOf(deps: KnownDeps, heard: readonly HeardInteraction[]): Promise<Map<Uuid, KnownPost>> {
  const kept = await keptLabels(deps, heard)
  const missing = heard.filter(({ id }) => !kept.get(id)?.labels)
  if (missing.length === 0) return kept
  const told = await deps.labeller.label(missing.map(({ id, text, title, language }) => ({ id, interaction: { text, ...(title === null ? {} : { title }), languages: [language] } })))
  const found = await withHand(deps.db, missing.flatMap(({ id }) => { const labels = told.get(id); return labels ? [{ id, labels }] : [] }))
  return new Map([...kept, ...found.map(({ id, labels }): [Uuid, KnownPost] => [id, { ...nothingKnown, ...kept.get(id), labels }])])
}

/** The same as a query sees it. */
export function knownToQueries(listener: Listener, known: KnownPost | undefined): Known {
  if (known === undefined) return {}
  const { labels, editions } = known
  return { sentiment: labels?.sentiment, emotion: labels?.emotion, intent: labels?.intent, topics: editions.flatMap((edition) => topicNames(listener.topicOfEdition(edition))) }
}
