/** Answers people outside over HTTP: their preferences, one-click unsubscribing (RFC 8058), their copy. */
import { Fault, sentence } from '../../../kernel/fault.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { rateLimiter, type Rate } from '../../../platform/http/rate-limit.ts'
import { readText } from '../../../platform/http/body.ts'
import type { Log } from '../../../platform/logs.ts'
import { plainPageHeaders, type Html } from './plain-page.ts'
import { maskedAddress, preferencePage, sayingPage, type PreferencePage } from './preference-page.ts'
import { languageAsked, preferenceWords } from './preference-words.ts'
import { choicesOf, choose, identitiesBehind, stop, type PreferenceDeps } from './preferences.ts'
import { purposeRules, type Language } from './purposes.ts'
import { askFor, waitingFor } from './requests.ts'
import type { LinkTo, SignedLinks } from './signed-link.ts'

export interface OutsideDeps extends PreferenceDeps {
  readonly log: Log
  readonly links: SignedLinks
  /** Below which the page is reached, without a trailing slash. */
  readonly publicUrl: string
  /** The company's name, for those outside. */
  company(): Promise<string>
  /** Everything about a person as a page or as JSON, for who asked for a copy and got it granted. */
  copyOf(identity: Uuid, form: 'html' | 'json', language: Language, file: string | null): Promise<Response | null>
}

export const preferenceBase = '/preferences'
export const unsubscribeBase = '/unsubscribe'
export const copyBase = '/my-copy'

const perAddress: Rate = { burst: 30, perSecond: 0.5 }
const perLink: Rate = { burst: 20, perSecond: 0.2 }
/** Mail providers unsubscribe in bulk from few addresses; the link's own limit still holds. */
const perProvider: Rate = { burst: 2_000, perSecond: 100 }
const maxFormBytes = 20_000
/** How long links in messages work: RFC 8058 wants them to outlive the message. */
export const unsubscribeLinkMs = 400 * dayMs

const page = (body: Html, status = 200): Response => new Response(body, { status, headers: plainPageHeaders })

