/** What the list keeps of a person: put together from all that is known. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { depthOf, depths, exchangesOf } from '../lifecycle/depth.ts'
import { nextCheck, type ActsOfDay, type LifeFacts } from '../lifecycle/judge.ts'
import type { KeptMove } from '../lifecycle/life-cycle-store.ts'
import { movesBetween, type Move } from '../lifecycle/moves.ts'
import { beginning, type LifeCycle } from '../lifecycle/stages.ts'
import type { DayCount, DayVoiced, Turn } from '../ports.ts'
import type { Entry } from '../profile/deed.ts'
import { profileOf } from '../profile/profile.ts'
import type { PurchaseRow } from '../purchases.ts'
import type { Identity } from '../store.ts'
import { buyingOf } from '../value/fit.ts'
import { outlookOf } from '../value/outlook.ts'
import { historyOf, type ValueModel } from '../value/value-store.ts'

export interface Known {
  readonly person: Uuid
  readonly identities: readonly Identity[]
  readonly entries: readonly Entry[]
  readonly purchases: readonly PurchaseRow[]
  readonly moves: readonly KeptMove[]
  readonly days: readonly DayCount[]
  readonly turns: readonly Turn[]
  /** Empty where nobody asked for it. */
  readonly voiced: readonly DayVoiced[]
}

export interface Card {
  readonly person: Uuid
  readonly name: string
  readonly sortName: string
  readonly searched: string
  readonly avatarUrl: string | null
  readonly bio: string | null
  readonly bot: boolean
  readonly channels: readonly string[]
  readonly identities: number
  readonly tags: readonly string[]
  readonly companies: readonly Uuid[]
  readonly owner: string | null
  readonly ours: boolean
  readonly stage: string | null
  readonly stageSince: Instant | null
  readonly held: boolean
  /** Index into `depths`. */
  readonly depth: number
  readonly acts: number
  readonly followers: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly purchases: number
  readonly lastPurchaseAt: Instant | null
  readonly spentMinor: number
  readonly currency: string | null
  readonly alive: number | null
  readonly expectedPurchases: number | null
  readonly expectedMinor: number | null
  readonly nextPurchaseAt: Instant | null
  readonly edition: number
  readonly recheckAt: Instant | null
}

/** What to call somebody: a name given by hand, else their newest name, handle or address. */
export function nameOf(identities: readonly Pick<Identity, 'name' | 'handle' | 'externalId'>[]): string {
  const named = identities.find((identity) => identity.name) ?? identities.find((identity) => identity.handle) ?? identities[0]
  return named?.name ?? named?.handle ?? named?.externalId ?? ''
}

/** Whether somebody is one of us: said by hand, else because an identity of theirs speaks for us. */
export const isOurs = (byHand: boolean | null, days: readonly DayCount[]): boolean => byHand ?? days.some((day) => day.direction === 'outbound')

const weekMs = 7 * 86_400_000
const maxSearched = 6_000

/** A person's figures under a value model, as the card and their page show them. */
export function valueOf(model: ValueModel | null, purchases: readonly PurchaseRow[], now: Instant) {
  const currency = model?.currency ?? purchases.find((one) => one.currency !== null)?.currency ?? null
  const history = historyOf(purchases, currency)
  const spentMinor = purchases.reduce((sum, one) => (one.currency === currency ? sum + (one.amountMinor ?? 0) : sum), 0)
  const bought = buyingOf(history, now)
  const outlook = bought === null || !model?.buying ? null : outlookOf({ buying: model.buying, spending: model.spending }, bought.buying, bought.spending)
  const lastAt = history.days.at(-1)?.at ?? null
  const due = typeof outlook?.gapWeeks !== 'number' || lastAt === null ? null : lastAt + outlook.gapWeeks * weekMs
  return {
    currency, spentMinor, lastAt, count: history.days.length, bought, outlook,
    // Of who bought once BG/NBD can say nothing against: that is no knowledge.
    alive: outlook === null || ((bought?.buying.x ?? 0) === 0 && model?.buying?.fromFirst !== true) ? null : outlook.alive,
    expectedMinor: typeof outlook?.value !== 'number' ? null : Math.round(outlook.value * 100),
    // A day that passed without them is no forecast.
    nextAt: due === null || due < now || (outlook?.alive ?? 0) < 0.5 ? null : due,
  }
}

