/** Looks for proofs, again and again: ties who name each other, and unties who no longer do. */
import type { Resolver } from 'node:dns/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { cleanText } from '../../../kernel/admission.ts'
import { sentence } from '../../../kernel/fault.ts'
import { identityId, type Uuid } from '../../../kernel/ids.ts'
import { dayMs, hourMs, minuteMs, type Clock, type Instant } from '../../../kernel/instant.ts'
import type { Log } from '../../../platform/logs.ts'
import { backoffMs } from '../../../platform/outward/backoff.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { observe } from '../store.ts'
import { changePeople } from './acts.ts'
import { gatherClaims, type Asker, type Gathered } from './gather-claims.ts'
import { claimKey, endLinks, insertLinks, judgedClaims, linksTouching, type NewLink } from './link-store.ts'
import { personOf } from './join.ts'
import { ordered } from './model.ts'
import { addressesOf } from './proof-address.ts'
import { addClaims, enrol, isProviders, noteChecked, partnersOf, replaceClaims, takeDue, type ToCheck } from './proof-store.ts'
import { regroup } from './regroup.ts'

export interface ProofDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly fetch: OutwardFetch
  readonly resolveTxt: Resolver['resolveTxt']
}

/** How long a host is left alone between two questions. */
const politeMs = 2_000
const provenAgainMs = 7 * dayMs
const unprovenAgainMs = 30 * dayMs
/** A claim that could not be looked at for this long no longer holds. */
const unreadForMs = 30 * dayMs
const atOnce = 4
const idleMs = 20_000

/** Runs until the signal aborts. */
export async function checkProofs(deps: ProofDeps, signal: AbortSignal): Promise<void> {
  const asker: Asker = { fetch: deps.fetch, resolveTxt: deps.resolveTxt, polite: politely(deps.clock, signal), signal }
  while (!signal.aborted) {
    let pauseMs = idleMs
    try {
      await enrol(deps.db, 200)
      const due = await takeDue(deps.db, deps.clock.now(), 10 * minuteMs, atOnce)
      await Promise.all(due.map((one) => checkOne(deps, asker, one)))
      if (due.length > 0) pauseMs = 100
    } catch (thrown) {
      if (!signal.aborted) deps.log.warn('people.proofs', { because: sentence(thrown) })
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** One question a host every few seconds, whoever asks. */
function politely(clock: Clock, signal: AbortSignal): (host: string) => Promise<void> {
  const free = new Map<string, Instant>()
  return async (host) => {
    const now = clock.now()
    for (const [known, at] of free) if (at < now) free.delete(known)
    const at = Math.max(now, free.get(host) ?? 0)
    free.set(host, at + politeMs)
    if (at > now) await wait(at - now, undefined, { signal })
  }
}

/** Checks one profile and brings its links by proof to what was found. */
export async function checkOne({ db, clock }: Pick<ProofDeps, 'db' | 'clock'>, asker: Asker, self: ToCheck): Promise<void> {
  const ownDomain = self.channel === 'bluesky' && self.handle !== null && !(await isProviders(db, self.handle))
  const found = await gatherClaims(asker, self, ownDomain)
  const now = clock.now()
  await changePeople(db, async (tx) => {
    const touched = await saveClaims(tx, self, found, now)
    const proven = await tieProven(tx, self, now)
    await regroup(tx, [...new Set([...touched, ...proven])])
    const failed = found.unread.length > 0
    const dueAt = failed ? now + hourMs + backoffMs(self.failures, Math.random, { baseMs: hourMs, capMs: 7 * dayMs }) : now + (proven.length > 0 ? provenAgainMs : unprovenAgainMs)
    await noteChecked(tx, self.id, dueAt, failed ? self.failures + 1 : 0, found.unread[0] === undefined ? null : cleanText(found.unread[0]).slice(0, 500), now)
  })
}

/** Keeps what was claimed. Of what could not be read, the claims of before stand for a while. Returns sites that are new. */
async function saveClaims(tx: Tx, self: ToCheck, { own, sites, unread }: Gathered, now: Instant): Promise<Uuid[]> {
  if (unread.length === 0) await replaceClaims(tx, self.id, own, now)
  else await addClaims(tx, self.id, own, now)
  const mine = new Set(addressesOf(self))
  const made: Uuid[] = []
  for (const { address, claims, wasRead } of sites) {
    const site = identityId('site', address)
    // A page becomes somebody only when it names who names it.
    if (claims.some((claim) => mine.has(claim.target))) await observe(tx, [{ id: site, channel: 'site', author: { externalId: address, url: address, handle: new URL(address).host }, at: now }])
    else if ((await personOf(tx, site)) === null) continue
    await (wasRead ? replaceClaims : addClaims)(tx, site, claims, now)
    made.push(site)
  }
  return made
}

/** Links whoever names each other, and ends what no longer does. Returns those who are proven now, and those who were. */
async function tieProven(tx: Tx, self: ToCheck, now: Instant): Promise<Uuid[]> {
  const links = (await partnersOf(tx, self, now - unreadForMs)).map((partner): NewLink => {
    const [a, b] = ordered(self.id, partner.id)
    const kind = partner.kinds.find((one) => one !== 'profile') ?? 'profile'
    const shown = { [self.id]: partner.back, [partner.id]: partner.target }
    return { a, b, kind: 'proof', basis: kind, state: 'standing', bits: null, evidence: [{ what: kind, a: shown[a], b: shown[b], weight: null, source: partner.target, at: now }] }
  })
  const standing = (await linksTouching(tx, [self.id])).filter((link) => link.kind === 'proof' && link.state === 'standing')
  const pairs = new Set(links.map(({ a, b }) => `${a}:${b}`))
  const gone = standing.filter((link) => !pairs.has(`${link.a}:${link.b}`))
  await endLinks(tx, gone.map((link) => link.id), 'undone', 'evidence-gone', { by: 'Rapport', at: now })
  const judged = await judgedClaims(tx, links)
  const known = new Set(standing.map(({ a, b }) => `${a}:${b}`))
  await insertLinks(tx, links.filter((link) => !judged.has(claimKey(link)) && !known.has(`${link.a}:${link.b}`)), { by: 'Rapport', at: now })
  return [...links, ...gone].flatMap(({ a, b }) => [a, b])
}