/** Headers of a message that let mail programs offer one-click unsubscribing. Source: RFC 8058, section 3.1, and RFC 2369. */
export function unsubscribeHeaders(deps: Pick<OutsideDeps, 'links' | 'publicUrl'>, to: { identity: Uuid; purpose: string; channel: string; language?: Language }, now: Instant): { 'List-Unsubscribe': string; 'List-Unsubscribe-Post': string } {
  return { 'List-Unsubscribe': `<${unsubscribeUrl(deps, to, now)}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

export function unsubscribeUrl({ links, publicUrl }: Pick<OutsideDeps, 'links' | 'publicUrl'>, to: { identity: Uuid; purpose: string; channel: string; language?: Language }, now: Instant): string {
  return `${publicUrl}${unsubscribeBase}/${links.sign({ use: 'unsubscribe', ...to }, now + unsubscribeLinkMs)}`
}

export function preferenceUrl({ links, publicUrl }: Pick<OutsideDeps, 'links' | 'publicUrl'>, to: { identity: Uuid; language?: Language | undefined }, until: Instant): string {
  return `${publicUrl}${preferenceBase}/${links.sign({ use: 'preferences', identity: to.identity, ...(to.language ? { language: to.language } : {}) }, until)}`
}

/** Answers requests of people outside; `null` for every other address. */
export function answerOutside(deps: OutsideDeps): (request: Request, url: URL, from: string) => Promise<Response | null> {
  const limit = rateLimiter(deps.clock)
  return async (request, url, from) => {
    const [, first = '', token = '', ...more] = url.pathname.split('/')
    const base = `/${first}`
    if ((base !== preferenceBase && base !== unsubscribeBase && base !== copyBase) || token === '' || more.length > 1) return null
    const asked = url.searchParams.get('lang')
    let language: Language = asked === 'nl' || asked === 'en' ? asked : languageAsked(request.headers.get('accept-language'))
    try {
      const oneClick = base === unsubscribeBase && request.method === 'POST'
      limit(`from:${base}:${from}`, oneClick ? perProvider : perAddress)
      const link = deps.links.read(token, base === preferenceBase ? 'preferences' : base === unsubscribeBase ? 'unsubscribe' : 'copy', deps.clock.now())
      limit(`link:${token}`, perLink)
      if (asked === null && link.language) language = link.language
      if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST' } })
      const form = request.method === 'POST' ? new URLSearchParams(await formText(request)) : null
      const chosen = form?.get('lang')
      if (chosen === 'nl' || chosen === 'en') language = chosen
      if (base === copyBase) return await answerCopy(deps, link, more[0] === 'file', language, `${base}/${token}/file`)
      if (base === unsubscribeBase) return await answerUnsubscribe(deps, link, form, language)
      return await answerPreferences(deps, link, form, language)
    } catch (thrown) {
      const words = preferenceWords[language]
      const code = thrown instanceof Fault ? thrown.code : ''
      const text = code === 'people.link.ended' ? words.ended : code === 'people.link.invalid' ? words.invalid : code === 'rate-limit' ? words.tooOften : words.fault
      const status = thrown instanceof Fault ? thrown.status : 500
      if (status >= 500) deps.log.error('preferences.fault', { path: base, because: sentence(thrown) })
      return page(sayingPage({ title: words.linkTrouble, text, language }), status)
    }
  }
}

/** Forms as browsers send them: urlencoded, or multipart as RFC 8058 allows. */
async function formText(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data/i.test(type)) return readText(request, maxFormBytes)
  const text = await readText(request, maxFormBytes)
  const pairs = new URLSearchParams()
  for (const [, name = '', value = ''] of text.matchAll(/name="([\w-]+)"(?:\r?\n[^\r\n]+)*\r?\n\r?\n([^\r\n]*)/g)) pairs.append(name, value)
  return pairs.toString()
}

async function answerPreferences(deps: OutsideDeps, link: LinkTo & { until: Instant }, form: URLSearchParams | null, language: Language): Promise<Response> {
  const identities = await identitiesBehind(deps.db, link.identity)
  const own = identities.find((one) => one.id === link.identity)
  const words = preferenceWords[language]
  const company = await deps.company()
  if (own === undefined) return page(sayingPage({ title: words.title(company), text: words.nothing, language }))
  let done: PreferencePage['done'] = null
  const act = form?.get('act') ?? null
  const proof = `${preferenceBase} ${language}`
  if (act === 'save') {
    await choose(deps, link.identity, new Set(form?.getAll('yes')), language, proof)
    done = 'saved'
  } else if (act === 'stop') {
    await stop(deps, link.identity, { purpose: '*', channel: '*', source: 'preferences', proof })
    done = 'stopped'
  } else if (act === 'copy' || act === 'erasure') {
    await askFor(deps.db, { identity: link.identity, kind: act, language, neverAgain: form?.get('never') === 'yes' })
    done = act
  }
  const waiting = await waitingFor(deps.db, identities.map((one) => one.id))
  return page(preferencePage({
    company, language, done, until: link.until,
    address: maskedAddress(own.externalId),
    choices: await choicesOf(deps, identities, language, deps.clock.now()),
    asked: { copy: waiting.some((one) => one.kind === 'copy'), erasure: waiting.some((one) => one.kind === 'erasure') },
  }))
}

/** Only a POST unsubscribes: programs that look at links in advance come with GET. */
async function answerUnsubscribe(deps: OutsideDeps, link: LinkTo, form: URLSearchParams | null, language: Language): Promise<Response> {
  const { purpose = '*', channel = '*' } = link
  const words = preferenceWords[language]
  const rule = (await purposeRules(deps.db)).get(purpose)
  const name = rule?.name[language] ?? rule?.name.en ?? rule?.name.nl ?? purpose
  const title = words.unsubscribeTitle(await deps.company())
  if (form === null) return page(sayingPage({ title, text: words.unsubscribeAsk(name), language, button: words.unsubscribe, switchable: true }))
  const isOneClick = form.get('List-Unsubscribe') === 'One-Click'
  await stop(deps, link.identity, { purpose, channel, source: isOneClick ? 'one-click' : 'preferences', proof: unsubscribeBase })
  return page(sayingPage({ title, text: words.unsubscribed(name), language }))
}

async function answerCopy(deps: OutsideDeps, link: LinkTo, asFile: boolean, language: Language, file: string): Promise<Response> {
  const found = await deps.copyOf(link.identity, asFile ? 'json' : 'html', language, file)
  if (found) {
    for (const name of ['referrer-policy', 'cache-control', 'x-robots-tag']) found.headers.set(name, plainPageHeaders[name] ?? '')
    return found
  }
  const words = preferenceWords[language]
  return page(sayingPage({ title: words.data, text: words.nothing, language }))
}
