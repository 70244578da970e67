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
import type { AccountChannel, AccountContext } from '../account-contract.ts'
import { contextOf, openAll } from './account-context.ts'
import { countRefusedCall, findAccount, markLetIn, saveAccountHealth, type Account } from './account-store.ts'
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

interface Addressed {
  readonly account: Account
  readonly channel: AccountChannel
}

export function accountHooks(deps: AccountDeps): AccountHooks {
  const limit = rateLimiter(deps.clock)
  const underWay = new Map<Uuid, number>()

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

  async function hook(request: Request, url: URL, from: string): Promise<Response> {
    if (request.method !== 'POST' && request.method !== 'GET') throw new MethodNotAllowed(request.method, '/hooks/…', ['GET', 'POST'])
    const { account, channel } = await addressed(url, from)
    if (!channel.hear) throw new NotFound('webhook address', `${account.channel}/${account.id}`)
    // The network keeps what we did not take, and calls again.
    if (account.paused) throw new Unavailable('This account is paused. Call again later.', 'accounts.paused')
    limit(`account:${account.id}`, accountRate)
    const running = underWay.get(account.id) ?? 0
    if (running >= mostAtOnce) throw new TooMuch('Too many calls at once for this account. Call again in a few seconds.', 'accounts.calls', 503, 5)
    underWay.set(account.id, running + 1)
    try {
      const body = Buffer.from(await readBytes(request, channel.manifest.maxCallBytes ?? defaultMaxBytes))
      const context = contextOf(deps, account, openAll(deps, account), AbortSignal.timeout(withinMs))
      const told = await channel.hear({ method: request.method, url, headers: request.headers, body }, context).catch(async (thrown: unknown) => {
        if (thrown instanceof Unauthenticated) {
          await countRefusedCall(deps.db, account.id)
          deps.log.warn('accounts.call-refused', { account: account.id, channel: account.channel, from, because: sentence(thrown) })
          stranger(from)
        }
        throw thrown
      })
      const { batch, answer } = told
      if (batch.items.length > 0 || (batch.receipts?.length ?? 0) > 0 || (batch.setAside?.length ?? 0) > 0 || (batch.removed?.length ?? 0) > 0 || (batch.removedAuthors?.length ?? 0) > 0) {
        await keepHeard(deps, account, { ...batch, cursor: undefined })
      }
      if (account.healthState !== 'reading') await saveAccountHealth(deps.db, account.id, { state: 'reading', words: `${channel.manifest.name} calls us when something is said.` })
      if (account.refusedSince !== null) await markLetIn(deps.db, account.id)
      return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.contentType ?? 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
    } finally {
      const left = (underWay.get(account.id) ?? 1) - 1
      if (left === 0) underWay.delete(account.id)
      else underWay.set(account.id, left)
    }
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
