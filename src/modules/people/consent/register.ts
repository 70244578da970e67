/** The register of processing (Article 30 of the GDPR), made from what is really configured. */
import { sql } from 'kysely'
import { iso } from '../../../kernel/instant.ts'
import type { Holding } from '../../../kernel/personal-data.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { as, html, pageEnd, pageStart, type Html } from './plain-page.ts'
import { purposesOf, type Language, type Purpose } from './purposes.ts'
import { retentionOf, type RetentionDeps } from './retention.ts'

export interface RegisterDeps extends RetentionDeps {
  readonly holdings: readonly Holding[]
  company(): Promise<string>
  /** What personal data is taken from, as it is set up now: name of the source and its channel. */
  sources(): Promise<readonly { readonly name: string; readonly channel: string }[]>
  /** To whom events and mails go. */
  recipients(): Promise<readonly string[]>
}

export interface Register {
  readonly company: string
  readonly madeAt: string
  readonly purposes: readonly Purpose[]
  readonly holdings: readonly { readonly name: string; readonly what: Holding['what']; readonly tables: number; readonly folders: readonly string[] }[]
  readonly retention: readonly { readonly kind: string; readonly what: Holding['what']; readonly months: number | null }[]
  readonly sources: readonly { readonly name: string; readonly channel: string }[]
  readonly recipients: readonly string[]
  readonly people: number
  readonly consents: { readonly granted: number; readonly withdrawn: number }
  readonly requests: { readonly waiting: number; readonly decided: number }
  readonly erasures: number
}

export async function registerOf(deps: RegisterDeps): Promise<Register> {
  const { db } = deps
  const settings = await retentionOf(deps)
  return {
    company: await deps.company(), madeAt: iso(deps.clock.now()),
    purposes: await purposesOf(db),
    holdings: deps.holdings.map(({ name, what, postgres, clickhouse, files }) => ({ name, what, tables: postgres.length + clickhouse.length, folders: [...files] })),
    retention: deps.ageing.map(({ kind, what }) => ({ kind, what, months: settings.find((one) => one.kind === kind)?.months ?? null })),
    sources: await deps.sources(), recipients: await deps.recipients(),
    ...(await figures(db)),
  }
}

async function figures(db: Db): Promise<Pick<Register, 'people' | 'consents' | 'requests' | 'erasures'>> {
  const { rows: [row] } = await sql<{ people: number; granted: number; withdrawn: number; waiting: number; decided: number; erasures: number }>`
    select (select count(distinct person) from people.identities) as people, (select count(*) from people.consents where act = 'granted') as granted, (select count(*) from people.consents where act = 'withdrawn') as withdrawn,
      (select count(*) from people.requests where state = 'waiting') as waiting, (select count(*) from people.requests where state <> 'waiting') as decided, (select count(*) from people.erasures where state = 'done') as erasures`.execute(db)
  const { people = 0, granted = 0, withdrawn = 0, waiting = 0, decided = 0, erasures = 0 } = row ?? {}
  return { people, consents: { granted, withdrawn }, requests: { waiting, decided }, erasures }
}

