/** What somebody who knows says of identities: that they are one person's. Read, brought to one form, and turned into links. Pure. */
import { Invalid } from '../../../kernel/fault.ts'
import { identityId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Author } from '../../../kernel/interaction.ts'
import { addressOf } from './address.ts'
import { claimKey, type NewLink } from './link-store.ts'
import { ordered } from './model.ts'

/** One identity of a statement. */
export interface IdentifiedBy {
  readonly channel: string
  /** As it was written; brought to one form by `addressOf`. */
  readonly externalId: string
  /** For who has brought the address to its one form already: the identity's id. */
  readonly id?: Uuid | undefined
  /** Whether it is known that the address is theirs. Default true; a claim that nobody verified waits. */
  readonly verified?: boolean | undefined
  /** How the channel shows them. */
  readonly profile?: Partial<Omit<Author, 'externalId'>> | undefined
}

export interface Identification {
  readonly identities: readonly IdentifiedBy[]
  /** Who says so: `import:…`, `api:…`, `tracker`. */
  readonly source: string
  /** When the identities were seen together. */
  readonly at: Instant
}

/** Most identities that one statement can name. */
const maxIdentities = 50

/** An identity of a statement, in the form in which it is kept. */
export interface Named {
  readonly id: Uuid
  readonly channel: string
  readonly externalId: string
  readonly verified: boolean
  readonly profile: Partial<Omit<Author, 'externalId'>>
}

export interface Statement {
  readonly source: string
  readonly at: Instant
  /** As they were named, one for each that was given. */
  readonly ids: readonly Uuid[]
  /** Each once. */
  readonly identities: readonly Named[]
}

/** The identity that an address, in its one form, is. */
export const idOf = ({ id, channel, externalId }: IdentifiedBy): Uuid => id ?? identityId(channel, externalId)

/** @throws {Invalid} when an address cannot be read, or too many are named. */
export function readStatement({ identities, source, at }: Identification): Statement {
  if (identities.length === 0 || identities.length > maxIdentities) throw new Invalid(`A statement names 1 to ${maxIdentities} identities; this one names ${identities.length}.`, { path: '/identities' }, 'people.identities')
  const byId = new Map<Uuid, Named>()
  const ids = identities.map((one) => {
    const externalId = one.id === undefined ? addressOf(one.channel, one.externalId) : one.externalId
    const id = one.id ?? identityId(one.channel, externalId)
    const before = byId.get(id)
    byId.set(id, { id, channel: one.channel, externalId, verified: (one.verified ?? true) || before?.verified === true, profile: { ...before?.profile, ...one.profile } })
    return id
  })
  return { source, at, ids, identities: [...byId.values()] }
}

/** What holds the others: an account or a customer's number before an address, an address before a cookie, the verified before the claimed. */
function anchorOf(identities: readonly Named[]): Named | undefined {
  const rank = ({ channel, verified }: Named): number => (verified ? 0 : 10) + (channel === 'cookie' ? 4 : channel === 'phone' ? 3 : channel === 'mail' ? 2 : channel === 'customer' ? 0 : 1)
  return identities.toSorted((x, y) => rank(x) - rank(y) || (x.id < y.id ? -1 : 1))[0]
}

/** A link with who claims it. */
export type Claimed = NewLink & { readonly source: string }

const shown = ({ channel, externalId }: Named): string => `${channel}:${externalId}`

/** The links that a statement makes, from its anchor to each of the others. */
export function claimsOf({ source, at, identities }: Statement): Claimed[] {
  const anchor = anchorOf(identities)
  if (!anchor) return []
  return identities.flatMap((other): Claimed[] => {
    if (other === anchor) return []
    const [a, b] = ordered(anchor.id, other.id)
    const [first, second] = a === anchor.id ? [anchor, other] : [other, anchor]
    return [{ a, b, kind: 'rule', basis: 'identify', state: anchor.verified && other.verified ? 'standing' : 'waiting', bits: null, evidence: [{ what: 'identify', a: shown(first), b: shown(second), weight: null, source, at }], source }]
  })
}

/** The links of many statements, each once; what one of them verifies is verified. */
export function claimsOfAll(statements: readonly Statement[]): Claimed[] {
  const links = new Map<string, Claimed>()
  for (const link of statements.flatMap(claimsOf)) if (link.state === 'standing' || !links.has(claimKey(link))) links.set(claimKey(link), link)
  return [...links.values()]
}
