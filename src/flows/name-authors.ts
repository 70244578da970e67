/** Gives names to those whom their network's stream names by number alone: asked after they were heard, in the background. */
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from '../kernel/fault.ts'
import { askableChannels, askAuthors, type AskDeps } from '../modules/channels/index.ts'
import { markAsked, observe, unnamed } from '../modules/people/index.ts'
import type { Log } from '../platform/logs.ts'

/** As many as a network tells at once. */
const atOnce = 25
const everyMs = 5_000
const afterFaultMs = 60_000

export async function nameAuthors(deps: AskDeps & { readonly log: Log }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = everyMs
    try {
      for (const channel of await askableChannels(deps)) if (await nameSome(deps, channel)) pauseMs = 500
    } catch (thrown) {
      deps.log.warn('people.profiles-unanswered', { because: sentence(thrown) })
      pauseMs = afterFaultMs
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Asks for the most recently heard; true when there may be more. */
async function nameSome(deps: AskDeps, channel: string): Promise<boolean> {
  const nameless = await unnamed(deps.db, channel, atOnce)
  if (nameless.length === 0) return false
  const authors = await askAuthors(deps, channel, nameless.map((one) => one.externalId))
  const byId = new Map(authors.map((author) => [author.externalId, author]))
  await deps.db.transaction().execute(async (tx) => {
    await observe(tx, nameless.flatMap(({ id, externalId, lastSeenAt }) => { const author = byId.get(externalId); return author ? [{ id, channel, author, at: lastSeenAt }] : [] }))
    await markAsked(tx, nameless.map((one) => one.id))
  })
  return nameless.length === atOnce
}
