/** From a row of a file to what it says about somebody, or to the reason why it says nothing. Pure. */
import { hash } from 'node:crypto'
import { Fault } from '../../../kernel/fault.ts'
import { identityId } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { TableRow } from '../../../kernel/table-file.ts'
import { addressOf } from '../recognition/address.ts'
import type { IdentifiedBy } from '../recognition/identify.ts'
import type { ImportKind, ImportMapping } from './mapping.ts'
import { currencyOf, dayOf, minorOf, momentOf, numberOf, yesOf } from './values.ts'

export interface SaidConsent {
  readonly purpose: string
  readonly channel: string
  readonly act: 'granted' | 'withdrawn'
}

export interface PersonMeant {
  readonly is: 'person'
  readonly identities: readonly IdentifiedBy[]
  readonly seenAt: Instant | null
  readonly traits: readonly (readonly [name: string, value: string])[]
  readonly tags: readonly string[]
  readonly notes: readonly string[]
  readonly company: { readonly name: string; readonly domain: string | null; readonly role: string } | null
  readonly consents: readonly SaidConsent[]
  readonly consentAt: Instant | null
  readonly consentProof: string | null
}
export interface CompanyMeant { readonly is: 'company'; readonly name: string; readonly domains: readonly string[]; readonly note: string }
export interface PurchaseMeant {
  readonly is: 'purchase'
  readonly by: IdentifiedBy
  readonly also: readonly IdentifiedBy[]
  readonly at: Instant
  readonly externalId: string
  readonly number: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly item: { readonly name: string; readonly count: number } | null
}
export interface RelationMeant { readonly is: 'relation'; readonly from: IdentifiedBy; readonly to: IdentifiedBy | null; readonly kind: 'brought-by' | 'household' | 'company'; readonly company: string; readonly role: string }
export type Meant = PersonMeant | CompanyMeant | PurchaseMeant | RelationMeant
export type RowMeaning = Meant | { readonly is: 'refused'; readonly code: string; readonly because: string }

const refuse = (code: string, because: string): RowMeaning => ({ is: 'refused', code: `people.import.${code}`, because })
const maxText = 2_000
const maxName = 300

/** Placeholders that exports write for nothing. */
const nothing = /^(n\/?a|null|none|undefined|-+|\(not set\)|unknown|onbekend|#n\/a)$/i
const kept = (text: string): string => (nothing.test(text) ? '' : text)
// A formula that an export made harmless, or an apostrophe that a spreadsheet put in front.
const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@])/, '')

