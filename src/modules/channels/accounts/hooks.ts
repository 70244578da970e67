/**
 * The addresses where networks call us, and where people come to accounts that
 * serve them. Open to the world: what is not verified by the channel leaves no
 * trace but a number.
 */
import { MethodNotAllowed, NotFound, TooMuch, Unauthenticated, Unavailable, sentence } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { secondMs } from '../../../kernel/instant.ts'
import { readBytes } from '../../../platform/http/body.ts'
import { rateLimiter, type Rate } from '../../../platform/http/rate-limit.ts'
import type { AccountChannel, AccountContext, HeardBatch, NetworkCall, Told } from '../account-contract.ts'
import { contextOf, openAll } from './account-context.ts'
import { countRefusedCall, findAccount, listAccounts, markLetIn, saveAccountHealth, type Account } from './account-store.ts'
import { keepHeard } from './heard.ts'
import type { AccountDeps } from './ports.ts'

/** Calls that could not be verified, by who called. */
const strangerRate: Rate = { burst: 30, perSecond: 0.5 }
/** All calls for one account: networks come in bursts. */
const accountRate: Rate = { burst: 2_000, perSecond: 400 }
/** At an account that serves, for each who comes. */
const visitorRate: Rate = { burst: 120, perSecond: 10 }
const mostAtOnce = 64
const defaultMaxBytes = 1_000_000
/** Networks give up after some ten seconds, and call again. */
const withinMs = 20 * secondMs

export interface AccountHooks {
  /** Answers calls of networks and visits; `null` for other addresses. */
  answer(request: Request, url: URL, from: string): Promise<Response | null>
}

export const hookUrl = (publicUrl: string, channel: string, account: Uuid): string => `${publicUrl}/hooks/${channel}/${account}`

const broughtAnything = ({ items, receipts = [], setAside = [], removed = [], removedAuthors = [] }: HeardBatch<null>): boolean => items.length + receipts.length + setAside.length + removed.length + removedAuthors.length > 0

interface Addressed {
  readonly account: Account
  readonly channel: AccountChannel
}

