/** HTTP of companies. */
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { cursorOf, type PeopleDeps } from '../deps.ts'
import { cardsOf } from '../list/card-store.ts'
import { viewOfCard } from '../list/present.ts'
import { readPlace } from '../list/routes.ts'
import { markPersons } from '../list/stale.ts'
import type { DeedKey } from '../ports.ts'
import { identitiesOfAll } from '../store.ts'
import * as api from './api.ts'
import { addCompany, changeCompany, companiesOf, companyOf, companyOfDomain, pageOfCompanies, peopleAtDomains, peopleOfCompany, type Company } from './company-store.ts'
import { companyDomain } from './mail-domain.ts'

const view = (company: Company) => ({ id: company.id, name: company.name, domains: [...company.domains], note: company.note, createdAt: iso(company.createdAt), source: company.source })
const maxPeople = 2_000
const maxSuggested = 50
const listOf = (text: string | undefined): string[] => (text ? text.split(',').filter(Boolean) : [])

/** @throws {Invalid} for a provider at which anybody has an address, {Conflict} for a domain of another company. */
async function checkDomains({ db }: PeopleDeps, domains: readonly string[], self: string | null): Promise<void> {
  for (const [index, domain] of domains.entries()) {
    if (companyDomain(`x@${domain}`) === null) throw new Invalid(`Anybody can have an address at "${domain}": it tells no company.`, { path: `/domains/${index}` }, 'people.free-domain')
    const other = await companyOfDomain(db, domain)
    if (other !== null && other.id !== self) throw new Conflict(`"${domain}" belongs to ${other.name} already.`, 'people.domain-taken')
  }
}

export function companyRoutes(deps: PeopleDeps): MountedRoute[] {
  const { db } = deps
  const found = async (id: string): Promise<Company> => {
    const company = isUuid(id) ? await companyOf(db, id) : null
    if (!company) throw new NotFound('company', id)
    return company
  }
  return [
    handle(api.listCompanies, async ({ query }) => {
      const after = query.cursor === undefined ? null : readPlace(query.cursor, 'name')
      const rows = await pageOfCompanies(db, { q: query.q?.trim().replaceAll('\0', '').toWellFormed() ?? '', after: after === null ? null : { value: String(after.value), id: after.id }, limit: query.limit })
      const last = rows.at(-1)
      return { items: rows.map((row) => ({ ...view(row), people: row.people, spentMinor: row.spentMinor, lastAt: row.lastAt === null ? null : iso(row.lastAt) })), next: rows.length === query.limit && last ? cursorOf(last.name.toLowerCase(), last.id) : null }
    }),
    handle(api.getCompany, async ({ params }) => {
      const company = await found(params.id)
      const [tied, maybe] = await Promise.all([peopleOfCompany(db, company.id, maxPeople), peopleAtDomains(db, company.id, company.domains, maxSuggested)])
      const cards = await cardsOf(db, [...tied, ...maybe].map((one) => one.person))
      const names = await companiesOf(db, [...cards.values()].flatMap((card) => card.companies))
      const people = tied.flatMap(({ person, role, entry, source }) => { const card = cards.get(person); return card ? [{ ...viewOfCard(card, names, deps.picture), role, entry, source }] : [] })
      return {
        ...view(company), people: people.toSorted((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1)),
        suggested: maybe.map(({ person, address }) => ({ id: person, name: cards.get(person)?.name ?? address, address })),
        spentMinor: people.reduce((sum, one) => sum + one.spentMinor, 0), expectedMinor: people.some((one) => one.expectedMinor !== null) ? people.reduce((sum, one) => sum + (one.expectedMinor ?? 0), 0) : null,
        currency: people.find((one) => one.currency !== null)?.currency ?? null,
      }
    }),
    handle(api.addCompany, async ({ actor, body }) => {
      await checkDomains(deps, body.domains, null)
      return view(await found(await addCompany(db, { ...body, source: actor.kind === 'key' ? `api:${actor.name}` : 'hand' }, deps.now())))
    }),
    handle(api.changeCompany, async ({ params, body }) => {
      if (body.domains) await checkDomains(deps, body.domains, params.id)
      if (!(await changeCompany(db, params.id, body))) throw new NotFound('company', params.id)
      const tied = await peopleOfCompany(db, params.id, maxPeople)
      await db.transaction().execute((tx) => markPersons(tx, tied.map((one) => one.person)))
      return {}
    }),
    handle(api.companyTimeline, async ({ params, query }) => {
      const company = await found(params.id)
      const persons = (await peopleOfCompany(db, company.id, maxPeople)).map((one) => one.person)
      const identities = [...(await identitiesOfAll(db, persons)).values()].flat()
      if (identities.length === 0) return { items: [], next: null }
      const start = query.cursor === undefined ? null : readPlace(query.cursor, 'recent')
      const before: DeedKey | null = start ? { at: Number(start.value), id: start.id } : query.before === undefined ? null : { at: Date.parse(query.before), id: '00000000-0000-0000-0000-000000000000' }
      const keys = await deps.deeds.timeline({ identities: identities.map((one) => one.id), kinds: listOf(query.kinds), channels: listOf(query.channels), before, limit: query.limit })
      const [deeds, cards] = [await deps.deeds.interactions(keys), await cardsOf(db, persons)]
      const personOf = new Map(identities.map((one) => [one.id, one.person]))
      const last = keys.at(-1)
      return {
        items: deeds.map((deed) => { const person = personOf.get(deed.identity) ?? ''; return { id: deed.id, person, name: cards.get(person)?.name ?? '', channel: deed.channel, kind: deed.kind, direction: deed.direction, at: iso(deed.at), text: deed.text, title: deed.title, url: deed.url && /^https?:\/\//i.test(deed.url) ? deed.url : null, identity: deed.identity } }),
        next: keys.length === query.limit && last ? cursorOf(last.at, last.id) : null,
      }
    }),
  ]
}