const words = {
  en: {
    title: 'Register of processing', of: (company: string, date: string) => `${company}, as set up on ${date}.`, purposes: 'What for, and on what ground', holdings: 'What is kept', retention: 'For how long', sources: 'Where it comes from', recipients: 'To whom it goes', figures: 'In figures',
    basis: { consent: 'consent', 'legitimate-interest': 'legitimate interest', contract: 'contract', 'legal-duty': 'duty by law' }, months: (n: number) => `${n} months`, forGood: 'until somebody removes it', none: 'None.', valid: (n: number) => `a consent lasts ${n} months`, byChannel: 'offered by',
    people: 'people', consents: 'times yes', noes: 'times no', waiting: 'requests waiting', decided: 'requests decided', erased: 'erasures done', rights: 'Rights', rightsText: 'Everybody whose address is known can be sent a link to a page of their own, on which they see and change their choices, ask for a copy and ask to be erased. An erasure reaches every store named here.',
    security: 'Safety', securityText: 'Secrets are kept sealed. Who may see or change what follows from roles; strangers get nothing. Barred addresses are kept as keyed hashes only.',
  },
  nl: {
    title: 'Register van verwerkingen', of: (company: string, date: string) => `${company}, zoals ingesteld op ${date}.`, purposes: 'Waarvoor, en op welke grond', holdings: 'Wat bewaard wordt', retention: 'Hoe lang', sources: 'Waar het vandaan komt', recipients: 'Naar wie het gaat', figures: 'In cijfers',
    basis: { consent: 'toestemming', 'legitimate-interest': 'gerechtvaardigd belang', contract: 'overeenkomst', 'legal-duty': 'wettelijke plicht' }, months: (n: number) => `${n} maanden`, forGood: 'tot iemand het verwijdert', none: 'Geen.', valid: (n: number) => `een toestemming geldt ${n} maanden`, byChannel: 'aangeboden via',
    people: 'mensen', consents: 'keer ja', noes: 'keer nee', waiting: 'wachtende vragen', decided: 'beantwoorde vragen', erased: 'wissingen gedaan', rights: 'Rechten', rightsText: 'Wie een bekend adres heeft, kan een link krijgen naar een eigen pagina om keuzes te zien en te veranderen, een kopie te vragen en te vragen gewist te worden. Een wissing bereikt elke plaats die hier genoemd is.',
    security: 'Veiligheid', securityText: 'Geheimen worden verzegeld bewaard. Wie wat mag zien of veranderen volgt uit rollen; vreemden krijgen niets. Geblokkeerde adressen worden alleen als versleutelde code bewaard.',
  },
}

const list = (items: readonly Html[], none: string): Html => (items.length === 0 ? html`<p class="soft">${none}</p>` : html`<dl>${as(items.join('') as Html)}</dl>`)
const item = (term: string, text: string): Html => html`<dt>${term}</dt><dd>${text}</dd>`

/** The register as a page of its own, to be printed or kept. */
export function registerPage(register: Register, language: Language): string {
  const w = words[language]
  const name = (purpose: Purpose): string => purpose.name[language] ?? purpose.name.en ?? purpose.name.nl ?? purpose.id
  return [
    pageStart(w.title, language),
    html`<h1>${w.title}</h1><p class="soft">${w.of(register.company, register.madeAt.slice(0, 10))}</p>`,
    html`<h2>${w.purposes}</h2>`, list(register.purposes.map((one) => item(name(one), `${w.basis[one.basis]}; ${w.byChannel} ${one.channels.join(', ')}${one.validMonths === null ? '' : `; ${w.valid(one.validMonths)}`}. ${one.about[language] ?? one.about.en ?? ''}`)), w.none),
    html`<h2>${w.holdings}</h2>`, list(register.holdings.map((one) => item(one.name, one.what[language])), w.none),
    html`<h2>${w.retention}</h2>`, list(register.retention.map((one) => item(one.what[language], one.months === null ? w.forGood : w.months(one.months))), w.none),
    html`<h2>${w.sources}</h2>`, list(register.sources.map((one) => item(one.name, one.channel)), w.none),
    html`<h2>${w.recipients}</h2>`, list(register.recipients.map((one) => item(one, '')), w.none),
    html`<h2>${w.rights}</h2><p>${w.rightsText}</p><h2>${w.security}</h2><p>${w.securityText}</p>`,
    html`<h2>${w.figures}</h2>`, list([[w.people, register.people], [w.consents, register.consents.granted], [w.noes, register.consents.withdrawn], [w.waiting, register.requests.waiting], [w.decided, register.requests.decided], [w.erased, register.erasures]].map(([term, value]) => item(String(term), String(value))), w.none),
    pageEnd,
  ].join('')
}