export function accountHooks(deps: AccountDeps): AccountHooks {
  const limit = rateLimiter(deps.clock)
  const underWay = new Map<string, number>()

  /** What nobody could verify counts against who sent it, whatever the account. */
  const stranger = (from: string): void => limit(`stranger:${from}`, strangerRate)

  async function addressed(url: URL, from: string): Promise<Addressed> {
    const [, , channelId = '', id = ''] = url.pathname.split('/')
    const channel = deps.channels.find((one) => one.manifest.id === channelId)
    const account = channel && isUuid(id) ? await findAccount(deps.db, id).catch(() => null) : null
    if (channel && account && account.channel === channelId) return { account, channel }
    stranger(from)
    throw new NotFound('account', `${channelId.slice(0, 40)}/${id.slice(0, 40)}`)
  }

  /** Has the channel read a call for one account. @throws {Unauthenticated} when it does not hold for it. */
  async function heardBy({ account, channel }: Addressed, call: NetworkCall): Promise<Told> {
    if (!channel.hear) throw new NotFound('webhook address', `${account.channel}/${account.id}`)
    limit(`account:${account.id}`, accountRate)
    return channel.hear(call, contextOf(deps, account, openAll(deps, account), AbortSignal.timeout(withinMs)))
  }

  /** On return what was heard is on disk. */
  async function keep({ account, channel }: Addressed, { batch }: Told): Promise<void> {
    if (broughtAnything(batch)) await keepHeard(deps, account, { ...batch, cursor: undefined })
    if (account.healthState !== 'reading') await saveAccountHealth(deps.db, account.id, { state: 'reading', words: `${channel.manifest.name} calls us when something is said.` })
    if (account.refusedSince !== null) await markLetIn(deps.db, account.id)
  }

  const answered = ({ answer }: Told): Response => new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.contentType ?? 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })

  /** So many calls at once under one name; more are asked to come again. */
  async function within<T>(name: string, work: () => Promise<T>): Promise<T> {
    const running = underWay.get(name) ?? 0
    if (running >= mostAtOnce) throw new TooMuch('Too many calls at once for this account. Call again in a few seconds.', 'accounts.calls', 503, 5)
    underWay.set(name, running + 1)
    try {
      return await work()
    } finally {
      const left = (underWay.get(name) ?? 1) - 1
      if (left === 0) underWay.delete(name)
      else underWay.set(name, left)
    }
  }

  const callOf = async (request: Request, url: URL, channels: readonly AccountChannel[]): Promise<NetworkCall> => ({
    method: request.method, url, headers: request.headers, body: Buffer.from(await readBytes(request, Math.max(...channels.map(({ manifest }) => manifest.maxCallBytes ?? defaultMaxBytes)))),
  })

  async function hook(request: Request, url: URL, from: string): Promise<Response> {
    if (request.method !== 'POST' && request.method !== 'GET') throw new MethodNotAllowed(request.method, '/hooks/…', ['GET', 'POST'])
    const group = deps.channels.filter(({ manifest }) => manifest.calledAs !== undefined && manifest.calledAs === url.pathname.split('/')[2])
    if (group.length > 0) return sharedHook(request, url, from, group)
    const one = await addressed(url, from)
    // The network keeps what we did not take, and calls again.
    if (one.account.paused) throw new Unavailable('This account is paused. Call again later.', 'accounts.paused')
    return within(one.account.id, async () => {
      const told = await heardBy(one, await callOf(request, url, [one.channel])).catch(async (thrown: unknown) => {
        if (thrown instanceof Unauthenticated) {
          await countRefusedCall(deps.db, one.account.id)
          deps.log.warn('accounts.call-refused', { account: one.account.id, channel: one.account.channel, from, because: sentence(thrown) })
          stranger(from)
        }
        throw thrown
      })
      await keep(one, told)
      return answered(told)
    })
  }

  /** One address for all accounts of an app: each for which the call holds takes what is its own. */
  async function sharedHook(request: Request, url: URL, from: string, group: readonly AccountChannel[]): Promise<Response> {
    return within(url.pathname.slice(0, 100), async () => {
      const call = await callOf(request, url, group)
      let first: Told | null = null
      let isHeldBack = false
      for (const account of await listAccounts(deps.db)) {
        const channel = group.find((one) => one.manifest.id === account.channel)
        if (!channel) continue
        const told = await heardBy({ account, channel }, call).catch((thrown: unknown) => {
          if (thrown instanceof Unauthenticated) return null
          throw thrown
        })
        if (told === null) continue
        if (account.paused) isHeldBack ||= broughtAnything(told.batch)
        else await keep({ account, channel }, told)
        first ??= told
      }
      if (first === null) {
        const refused = new Unauthenticated('No account here is told over this address with this signature.')
        deps.log.warn('accounts.call-refused', { channel: url.pathname.slice(0, 100), from, because: sentence(refused) })
        stranger(from)
        throw refused
      }
      if (isHeldBack) throw new Unavailable('An account that this is for is paused. Call again later.', 'accounts.paused')
      return answered(first)
    })
  }

  async function serve(request: Request, url: URL, from: string): Promise<Response> {
    const { account, channel } = await addressed(url, from)
    limit(`visitor:${account.id}:${from}`, visitorRate)
    if (account.paused) throw new Unavailable('This account is paused.', 'accounts.paused')
    const context: AccountContext<unknown> = contextOf(deps, account, openAll(deps, account), request.signal)
    const response = await channel.serve?.(request, url, Object.assign(context, { from, emit: async (batch: Parameters<typeof keepHeard>[2]) => void (await keepHeard(deps, account, { ...batch, cursor: undefined })) }))
    if (!response) throw new NotFound('address', url.pathname.slice(0, 200))
    return response
  }

  return {
    answer: async (request, url, from) => {
      if (url.pathname.startsWith('/hooks/')) return hook(request, url, from)
      if (url.pathname.startsWith('/serve/')) return serve(request, url, from)
      return null
    },
  }
}
