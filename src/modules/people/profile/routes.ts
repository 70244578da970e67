/** HTTP of what is known and said about a person. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { NotFound } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { companiesOf, companyOfDomain } from '../companies/company-store.ts'
import { companyDomain } from '../companies/mail-domain.ts'
import type { PeopleDeps } from '../deps.ts'
import { depthOf, exchangesOf } from '../lifecycle/depth.ts'
import { movesOf, type KeptMove } from '../lifecycle/life-cycle-store.ts'
import { isOurs, valueOf } from '../list/card.ts'
import { cardsOf, type CardRow } from '../list/card-store.ts'
import { viewOfAct, viewOfCard } from '../list/present.ts'
import { knownOf } from '../list/refresh.ts'
import { identitiesOf } from '../store.ts'
import { rangeOf } from '../value/outlook.ts'
import { needs } from '../value/fit.ts'
import { newestModel } from '../value/value-store.ts'
import { actOn } from './act.ts'
import * as api from './api.ts'
import type { Entry } from './deed.ts'
import { actOf, entriesNaming } from './entry-store.ts'
import { profileOf, type Said } from './profile.ts'

const said = <T>(one: Said<T>) => ({ value: one.value, entry: one.entry, source: one.source, at: iso(one.at), by: one.by })
const moveView = (move: KeptMove) => ({ id: move.id, at: iso(move.at), from: move.from, to: move.to, because: move.because as z.input<typeof api.because> })
const when = (at: Instant | null): string | null => (at === null ? null : iso(at))

/** Persons behind identities that entries name, with what a link to them shows. */
async function linksTo(deps: PeopleDeps, named: readonly { identity: Uuid; entry: Uuid }[], except: Uuid) {
  const { rows } = await sql<{ id: Uuid; person: Uuid }>`select id, person from people.identities where id = any(${named.map((one) => one.identity)}::uuid[])`.execute(deps.db)
  const persons = new Map(rows.map((row) => [row.id, row.person]))
  const cards = await cardsOf(deps.db, [...new Set(persons.values())])
  const seen = new Set<Uuid>([except])
  return named.flatMap(({ identity, entry }) => {
    const card = cards.get(persons.get(identity) ?? '')
    if (!card || seen.has(card.person)) return []
    seen.add(card.person)
    return [{ ...linkOf(deps, card), entry }]
  })
}
const linkOf = (deps: PeopleDeps, card: CardRow) => ({ id: card.person, name: card.name, avatar: card.avatarUrl === null ? null : deps.picture(card.avatarUrl), stage: card.stage, ours: card.ours })

/** Companies that somebody's mail addresses speak of and that they are not tied to. */
async function suggested(deps: PeopleDeps, addresses: readonly string[], tied: ReadonlySet<Uuid>) {
  const domains = [...new Set(addresses.flatMap((address) => companyDomain(address) ?? []))].slice(0, 5)
  const found = await Promise.all(domains.map(async (domain) => ({ domain, company: await companyOfDomain(deps.db, domain) })))
  return found.filter(({ company }) => company === null || !tied.has(company.id)).map(({ domain, company }) => ({ id: company?.id ?? null, name: company?.name ?? domain, domain }))
}

