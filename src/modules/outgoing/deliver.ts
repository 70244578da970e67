/** One try at one endpoint: sign, send, judge, save what follows. */
import { Fault, sentence } from '../../kernel/fault.ts'
import { iso, secondMs, type Clock } from '../../kernel/instant.ts'
import type { OutwardFetch, OutwardResponse } from '../../platform/outward/outward-fetch.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'
import { disable, release, saveTry, undelivered, type Attempt, type Due, type Outcome } from './deliveries.ts'
import type { EventTypes } from './event-types.ts'
import { keepEvents } from './events.ts'
import { disabled } from './own-events.ts'
import type { MembersToWrite } from './ports.ts'
import { disabledAfterMs, isOver, retryAfterMs, verdictOn, waitAfter, type Verdict } from './retry.ts'
import { signedHeaders } from '../../platform/webhook-signature.ts'

export interface DeliverDeps {
  readonly db: Db
  readonly clock: Clock
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly types: EventTypes
  readonly members: MembersToWrite
  readonly random: () => number
}

/** The specification advises 15 to 30 s. */
const timeoutMs = 15 * secondMs
/** As much of an answer as helps to find out what went wrong. */
const excerptBytes = 2_000

interface Answered {
  readonly verdict: Verdict
  readonly status: number | null
  readonly code: string | null
  readonly because: string | null
  readonly response: string
  readonly retryAfterMs: number
}

/** Tries once. Gives the delivery back untried when `signal` aborts. */
export async function deliver(deps: DeliverDeps, due: Due, signal: AbortSignal): Promise<void> {
  const startedAt = deps.clock.now()
  const answer = await send(deps, due, startedAt, signal)
  if (answer === null) return release(deps.db, due)
  const now = deps.clock.now()
  const attempt: Attempt = { at: startedAt, tookMs: Math.max(0, now - startedAt), status: answer.status, code: answer.code, because: answer.because, response: answer.response }
  await deps.db.transaction().execute(async (tx) => {
    const outcome = outcomeOf(answer, due, startedAt, now, deps.random)
    const standing = await saveTry(tx, due, attempt, outcome)
    if (standing === null || answer.verdict === 'delivered') return
    const since = standing.failingSince ?? startedAt
    // Given up after its day, with nothing that got through meanwhile, is as much as a day of failing.
    const lost = outcome.is === 'failed' && since <= (due.firstTriedAt ?? startedAt)
    if (answer.verdict !== 'gone' && !lost && now - since < disabledAfterMs) return
    const code = answer.verdict === 'gone' ? 'gone' : 'failing'
    const because = answer.because ?? ''
    if (!(await disable(tx, due.endpoint, code, because, now))) return
    const waiting = await undelivered(tx, due.endpoint, since)
    const data = { endpoint: due.endpoint, name: standing.name, host: new URL(due.url).host, code, because, failingSince: iso(since), waiting }
    await keepEvents(tx, deps.types, [{ type: disabled.type, at: now, data }], now, (await deps.members.owners()).map((owner) => owner.id))
  })
}

/** `null`: we are stopping, so nothing is known. */
async function send({ fetch, seal }: DeliverDeps, due: Due, now: number, signal: AbortSignal): Promise<Answered | null> {
  try {
    const secrets = [due.secret, ...(due.oldSecret === null ? [] : [due.oldSecret])].map((sealed) => seal.open(sealed))
    const response = await fetch(due.url, {
      method: 'POST', body: due.body, timeoutMs, maxRedirects: 0, silenceMs: 5 * secondMs, signal,
      headers: { 'content-type': 'application/json', ...signedHeaders(due.event, now, due.body, secrets) },
    })
    const verdict = verdictOn(response.status)
    return {
      verdict, status: response.status, response: await excerptOf(response), retryAfterMs: retryAfterMs(response.headers.get('retry-after'), now),
      ...(verdict === 'delivered' ? { code: null, because: null } : { code: `status.${response.status}`, because: `${new URL(due.url).host} answered with status ${response.status}; only 200 to 299 means that it took the event.` }),
    }
  } catch (thrown) {
    if (signal.aborted) return null
    return { verdict: 'overloaded', status: null, code: thrown instanceof Fault ? thrown.code : 'internal', because: sentence(thrown), response: '', retryAfterMs: 0 }
  }
}

/** The beginning of the answer; what a receiver says after its status cannot undo it. */
async function excerptOf(response: OutwardResponse): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const part of response.stream()) {
      parts.push(part)
      bytes += part.byteLength
      if (bytes >= excerptBytes) break
    }
  } catch {
    // It broke off; what came until then is shown.
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, excerptBytes)).replaceAll('\0', '\uFFFD')
}

function outcomeOf({ verdict, retryAfterMs: asked }: Answered, due: Due, startedAt: number, now: number, random: () => number): Outcome {
  if (verdict === 'delivered') return { is: 'delivered' }
  const dueAt = now + waitAfter(due.tries + 1, random, asked)
  const resumeAt = verdict === 'refused' ? null : dueAt
  return isOver(due.firstTriedAt ?? startedAt, dueAt) ? { is: 'failed', resumeAt } : { is: 'again', dueAt, resumeAt }
}
