/** Consent and privacy put together: what every module holds, told and erased as one. */
import { iso } from '../kernel/instant.ts'
import type { DataSubject, Holding, ToldSection } from '../kernel/personal-data.ts'
import type { MountedRoute } from '../platform/http/route.ts'
import { registerRoutes, runRetention, addressHashes, answerOutside, barredAddresses, consentRoutes, copyFor, personOf, signedLinks, type BarredAddresses, type ConsentDeps } from '../modules/people/index.ts'
import { runErasures, type ErasureDeps } from './erase-person.ts'
import { holdings, type HoldingDeps } from './holdings.ts'

export interface PrivacyDeps extends HoldingDeps, Omit<ErasureDeps, 'holdings' | 'clickhouse' | 'history'> {
  readonly publicUrl: string
  /** Keeps barred addresses recognisable; never changes. */
  readonly hashKey: string
  readonly linkKey: string
  company(): Promise<string>
  /** Where personal data comes from, and to whom it goes, as it is set up now. */
  sources(): Promise<readonly { readonly name: string; readonly channel: string }[]>
  recipients(): Promise<readonly string[]>
}

export interface Privacy {
  readonly holdings: readonly Holding[]
  readonly barred: BarredAddresses
  readonly routes: readonly MountedRoute[]
  /** Pages for people outside; `null` for other addresses. */
  readonly outside: (request: Request, url: URL, from: string) => Promise<Response | null>
  /** Carries out erasures, and lets go of what is too old, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
}

export function openPrivacy(deps: PrivacyDeps): Privacy {
  const { db } = deps
  const all = holdings(deps)
  const hashes = addressHashes(deps.hashKey)
  const barred = barredAddresses(hashes)
  deps.notifications.on('rapport_barred', () => barred.invalidate())

  const tell = async (identities: DataSubject['identities']): Promise<readonly ToldSection[]> => {
    const subject: DataSubject = { identities, interactions: await deps.history.idsOf(identities.map((one) => one.id)) }
    return all.flatMap((one) => one.tell?.(subject) ?? [])
  }
  const consent: ConsentDeps = {
    db, hashes, clock: deps.clock, log: deps.log, links: signedLinks(deps.linkKey), publicUrl: deps.publicUrl, company: async () => (await deps.company()) || new URL(deps.publicUrl).host, tell,
    copyOf: (identity, form, language, file) => copyFor({ db, clock: deps.clock, tell }, identity, form, language, file),
    consentChanged: async (tx, { at, ...change }) => deps.announce(tx, { type: 'consent.changed', at, data: { person: (await personOf(tx, change.identity)) ?? change.identity, at: iso(at), ...change } }),
  }
  const register = { db, clock: deps.clock, log: deps.log, holdings: all, ageing: all.flatMap((one) => one.ageing ?? []), company: consent.company, sources: () => deps.sources(), recipients: () => deps.recipients() }
  return {
    holdings: all,
    barred,
    routes: [...consentRoutes(consent), ...registerRoutes(register)],
    outside: answerOutside(consent),
    run: async (signal) => void await Promise.all([runErasures({ ...deps, holdings: all }, signal), runRetention(register, signal)]),
  }
}