async function profile(deps: PeopleDeps, person: Uuid) {
  const { db } = deps
  const [known] = isUuid(person) ? await knownOf(deps, [person]) : []
  if (!known) throw new NotFound('person', person)
  const ids = known.identities.map((one) => one.id)
  const [naming, cards, model] = await Promise.all([entriesNaming(db, ids), cardsOf(db, [person]), newestModel(db)])
  const { identities, entries, purchases, moves } = known
  const what = profileOf(identities, entries)
  const companies = await companiesOf(db, what.companies.map((one) => one.value.company))
  const card = cards.get(person)
  const now = deps.now()
  const value = valueOf(model, purchases, now)
  const models = !model?.buying ? null : { buying: model.buying, spending: model.spending }
  const range = models === null || value.bought === null ? null : rangeOf(models, value.bought.buying, value.bought.spending)
  const exchanges = exchangesOf(known.turns)
  const from = (kind: Entry['kind']) => naming.filter((entry) => entry.kind === kind).map((entry) => ({ identity: entry.identity, entry: entry.id }))
  const to = (list: readonly Said<Uuid>[]) => list.flatMap((one) => (one.entry === null ? [] : [{ identity: one.value, entry: one.entry }]))
  return {
    card: card ? viewOfCard(card, await companiesOf(db, card.companies), deps.picture) : null,
    tags: what.tags.map(said), owner: what.owner ? said(what.owner) : null,
    ours: { holds: isOurs(what.ours?.value ?? null, known.days), byHand: what.ours ? said(what.ours) : null },
    traits: what.traits.map((trait) => ({ name: trait.name, holds: said(trait.holds), others: trait.others.map(said), disputed: trait.disputed })),
    notes: what.notes.map(said), tasks: what.tasks.map(said),
    companies: what.companies.flatMap((one) => { const company = companies.get(one.value.company); return company && one.entry ? [{ id: company.id, name: company.name, role: one.value.role, entry: one.entry, source: one.source }] : [] }),
    suggestedCompanies: await suggested(deps, [...identities.flatMap((one) => [one.externalId, one.handle ?? '']), ...what.traits.map((trait) => trait.holds.value)], new Set(companies.keys())),
    household: await linksTo(deps, [...to(what.household), ...from('household')], person),
    broughtBy: await linksTo(deps, to(what.broughtBy), person),
    brought: await linksTo(deps, from('brought-by'), person),
    life: { stage: card?.stage ?? null, since: when(card?.stageSince ?? null), hold: what.hold ? said(what.hold) : null, depth: depthOf({ exchanges, purchases: purchases.length }), exchanges: exchanges.length, moves: moves.toReversed().slice(0, 100).map(moveView) },
    value: {
      currency: value.currency, spentMinor: value.spentMinor, count: value.count,
      purchases: purchases.toReversed().slice(0, 100).map(({ id, at, amountMinor, currency, number, items }) => ({ id, at: iso(at), amountMinor, currency, number, items })),
      state: purchases.length === 0 ? 'no-purchases' as const : models === null ? 'too-little' as const : 'ready' as const,
      needs: models === null ? { ...needs, haveCustomers: model?.customers ?? 0, haveRepeaters: model?.repeaters ?? 0 } : null,
      alive: value.alive, expectedPurchases: value.outlook?.purchases ?? null, purchasesRange: range?.purchases ?? null, expectedMinor: value.expectedMinor,
      valueRange: !range?.value ? null : { low: Math.round(range.value.low * 100), high: Math.round(range.value.high * 100) },
      everyDays: typeof value.outlook?.gapWeeks !== 'number' ? null : value.outlook.gapWeeks * 7, nextAt: when(value.nextAt),
    },
  }
}

interface StoryRow {
  readonly id: Uuid
  readonly kind: Entry['kind']
  readonly key: string
  readonly value: unknown
  readonly source: string
  readonly saidAt: Instant
  readonly byName: string | null
  readonly act: Uuid | null
}

/** What an entry says, in a few words; who reads knows the kind. */
function words(entry: StoryRow, names: ReadonlyMap<Uuid, { name: string }>): string {
  const text = typeof entry.value === 'string' ? entry.value : ''
  switch (entry.kind) {
    case 'tag': return entry.key
    case 'trait': return `${entry.key}: ${text}`
    case 'company': return names.get(entry.key)?.name ?? ''
    case 'task': return (entry.value as { title?: string }).title ?? ''
    case 'ours': return String(entry.value)
    default: return text
  }
}

const maxStory = 300

