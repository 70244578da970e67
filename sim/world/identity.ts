/** An identity: one address of a person on one network. */
import { mix } from '../random.ts'
import type { Language } from './places.ts'

const simNetworks = ['bluesky', 'fediverse', 'feed', 'reviews', 'mail', 'chat', 'shop', 'site'] as const
export type SimNetwork = (typeof simNetworks)[number]

interface ProfileLink {
  readonly name: string
  readonly url: string
  /** The page at the other end links back with rel=me, and the server has seen it. */
  readonly verified: boolean
}

export interface SimIdentity {
  readonly person: number
  readonly network: SimNetwork
  /** DID, actor address, mail address, customer number. */
  readonly externalId: string
  readonly handle: string
  readonly name: string
  readonly url: string | undefined
  readonly bio: string
  readonly followers: number | undefined
  readonly following: number
  readonly place: string
  readonly country: string
  readonly avatarUrl: string | undefined
  readonly links: readonly ProfileLink[]
  /** A Bluesky handle that is the person's own domain: a proof in itself. */
  readonly domainHandle?: boolean
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A `did:plc` of the right form: 24 characters of base32. The person's number is part of it, so no two are alike. */
export function didOf(seed: number, person: number): string {
  let text = ''
  for (let word = 0; word < 4; word++) {
    let bits = word === 0 ? (person + 16) >>> 0 : mix(seed, 130 + word, person)
    for (let i = 0; i < 6; i++) {
      text += base32[bits & 31] ?? 'a'
      bits >>>= 5
    }
  }
  // The number would show as a run of "a"; mixing each letter with the rest hides it without losing it.
  const tail = text.slice(6)
  let head = ''
  for (let i = 0; i < 6; i++) head += base32[(base32.indexOf(text[i] ?? 'a') + base32.indexOf(tail[i] ?? 'a') + 3 * base32.indexOf(tail[i + 6] ?? 'a')) & 31] ?? 'a'
  return `did:plc:${tail}${head}`
}

/** Servers of the fediverse where people of a language gather; `fedi.example` is the large one. */
export const fediverseHosts: Record<Language, readonly string[]> = {
  en: ['fedi.example', 'fedi.example', 'toot.example', 'harbour.example'],
  nl: ['fedi.example', 'kust.example', 'kust.example', 'toot.example'],
  fr: ['fedi.example', 'pouet.example', 'pouet.example'],
  de: ['fedi.example', 'nordlicht.example', 'nordlicht.example'],
  es: ['fedi.example', 'tormenta.example'],
}
