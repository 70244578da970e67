/** The composition root: puts the modules together, each wired in its own file under wiring/, and serves them. */
import { setTimeout as wait } from 'node:timers/promises'
import { health } from './health.ts'
import { httpApp } from './http.ts'
import { openMembers, readSignIn } from './modules/members/index.ts'
import { staleCount } from './modules/people/index.ts'
import type { Config } from './platform/config.ts'
import { listen } from './platform/http/listen.ts'
import { openLog, type Log } from './platform/logs.ts'
import { wireAccounts } from './wiring/accounts.ts'
import { wireChannels } from './wiring/channels.ts'
import { wireConversations } from './wiring/conversations.ts'
import { closers, openGround, type Ground } from './wiring/ground.ts'
import { wireGovernance } from './wiring/governance.ts'
import { wireListening } from './wiring/listening.ts'
import { wireLoop } from './wiring/loop.ts'
import { wireOutgoing } from './wiring/outgoing.ts'
import { wirePeople } from './wiring/people.ts'

export interface App {
  readonly url: string
  /** Where the owner account is made; `null` when there is one. */
  readonly claimUrl: string | null
  /** Resolves when everything taken in so far is recorded. */
  recorded(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts everything that the configuration asks for.
 * @throws {Fault} saying what is missing or in use, after closing what was opened.
 */
export async function startApp(config: Config): Promise<App> {
  const log = openLog(config.logLevel)
  const stops = closers(log)
  try {
    return { ...(await start(config, log, stops.add)), stop: stops.closeAll }
  } catch (thrown) {
    await stops.closeAll()
    throw thrown
  }
}

async function start(config: Config, log: Log, onStop: Ground['onStop']): Promise<Omit<App, 'stop'>> {
  const [ground] = await Promise.all([openGround(config, log, onStop), readSignIn()])
  const { db, clock, stream } = ground
  const outgoing = wireOutgoing(ground)
  const accounts = wireAccounts(ground, outgoing)
  const listening = await wireListening(ground, outgoing, accounts)
  const channels = wireChannels(ground, listening.listener, accounts)
  const conversations = wireConversations(ground, { accounts, outgoing })
  const people = wirePeople(ground, { listening, channels, outgoing, conversations })
  wireLoop(ground, { listening, privacy: people.privacy, conversations })
  const governance = wireGovernance(ground)
  const members = await openMembers({ db, config, clock, log, post: outgoing })
  const begin = ground.ready()

  let url = config.publicUrl
  if (ground.plays('web')) {
    const { postgres, clickhouse, startedAt, metrics, pictures } = ground
    const demo = accounts.demo(async (request) => (await members.authenticate(request)) !== null)
    const routes = [...members.routes, ...channels.routes, ...accounts.routes, ...listening.routes(), ...outgoing.routes, ...people.routes, ...conversations.routes(ground.live, onStop), ...conversations.deciding.routes]
    const answer = httpApp({
      config, clock, log, metrics, members, pictures, outside: async (request, address, from) => (await accounts.hooks.answer(request, address, from)) ?? (await demo(request, address)) ?? (await conversations.deciding.outside(request, address, from)) ?? people.privacy.outside(request, address, from), eventTypes: outgoing.types,
      routes: [...routes, ...governance.routes(routes)], putOnRecord: governance.putOnRecord,
      health: () => health({ postgres, clickhouse, stream, dataFolder: config.dataFolder, startedAt, now: () => clock.now(), understanding: listening.outside.health }),
    })
    const server = await listen(config.host, config.port, answer)
    onStop('http', () => server.close())
    if (config.port === 0) url = `http://localhost:${server.port}`
    ground.lock.announce(url)
    log.info('start.serving', { url, startMs: clock.now() - startedAt })
  }
  // After the page is there: what has to catch up does so behind it.
  begin()
  const recorded = async (): Promise<void> => {
    while ((await stream.lag('record')).items > 0) await wait(50)
    while (ground.plays('work') && (await staleCount(db)) > 0) await wait(50)
  }
  return { url, claimUrl: await members.claimUrl(), recorded }
}