/** Reads rows by a mapping. */
export function rowReader(what: ImportKind, mapping: ImportMapping, now: Instant): (row: TableRow) => RowMeaning {
  const columns = new Map<string, string[]>()
  for (const { column, target } of mapping.columns) if (target !== 'ignore') columns.set(target, [...(columns.get(target) ?? []), column])
  const all = (row: TableRow, target: string): string[] => (columns.get(target) ?? []).map((column) => kept(unguarded(row.text(column)))).filter((text) => text !== '')
  const one = (row: TableRow, target: string): string => all(row, target)[0] ?? ''

  const identitiesOf = (row: TableRow, prefix = ''): IdentifiedBy[] => [...columns.keys()].flatMap((target): IdentifiedBy[] => {
    if (!target.startsWith(prefix)) return []
    const bare = target.slice(prefix.length)
    const channel = bare.startsWith('handle:') ? bare.slice('handle:'.length) : ['customer', 'mail', 'phone', 'cookie'].includes(bare) ? bare : null
    if (channel === null) return []
    return all(row, target).flatMap((text) => (channel === 'mail' ? text.split(/[;,\s]+/).filter((part) => part !== '') : [text])).map((text) => {
      const handle = bare.startsWith('handle:') ? text.replace(/^@/, '') : text
      const externalId = addressOf(channel, handle)
      return { channel, externalId, id: identityId(channel, externalId), ...(bare.startsWith('handle:') ? { profile: { handle } } : {}) }
    })
  })

  const person = (row: TableRow): RowMeaning => {
    const name = (one(row, 'name') || [one(row, 'firstName'), one(row, 'lastName')].filter((part) => part !== '').join(' ')).slice(0, maxName)
    const birthday = one(row, 'birthday')
    const day = birthday === '' ? null : dayOf(birthday, mapping)
    if (birthday !== '' && day === null) return refuse('birthday', `The day of birth "${birthday.slice(0, 40)}" is no day. Write for example 1984-05-17, or leave it empty.`)
    if (day !== null && Date.parse(day) > now) return refuse('birthday-ahead', `The day of birth ${day} lies ahead. Probably day and month, or the century, were read in another way than they were written.`)
    const found = identitiesOf(row)
    if (found.length === 0) return refuse('nobody', 'The row names nobody: no mail address, telephone number, customer number or handle stands in it.')
    if (found.length > 50) return refuse('too-many', `The row names ${found.length} addresses; at most 50 can be one person's.`)
    const url = one(row, 'url')
    const profile = {
      ...(name === '' ? {} : { name }), ...(/^https?:\/\//i.test(url) ? { url: url.slice(0, 4_000) } : {}), ...(/^https?:\/\//i.test(one(row, 'avatar')) ? { avatarUrl: one(row, 'avatar').slice(0, 4_000) } : {}),
      ...(one(row, 'about') === '' ? {} : { bio: one(row, 'about').slice(0, 20_000) }), ...(one(row, 'place') === '' ? {} : { place: one(row, 'place').slice(0, maxText) }),
    }
    // A telephone may be a household's: it is named only when there is nothing else to name.
    const identities = found.map((identity) => ({ ...identity, profile: identity.channel === 'phone' && found.some((other) => other.channel !== 'phone') ? {} : { ...profile, ...identity.profile } }))
    const traits: [string, string][] = []
    for (const [target, names] of columns) {
      if (target !== 'trait' && !target.startsWith('trait:')) continue
      for (const column of names) {
        const value = kept(unguarded(row.text(column))).slice(0, maxText)
        if (value !== '') traits.push([(target === 'trait' ? column : target.slice('trait:'.length)).slice(0, 60), value])
      }
    }
    if (day !== null) traits.push(['birthday', day])
    const consents: SaidConsent[] = mapping.everybody.map((said) => ({ ...said }))
    for (const target of columns.keys()) {
      const [, purpose, channel] = /^consent:([^:]+):(.+)$/.exec(target) ?? []
      const said = yesOf(one(row, target))
      if (purpose !== undefined && channel !== undefined && said !== null) consents.push({ purpose, channel, act: said ? 'granted' : 'withdrawn' })
      const [, out] = /^optOut:(.+)$/.exec(target) ?? []
      // Some write "yes", others "unsubscribed": both mean that they left.
      const left = out === undefined ? '' : one(row, target)
      if (out !== undefined && (yesOf(left) === true || /^(unsubscribed|opted.?out|uitgeschreven)$/i.test(left))) consents.push({ purpose: '*', channel: out, act: 'withdrawn' })
    }
    const company = one(row, 'company').slice(0, 200)
    const when = (target: string): Instant | null => {
      const moments = all(row, target).flatMap((text) => momentOf(text, mapping) ?? []).filter((at) => at <= now && at >= 0)
      return moments.length === 0 ? null : Math.max(...moments)
    }
    return {
      is: 'person', identities, traits, consents,
      seenAt: when('seenAt'), consentAt: when('consentAt'), consentProof: one(row, 'consentProof') || null,
      tags: [...new Set(all(row, 'tags').flatMap((text) => text.replaceAll(/^\[|\]$|"/g, '').split(/[,;|]/)).map((tag) => tag.trim().slice(0, 60)).filter((tag) => tag !== ''))].slice(0, 100),
      notes: all(row, 'note').map((text) => text.slice(0, 20_000)),
      company: company === '' ? null : { name: company, domain: domainOf(one(row, 'companyDomain')), role: one(row, 'role').slice(0, 60) },
    }
  }

  const company = (row: TableRow): RowMeaning => {
    const name = one(row, 'company').slice(0, 200)
    if (name === '') return refuse('no-name', 'The row names no company.')
    return { is: 'company', name, domains: all(row, 'companyDomain').flatMap((text) => text.split(/[;,\s]+/)).flatMap((text) => domainOf(text) ?? []), note: all(row, 'note').join('\n').slice(0, 5_000) }
  }

  const purchase = (row: TableRow): RowMeaning => {
    const identities = identitiesOf(row)
    const [by, ...also] = ['customer', 'mail', 'phone'].flatMap((channel) => identities.filter((identity) => identity.channel === channel)).concat(identities.filter(({ channel }) => !['customer', 'mail', 'phone'].includes(channel)))
    if (by === undefined) return refuse('nobody', 'The row does not say who bought: no mail address, telephone number, customer number or handle stands in it.')
    const written = one(row, 'at')
    const at = momentOf(written, mapping)
    if (at === null) return refuse('time', written === '' ? 'The row does not say when it was bought.' : `"${written.slice(0, 60)}" is no time. Write for example 2026-11-22T14:30:00Z or 22-11-2026.`)
    if (at > now + 600_000) return refuse('ahead', `The purchase lies ahead, at ${new Date(at).toISOString()}. Probably day and month were read the wrong way round.`)
    const money = one(row, 'amount')
    const amount = numberOf(money, mapping)
    if (amount === null) return refuse('amount', `"${money.slice(0, 60)}" is no amount. Write for example 12.50.`)
    const currency = (one(row, 'currency') === '' ? currencyOf(money) : currencyOf(one(row, 'currency'))) ?? mapping.currency
    const number = one(row, 'orderNumber').slice(0, 200)
    const item = one(row, 'item').slice(0, maxText)
    const count = numberOf(one(row, 'count'), mapping)
    const amountMinor = minorOf(amount, currency)
    if (Math.abs(amountMinor) > 9e12) return refuse('amount', `The amount ${money.slice(0, 60)} is larger than can be kept.`)
    const name = one(row, 'name').slice(0, maxName)
    return {
      is: 'purchase', at, amountMinor, currency, number: number === '' ? null : number,
      by: name === '' ? by : { ...by, profile: { name, ...by.profile } }, also,
      // A line of an order is a purchase of its own, so that orders of several lines add up.
      externalId: number === '' ? `row:${hash('sha256', row.identity, 'hex').slice(0, 32)}` : `order:${number}${item === '' ? '' : `:${item}`}`.slice(0, 1_000),
      item: item === '' ? null : { name: item, count: count !== null && count > 0 && count < 1e9 ? count : 1 },
    }
  }

  const relation = (row: TableRow): RowMeaning => {
    const [from] = identitiesOf(row, 'from:')
    const [to] = identitiesOf(row, 'to:')
    const named = one(row, 'company').slice(0, 200)
    if (from === undefined) return refuse('nobody', 'The row does not say whose relation it is.')
    const said = one(row, 'relation').toLowerCase()
    const kind = said === '' ? (to === undefined && named !== '' ? 'company' : mapping.relation) : /house|gezin|famil|partner|spouse/.test(said) ? 'household' : /compan|work|employ|werk|bedrijf/.test(said) ? 'company' : /brought|refer|invit|aangebracht|friend|vriend/.test(said) ? 'brought-by' : null
    if (kind === null) return refuse('relation', `"${said.slice(0, 60)}" is no relation that is kept. Write brought-by, household or company.`)
    if (kind === 'company' && named === '') return refuse('no-name', 'The row names no company.')
    if (kind !== 'company' && to === undefined) return refuse('nobody', 'The row does not say with whom the relation is.')
    if (to !== undefined && to.channel === from.channel && to.externalId === from.externalId) return refuse('self', 'The row relates somebody to themselves.')
    return { is: 'relation', from, to: to ?? null, kind, company: named, role: one(row, 'role').slice(0, 60) }
  }

  const read = { people: person, companies: company, purchases: purchase, relations: relation }[what]
  return (row) => {
    try {
      return read(row)
    } catch (thrown) {
      // An address that cannot be read.
      if (thrown instanceof Fault) return { is: 'refused', code: thrown.code, because: thrown.message }
      throw thrown
    }
  }
}

/** `https://www.Company.example/contact` → `company.example`. */
export function domainOf(text: string): string | null {
  const host = text.trim().toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/^www\./, '').split(/[/?#:]/)[0] ?? ''
  return /^[a-z0-9.-]+\.[a-z]{2,}$/.test(host) && host.length <= 253 ? host : null
}