/** What stages are judged by. */
export function factsOf(known: Known, tags: readonly string[], alive: number | null, currency: string | null): LifeFacts {
  const acts = known.days.filter((day) => day.direction !== 'outbound').map((day): ActsOfDay => ({ at: day.last, kind: day.kind, direction: day.direction, count: day.count })).toSorted((a, b) => a.at - b.at)
  return {
    firstAt: Math.min(...known.identities.map((one) => one.firstSeenAt)), acts,
    voiced: known.voiced.map(({ last, sentiment, intent, count }) => ({ at: last, sentiment, intent, count })).toSorted((a, b) => a.at - b.at),
    purchases: known.purchases.map((one) => ({ at: one.at, amountMinor: one.currency === currency ? one.amountMinor : null })),
    exchanges: exchangesOf(known.turns), followers: Math.max(0, ...known.identities.map((one) => one.followers ?? 0)), tags, alive,
  }
}

/** A person's card and the moves that are new since the last one. */
export function cardOf(known: Known, life: LifeCycle, model: ValueModel | null, now: Instant): { card: Card; moves: Move[] } {
  const { identities, purchases } = known
  const profile = profileOf(identities, known.entries)
  const tags = profile.tags.map((tag) => tag.value)
  const value = valueOf(model, purchases, now)
  const facts = factsOf(known, tags, value.alive, value.currency)
  const ours = isOurs(profile.ours?.value ?? null, known.days)
  const last = known.moves.at(-1)
  const current = last !== undefined && life.stages.some((stage) => stage.id === last.to) ? last.to : beginning(life.stages)
  const hold = profile.hold !== null && life.stages.some((stage) => stage.id === profile.hold?.value) ? profile.hold : null
  let moves: Move[] = []
  if (hold !== null) {
    if (hold.value !== current) moves = [{ at: hold.at, from: current, to: hold.value, because: { by: 'hand', name: hold.by } }]
  } else if (!ours) {
    // Released by hand, or judged by new rules: from now on, not as if it had always been so.
    const isReleased = last?.because.by === 'hand'
    const from = isReleased ? now : Math.max(last?.at ?? facts.firstAt, life.since)
    moves = movesBetween({ stages: life.stages, edition: life.edition, facts, current, from: Math.min(from, now), until: now })
  }
  const stage = moves.at(-1)?.to ?? current
  const exchanges = facts.exchanges
  const named = profile.traits.find((trait) => trait.name === 'name' && trait.holds.source === 'hand')?.holds.value
  const name = named ?? nameOf(identities.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt))
  const searched = [name, ...identities.flatMap((one) => [one.handle, one.name, one.externalId]), ...tags, ...profile.traits.filter((trait) => trait.holds.entry !== null).map((trait) => trait.holds.value), ...profile.notes.map((note) => note.value)]
  const recheck = ours || hold !== null ? null : nextCheck(life.stages, facts, now)
  return {
    moves,
    card: {
      person: known.person, name, sortName: name.toLowerCase().slice(0, 500),
      searched: [...new Set(searched.flatMap((text) => (text ? [text.toLowerCase()] : [])))].join(' ').slice(0, maxSearched).toWellFormed(),
      avatarUrl: identities.find((one) => one.avatarUrl)?.avatarUrl ?? null, bio: identities.find((one) => one.bio)?.bio?.slice(0, 300).toWellFormed() ?? null, bot: identities.some((one) => one.bot),
      channels: [...new Set(identities.map((one) => one.channel))], identities: identities.length, tags, companies: profile.companies.map((one) => one.value.company), owner: profile.owner?.value ?? null, ours,
      stage: ours && hold === null ? null : stage, stageSince: ours && hold === null ? null : moves.at(-1)?.at ?? last?.at ?? facts.firstAt, held: hold !== null,
      depth: depths.indexOf(depthOf({ exchanges, purchases: purchases.length })),
      acts: known.days.reduce((sum, day) => sum + day.count, 0), followers: facts.followers,
      firstAt: facts.firstAt, lastAt: Math.max(...identities.map((one) => one.lastSeenAt), ...known.days.map((day) => day.last)),
      purchases: purchases.length, lastPurchaseAt: purchases.at(-1)?.at ?? null, spentMinor: value.spentMinor, currency: value.currency,
      alive: value.alive, expectedPurchases: value.outlook?.purchases ?? null, expectedMinor: value.expectedMinor, nextPurchaseAt: value.nextAt,
      edition: life.edition, recheckAt: recheck,
    },
  }
}
