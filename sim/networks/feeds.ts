/** Invented sites with their feeds: found from the front page, with conditional requests and faults on demand; and people's own pages with rel=me. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { SimEvent } from '../event.ts'
import { articlePath } from '../formats/addresses.ts'
import { articlePage, atom, frontPage, httpDate, jsonFeed, type Publication, rss } from '../formats/feeds.ts'
import { personalPage } from '../formats/personal-page.ts'
import { Random } from '../random.ts'
import { sites } from '../world/compose.ts'
import { type FakeNetwork, type NetworkFaults, newCounters } from './faults.ts'
import { listenLocally, stopServer } from './local-server.ts'
import { picture } from './pictures.ts'
import type { Wire } from './wire.ts'

export interface FeedsOptions {
  readonly port?: number
  readonly faults?: NetworkFaults
  /** How much of the past the sites hold when they start. Default: the whole world's. */
  readonly pastMs?: number
}

/** Entries that a feed shows; older ones stay on the site only. */
const shown = 25
const reviewSite = { host: 'reviews.example', title: 'Reviews', language: 'en' }

/** Each site lives under `/{host}/`; `sites` of the result names them. */
export async function startFeeds(wire: Wire, options: FeedsOptions = {}): Promise<FakeNetwork & { readonly sites: readonly { readonly host: string; readonly title: string; readonly url: string }[] }> {
  const sent = newCounters()
  let faults = options.faults ?? {}
  const chance = new Random(wire.world.options.seed, 703)
  const all = [...sites, reviewSite]
  const entries = new Map<string, SimEvent[]>(all.map(({ host }) => [host, []]))
  const keep = (event: SimEvent) => {
    if (event.network === 'feed' || event.network === 'reviews') entries.get(event.site ?? '')?.unshift(event)
  }
  const { world } = wire
  for (const event of world.events({ from: Math.max(world.options.from, wire.start - (options.pastMs ?? Infinity)), to: Math.min(wire.start, world.options.to) })) keep(event)
  const unsubscribe = wire.subscribe(keep)
  let url = ''
  let pages: Map<string, number> | undefined

  const publicationOf = (host: string): Publication | null => {
    const site = all.find((site) => site.host === host)
    return site === undefined ? null : { ...site, base: `${url}/${host}`, entries: (entries.get(host) ?? []).slice(0, shown) }
  }

  const server = createServer((request, response) => {
    sent.requests++
    if (faults.slowMs === undefined) handle(request, response)
    else setTimeout(() => handle(request, response), faults.slowMs)
  })

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (picture(pathname, response)) return
    if (chance.chance(faults.tooMany ?? 0)) return refuse(response, 429, 'Too many requests', { 'retry-after': '60' })
    if (chance.chance(faults.broken ?? 0)) return refuse(response, 500, 'Internal error')
    if (pathname === '/') return say(request, response, 'text/html; charset=utf-8', `<!doctype html><title>Sites</title><ul>${all.map(({ host, title }) => `<li><a href="/${host}/">${title}</a></li>`).join('')}</ul>`, 0)
    const [, host = '', ...rest] = pathname.split('/')
    if (host === 'people') return person(request, response, rest[0] ?? '')
    const publication = publicationOf(host)
    if (publication === null) return refuse(response, 404, 'Not found')
    const changed = publication.entries[0]?.at ?? wire.start
    switch (rest.join('/')) {
      case '': return say(request, response, 'text/html; charset=utf-8', frontPage(publication), changed)
      case 'rss.xml': return say(request, response, 'application/rss+xml; charset=utf-8', rss(publication), changed)
      case 'atom.xml': return say(request, response, 'application/atom+xml; charset=utf-8', atom(publication), changed)
      case 'feed.json': return say(request, response, 'application/feed+json', jsonFeed(publication), changed)
      default: {
        const found = (entries.get(host) ?? []).find((event) => articlePath(event) === rest.join('/'))
        if (found === undefined) refuse(response, 404, 'Not found')
        else say(request, response, 'text/html; charset=utf-8', articlePage(publication, found), found.at)
      }
    }
  }

  function person(request: IncomingMessage, response: ServerResponse, host: string): void {
    pages ??= new Map([...world.identities()].flatMap((identity) => [...identity.links.map((link) => new URL(link.url).host), ...(identity.domainHandle === true ? [identity.handle] : [])].map((host) => [host, identity.person] as const)))
    const number = pages.get(host)
    if (number === undefined) return refuse(response, 404, 'Not found')
    say(request, response, 'text/html; charset=utf-8', personalPage(world.people.person(number), host), wire.start)
  }

  function say(request: IncomingMessage, response: ServerResponse, type: string, body: string, changed: number): void {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const headers: Record<string, string> = { 'content-type': type, etag, 'cache-control': 'max-age=30', ...(changed > 0 ? { 'last-modified': httpDate(changed) } : {}) }
    const tags = request.headers['if-none-match']
    const since = Date.parse(request.headers['if-modified-since'] ?? '')
    // RFC 9110, section 13.2.2: the tag decides where there is one.
    const same = tags === undefined ? changed > 0 && since >= Math.floor(changed / 1000) * 1000 : tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
    if (same) return void response.writeHead(304, headers).end()
    sent.messages++
    response.writeHead(200, headers)
    if (chance.chance(faults.cut ?? 0)) {
      sent.cuts++
      response.write(body.slice(0, body.length / 2))
      response.destroy()
    } else response.end(chance.chance(faults.garbage ?? 0) ? (sent.garbage++, `${body.slice(0, body.length / 2)}<<<&&&`) : body)
  }

  function refuse(response: ServerResponse, code: number, words: string, headers: Record<string, string> = {}): void {
    sent.refused++
    response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(words)
  }

  url = await listenLocally(server, options.port)
  return {
    url, sent, sites: all.map(({ host, title }) => ({ host, title, url: `${url}/${host}/` })),
    misbehave(next) {
      faults = next
    },
    async stop() {
      unsubscribe()
      await stopServer(server)
    },
  }
}