async function story(deps: PeopleDeps, person: Uuid) {
  const identities = isUuid(person) ? await identitiesOf(deps.db, person) : []
  if (identities.length === 0) throw new NotFound('person', person)
  const { rows } = await sql<StoryRow>`
    select e.id, e.kind, e.key, e.value, e.source, e.said_at as "saidAt", e.by_name as "byName", case when a.bulk is null and a.state = 'done' then e.act end as act
    from people.entries e left join people.acts a on a.id = e.act
    where e.identity = any(${identities.map((one) => one.id)}::uuid[]) and e.retracted_at is null order by e.said_at desc, e.id desc limit ${maxStory}`.execute(deps.db)
  const [names, moves] = await Promise.all([companiesOf(deps.db, rows.filter((row) => row.kind === 'company').map((row) => row.key)), movesOf(deps.db, [person])])
  const entries = rows.map((row) => ({ id: row.id, at: iso(row.saidAt), is: row.kind, what: words(row, names), by: row.byName, source: row.source, act: row.act, move: null }))
  const moved = (moves.get(person) ?? []).slice(-maxStory).map((move) => ({ id: move.id, at: iso(move.at), is: 'move' as const, what: move.to, by: move.because.by === 'hand' ? move.because.name : null, source: move.because.by, act: null, move: moveView(move) }))
  return { items: [...entries, ...moved].toSorted((a, b) => (a.at < b.at ? 1 : -1)) }
}

const maxPartners = 24

export function profileRoutes(deps: PeopleDeps): MountedRoute[] {
  const { db } = deps
  return [
    handle(api.personProfile, ({ params }) => profile(deps, params.id)),
    handle(api.personStory, ({ params }) => story(deps, params.id)),
    handle(api.actOnPerson, async ({ actor, params, body }) => {
      const id = await actOn(deps, actor, params.id, body, actor.kind === 'key' ? `api:${actor.name}` : 'hand')
      const act = await actOf(db, id)
      if (!act) throw new NotFound('act', id)
      return viewOfAct(act)
    }),
    handle(api.personPartners, async ({ params }) => {
      const identities = isUuid(params.id) ? await identitiesOf(db, params.id) : []
      if (identities.length === 0) throw new NotFound('person', params.id)
      const found = await deps.deeds.partners(identities.map((one) => one.id), 4 * maxPartners)
      const { rows } = await sql<{ id: Uuid; person: Uuid }>`select id, person from people.identities where id = any(${found.map((one) => one.other)}::uuid[])`.execute(db)
      const persons = new Map(rows.map((row) => [row.id, row.person]))
      const cards = await cardsOf(db, [...new Set(persons.values())])
      const byPerson = new Map<Uuid, { toThem: number; fromThem: number; lastAt: Instant }>()
      for (const { other, toThem, fromThem, lastAt } of found) {
        const person = persons.get(other)
        if (person === undefined || person === params.id) continue
        const before = byPerson.get(person)
        byPerson.set(person, { toThem: (before?.toThem ?? 0) + toThem, fromThem: (before?.fromThem ?? 0) + fromThem, lastAt: Math.max(before?.lastAt ?? 0, lastAt) })
      }
      return { items: [...byPerson].flatMap(([person, figures]) => { const card = cards.get(person); return card ? [{ ...linkOf(deps, card), ...figures, lastAt: iso(figures.lastAt) }] : [] }).toSorted((a, b) => b.toThem + b.fromThem - a.toThem - a.fromThem).slice(0, maxPartners) }
    }),
    handle(api.openTasks, async ({ query }) => {
      const { rows } = await sql<Entry & { person: Uuid }>`
        select i.person, e.id, e.identity, e.kind, e.key, e.value, e.source, e.said_at as "saidAt", e.by_id as "byId", e.by_name as "byName", e.act
        from people.entries e join people.identities i on i.id = e.identity
        where e.kind = 'task' and e.retracted_at is null and e.value ->> 'doneAt' is null and ${query.owner === undefined ? sql`true` : sql`e.value ->> 'owner' = ${query.owner}`}
        order by e.value ->> 'due' nulls last, e.said_at limit ${query.limit}`.execute(db)
      const cards = await cardsOf(db, rows.map((row) => row.person))
      return { items: rows.flatMap((row) => profileOf([], [row]).tasks.map((task) => ({ ...said(task), person: row.person, name: cards.get(row.person)?.name ?? '' }))) }
    }),
  ]
}
