import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityId } from '../../../kernel/ids.ts'
import { systemClock } from '../../../kernel/instant.ts'
import type { Author } from '../../../kernel/interaction.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { openLog } from '../../../platform/logs.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { freshPostgres } from '../../../../test/databases.ts'
import { seededRandom } from '../linkage/seeded-random.ts'
import { observe } from '../store.ts'
import { joinIdentities, personOf, undoLink } from './join.ts'
import { linksTouching } from './link-store.ts'
import { openPlacer, type Placer } from './placer.ts'

let postgres: Postgres
let placer: Placer
const actor: Actor = { kind: 'member', id: 'm1', name: 'A manager', role: 'manager' }

async function see(channel: string, author: Author): Promise<void> {
  await postgres.db.transaction().execute((tx) => observe(tx, [{ id: identityId(channel, author.externalId), channel, author, at: systemClock.now() }]))
}
const random = seededRandom(5)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const syllables = ['ba', 'ko', 'ri', 'mel', 'tas', 'vun', 'dor', 'lin', 'fae', 'gro', 'pel', 'wis', 'zan', 'hub', 'jor', 'sel']
const word = (n: number): string => Array.from({ length: n }, () => pick(syllables)).join('')
const places = ['Riverton', 'Oldbridge', 'Kade', 'Sandhill', 'Weir', 'Fernmoor', 'Holt', 'Quayside']

/** Somebody on two networks. */
async function somebody(n: number, both: boolean): Promise<void> {
  const [given, family, place] = [word(2), word(3), pick(places)]
  await see('bluesky', { externalId: `did:plc:${n}`, handle: `${given}${family}.sky.example`, name: `${given} ${family}`, place })
  if (both) await see('fediverse', { externalId: `https://kust.example/users/${n}`, handle: `${given}_${family}@kust.example`, name: random() < 0.5 ? `${given} ${family}` : given, place: random() < 0.8 ? place : pick(places) })
}

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'people', folder: fileURLToPath(new URL('../migrations', import.meta.url)) }])
  for (let n = 0; n < 400; n++) await somebody(n, n < 120)
  placer = openPlacer({ db: postgres.db, clock: systemClock, log: openLog('error'), writing: async () => ({ hours: [], languages: [] }) })
})
afterAll(async () => {
  await placer?.stop()
  await postgres?.close()
})

/** Learns once nobody else is learning: the placer begins by itself as soon as there is enough. */
async function learn() {
  while (placer.isLearning) await wait(20)
  return placer.learn('A manager')
}

const pairs = async (): Promise<{ joined: number; wrong: number; offered: number }> => {
  const { rows } = await sql<{ state: string; right: boolean }>`
    select state, regexp_replace(x.external_id, '[^0-9]', '', 'g') = regexp_replace(y.external_id, '[^0-9]', '', 'g') as right from people.links join people.identities as x on x.id = a join people.identities as y on y.id = b where kind = 'probability' and ended_at is null`.execute(postgres.db)
  return { joined: rows.filter((row) => row.state === 'standing').length, wrong: rows.filter((row) => row.state === 'standing' && !row.right).length, offered: rows.filter((row) => row.state === 'offered').length }
}

test('without people who are known, likely ones are offered and nobody is joined; with them, the certain ones are', async () => {
  await placer.settle()
  await learn()
  await placer.settle()
  const before = await pairs()
  expect(before.joined).toBe(0)
  expect(before.offered).toBeGreaterThan(20)
  for (let n = 0; n < 60; n++) await joinIdentities(postgres.db, actor, [identityId('bluesky', `did:plc:${n}`), identityId('fediverse', `https://kust.example/users/${n}`)], systemClock.now())
  const learnt = await learn()
  expect(learnt.learnt.known).toBe(60)
  await placer.settle()
  const after = await pairs()
  expect(after.joined).toBeGreaterThan(70)
  expect(after.wrong).toBe(0)
})

test('a new profile is placed when it is seen, judged anew when it changes, and left alone once somebody undid it', async () => {
  await see('bluesky', { externalId: 'did:plc:new', handle: 'zuzanwisteria.sky.example', name: 'Zuzan Wisteria', place: 'Kade' })
  await see('fediverse', { externalId: 'https://kust.example/users/new', handle: 'zuzan_wisteria@kust.example', name: 'Zuzan Wisteria', place: 'Kade' })
  const [sky, kust] = [identityId('bluesky', 'did:plc:new'), identityId('fediverse', 'https://kust.example/users/new')]
  await placer.settle()
  expect(await personOf(postgres.db, kust)).toBe(await personOf(postgres.db, sky))
  const [link] = await linksTouching(postgres.db, [sky])
  expect(link!.evidence.map((one) => one.what)).toEqual(expect.arrayContaining(['name', 'handle', 'place']))
  // The link is turned so that `a` says what the first identity says.
  const handle = link!.evidence.find((one) => one.what === 'handle')!
  expect(link!.a === sky ? handle.a : handle.b).toContain('zuzanwisteria')

  await see('fediverse', { externalId: 'https://kust.example/users/new', handle: 'quarrel@kust.example', name: 'Q', place: 'Holt' })
  await placer.settle()
  expect(await personOf(postgres.db, kust)).not.toBe(await personOf(postgres.db, sky))
  await see('fediverse', { externalId: 'https://kust.example/users/new', handle: 'zuzan_wisteria@kust.example', name: 'Zuzan Wisteria', place: 'Kade' })
  await placer.settle()
  const again = (await linksTouching(postgres.db, [sky])).find((one) => one.state === 'standing')!
  await undoLink(postgres.db, actor, again.id, systemClock.now())
  await learn()
  await placer.settle()
  expect(await personOf(postgres.db, kust)).not.toBe(await personOf(postgres.db, sky))
})

test('bots and those who share but a name are not joined', async () => {
  await see('bluesky', { externalId: 'did:plc:x1', handle: 'first.sky.example', name: 'Merel Vundor' })
  await see('fediverse', { externalId: 'https://kust.example/users/x1', handle: 'other@kust.example', name: 'Merel Vundor' })
  await see('bluesky', { externalId: 'did:plc:x2', handle: 'weatherbot77.sky.example', name: 'Weather Bot Seventyseven', place: 'Weir', bot: true })
  await see('fediverse', { externalId: 'https://kust.example/users/x2', handle: 'weatherbot77@kust.example', name: 'Weather Bot Seventyseven', place: 'Weir', bot: true })
  await placer.settle()
  for (const n of ['x1', 'x2']) expect(await personOf(postgres.db, identityId('bluesky', `did:plc:${n}`))).not.toBe(await personOf(postgres.db, identityId('fediverse', `https://kust.example/users/${n}`)))
})
