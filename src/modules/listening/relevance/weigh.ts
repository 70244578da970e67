/** Weighs mentions: gathers what they are judged by and says how worth joining each is. */
import { identityId, interactionId, type Uuid } from '../../../kernel/ids.ts'
import { dayMs, iso, type Instant } from '../../../kernel/instant.ts'
import type { MentionView } from '../api.ts'
import type { MentionFilter } from '../filter.ts'
import type { HeardInteraction } from '../ports.ts'
import { present, select, standingOf, type ReadDeps } from '../read.ts'
import { contributions, scoreOf, type Weights } from './model.ts'
import { ourselves, type Ourselves } from './own-accounts.ts'
import { reasonsOf, type Judged, type Reasons } from './reasons.ts'
import { learning, verdictsOn } from './verdicts.ts'

/** The newest so many mentions are weighed, of the last so many days where the filter names no period. */
const mostWeighed = 600
const usualDays = 7

export interface Weighed {
  readonly mention: MentionView
  readonly heard: HeardInteraction
  readonly isOurs: boolean
  readonly reasonsThen: Reasons
  readonly score: number
  readonly reasons: ReturnType<typeof contributions>
}

export async function weigh(deps: ReadDeps, heard: readonly HeardInteraction[], now: Instant, standing?: Parameters<typeof present>[2]): Promise<Weighed[]> {
  if (heard.length === 0) return []
  const [views, us, { weights }] = await Promise.all([present(deps, heard, standing), ourselves(deps.db, deps.speakers), learning(deps.db)])
  const answered = await answeredByUs(deps, views, us)
  return heard.flatMap((one, index) => { const view = views[index]; return view ? [weighed(deps, one, view, us, weights, answered, now)] : [] })
}

function weighed(deps: ReadDeps, heard: HeardInteraction, mention: MentionView, us: Ourselves, weights: Weights, answered: ReadonlySet<Uuid>, now: Instant): Weighed {
  const reasons = reasonsOf(judgedOf(deps, heard, mention, us, answered), now)
  const isOurs = us.identities.has(heard.identity)
  return { mention, heard, isOurs, reasonsThen: reasons, score: isOurs ? 0 : scoreOf(weights, reasons), reasons: contributions(weights, reasons) }
}

function judgedOf({ listener }: ReadDeps, heard: HeardInteraction, mention: MentionView, us: Ourselves, answered: ReadonlySet<Uuid>): Judged {
  const topics = listener.topics.filter(({ id }) => mention.topics.includes(id))
  const own = new Set(topics.filter(({ role }) => role === 'own').map(({ id }) => id))
  return {
    at: heard.at, kind: heard.kind, textLength: heard.text.length, hasTitle: heard.title !== null, roles: [...new Set(topics.map(({ role }) => role))],
    hits: mention.hits.filter(({ topic }) => own.has(topic)).map(({ start }) => start),
    addressesUs: addresses(heard, us), labels: mention.labels, followers: mention.author.followers ?? 0, isBot: heard.author.bot === true,
    cascadeSize: mention.cascade?.size ?? 1, answers: heard.metrics.replies ?? 0, isAnsweredByUs: answered.has(heard.id),
  }
}

/** Whether a post names one of our accounts or answers one. */
function addresses({ channel, facets, relations }: HeardInteraction, { accounts, identities }: Ourselves): boolean {
  const handles = new Set(accounts.filter((account) => account.channel === channel).map(({ handle }) => handle))
  const isUs = (target: string): boolean => handles.has(target.replace(/^@/, '').toLowerCase()) || identities.has(identityId(channel, target))
  return facets.some((facet) => facet.kind === 'mention' && isUs(facet.target)) || relations.some(({ kind, authorExternalId }) => kind === 'reply' && authorExternalId !== undefined && identities.has(identityId(channel, authorExternalId)))
}

/** Which of these one of our accounts has answered or quoted, as far as it was heard. */
async function answeredByUs(deps: ReadDeps, views: readonly MentionView[], us: Ourselves): Promise<Set<Uuid>> {
  const cascades = [...new Set(views.flatMap(({ cascade }) => cascade?.id ?? []))]
  if (us.identities.size === 0 || cascades.length === 0) return new Set()
  const keys = await deps.mentions.saidInCascades(deps.listener.topics.map((topic) => topic.edition), cascades, [...us.identities])
  return new Set((await deps.history.interactions(keys)).flatMap(({ channel, relations }) => relations.filter(({ kind }) => kind === 'reply' || kind === 'quote').map(({ externalId }) => interactionId(channel, externalId))))
}

/** The mentions of a filter most worth joining. */
export async function worthJoining(deps: ReadDeps, filter: MentionFilter, limit: number, now: Instant): Promise<{ items: Weighed[]; looked: number; lookedFrom: Instant | null }> {
  const from = filter.from ?? iso(Math.max(0, (filter.to === undefined ? now : Date.parse(filter.to)) - usualDays * dayMs))
  const selection = await select(deps, { ...filter, from, own: 'without' })
  const keys = await deps.mentions.pageOfCascades(selection, null, mostWeighed)
  const standing = standingOf(deps, keys)
  // Told by `weigh`, unless what else is asked for fails first.
  standing.catch(() => undefined)
  const [heard, dealtWith] = await Promise.all([deps.history.interactions(keys), verdictsOn(deps.db, keys.map(({ id }) => id))])
  const all = await weigh(deps, heard.filter(({ id }) => !dealtWith.has(id)), now, standing)
  const items = all.filter(({ isOurs }) => !isOurs).toSorted((a, b) => b.score - a.score || b.heard.at - a.heard.at).slice(0, limit)
  return { items, looked: heard.length, lookedFrom: keys.length === mostWeighed ? keys.at(-1)?.at ?? null : null }
}
