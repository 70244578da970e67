/** Whether somebody may be contacted for a purpose on a channel, and why. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'

/** `contract` and `legal-duty` need no yes; `legitimate-interest` needs no yes but takes a no; `consent` needs a yes. */
export type Basis = 'consent' | 'legitimate-interest' | 'contract' | 'legal-duty'

/** All purposes, all channels. */
export const everything = '*'

export interface PurposeRule {
  readonly id: string
  readonly basis: Basis
  /** A yes older than this no longer counts; `null`: it stands until withdrawn. */
  readonly validMonths: number | null
}

/** One yes or no, as it was given. */
export interface ConsentEntry {
  readonly id: Uuid
  readonly identity: Uuid
  /** `*` for everything. */
  readonly purpose: string
  /** `*` for all channels. */
  readonly channel: string
  readonly act: 'granted' | 'withdrawn'
  readonly at: Instant
}

/** A bar on one of the person's addresses. */
export interface Suppression {
  /** `*` for everything. */
  readonly purpose: string
  readonly reason: 'asked' | 'erased' | 'complaint' | 'bounced' | 'by-hand'
  readonly at: Instant
}

/** What was said and laid down for all identities of one person. */
export interface ConsentLedger {
  readonly entries: readonly ConsentEntry[]
  readonly suppressions: readonly Suppression[]
}

/** Why; `entry` names the words of the person that decided. */
export type Because =
  | { readonly is: 'suppressed'; readonly reason: Suppression['reason']; readonly since: Instant }
  | { readonly is: 'withdrawn'; readonly since: Instant; readonly entry: Uuid }
  | { readonly is: 'granted'; readonly since: Instant; readonly entry: Uuid }
  | { readonly is: 'expired'; readonly since: Instant; readonly entry: Uuid }
  | { readonly is: 'never-asked' }
  | { readonly is: 'no-consent-needed'; readonly basis: Basis }
  | { readonly is: 'unknown-purpose' }

export interface Answer {
  readonly may: boolean
  readonly because: Because
}

/** The end of a yes that lasts so many calendar months, in UTC. */
export function endOf(at: Instant, months: number): Instant {
  const start = new Date(at)
  const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1))
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  return Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(start.getUTCDate(), lastDay)) + (at % 86_400_000)
}

/** The newest word of one identity; of two at one moment, and of two that say different things, the no. */
function lastWord(entries: readonly ConsentEntry[]): ConsentEntry | null {
  return entries.reduce<ConsentEntry | null>((last, entry) => (last === null || entry.at > last.at || (entry.at === last.at && entry.act === 'withdrawn') ? entry : last), null)
}

/**
 * The strictest wins: a bar on any address of the person, then a no of any of
 * their identities, then a yes. An identity that never said anything neither
 * forbids nor allows. So joining two people never turns a no that one of them
 * gave, or that was laid on their address, into a yes. A yes or no counts from
 * its own moment on; one dated after `now` does not count yet.
 */
export function mayContact(ledger: ConsentLedger, purpose: PurposeRule | undefined, channel: string, now: Instant): Answer {
  if (purpose === undefined) return { may: false, because: { is: 'unknown-purpose' } }
  const free = purpose.basis === 'legal-duty'
  const bar = ledger.suppressions.filter((one) => one.at <= now && (one.purpose === everything || one.purpose === purpose.id)).toSorted((a, b) => a.at - b.at)[0]
  if (bar && !free) return { may: false, because: { is: 'suppressed', reason: bar.reason, since: bar.at } }
  if (free || purpose.basis === 'contract') return { may: true, because: { is: 'no-consent-needed', basis: purpose.basis } }

  const about = ledger.entries.filter((entry) => entry.at <= now && (entry.purpose === purpose.id || entry.purpose === everything) && (entry.channel === channel || entry.channel === everything))
  const words = [...Map.groupBy(about, (entry) => entry.identity).values()].flatMap((entries) => lastWord(entries) ?? [])
  const no = words.filter((entry) => entry.act === 'withdrawn').toSorted((a, b) => b.at - a.at)[0]
  if (no) return { may: false, because: { is: 'withdrawn', since: no.at, entry: no.id } }
  const yes = words.filter((entry) => entry.act === 'granted').toSorted((a, b) => b.at - a.at)[0]
  if (yes === undefined) return purpose.basis === 'legitimate-interest' ? { may: true, because: { is: 'no-consent-needed', basis: purpose.basis } } : { may: false, because: { is: 'never-asked' } }
  const end = purpose.validMonths === null ? null : endOf(yes.at, purpose.validMonths)
  if (purpose.basis === 'consent' && end !== null && end <= now) return { may: false, because: { is: 'expired', since: end, entry: yes.id } }
  return { may: true, because: { is: 'granted', since: yes.at, entry: yes.id } }
}

/** The reason in one English sentence, for those who have no words of their own for it. */
export function becauseWords({ because }: Answer): string {
  switch (because.is) {
    case 'suppressed': return `An address of this person is barred since ${iso(because.since).slice(0, 10)} (${because.reason}).`
    case 'withdrawn': return `They said no on ${iso(because.since).slice(0, 10)}.`
    case 'granted': return `They said yes on ${iso(because.since).slice(0, 10)}.`
    case 'expired': return `Their yes ended on ${iso(because.since).slice(0, 10)}.`
    case 'never-asked': return 'They never said yes to this.'
    case 'no-consent-needed': return because.basis === 'legitimate-interest' ? 'This needs no yes, and they did not say no.' : 'This needs no consent.'
    case 'unknown-purpose': return 'There is no such purpose.'
  }
}
