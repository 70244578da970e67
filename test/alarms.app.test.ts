/** The simulated world's crisis, heard on real engines while time passes: it is alarmed in time, told once, and quiet weeks are quiet. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clickhouseMigrations, migrations } from '../src/engines.ts'
import type { Announcement } from '../src/kernel/event.ts'
import { identityId, interactionId, type Uuid } from '../src/kernel/ids.ts'
import { dayMs, hourMs, minuteMs } from '../src/kernel/instant.ts'
import { interactionSchema, type Interaction } from '../src/kernel/interaction.ts'
import { alarmBoard, openLooker, replayTopic, topicKinds, type AlarmBoard } from '../src/modules/listening/alarms/index.ts'
import { createTopic, openListener, termsOf } from '../src/modules/listening/index.ts'
import { migrateClickhouse } from '../src/platform/clickhouse/migrate.ts'
import { clickhouseTime, type Clickhouse } from '../src/platform/clickhouse/open.ts'
import { openLog } from '../src/platform/logs.ts'
import type { Postgres } from '../src/platform/postgres/database.ts'
import { migrate } from '../src/platform/postgres/migrate.ts'
import { demoTopics } from '../sim/demo.ts'
import { intakeOf } from '../sim/formats/intake.ts'
import { arcsOf } from '../sim/world/arcs.ts'
import { createWorld } from '../sim/world/world.ts'
import { freshClickhouse, freshPostgres } from './databases.ts'

const end = Date.UTC(2026, 10, 22, 17)
const begin = end - 75 * dayMs

/** In the second the crisis begins with so few posts that its alarm is too small to be told at first. */
describe.each([8420, 77])('world %i', (seed) => {
  const crisis = arcsOf(seed, end, begin).find(({ kind, cycle }) => kind === 'crisis' && cycle === 0)?.start ?? 0

  let clickhouse: Clickhouse
  let postgres: Postgres
  let board: AlarmBoard
  let looker: ReturnType<typeof openLooker>
  let now = crisis - 8 * hourMs
  const told: Announcement[] = []
  const kept = new Map<Uuid, Interaction>()
  const log = openLog('error')

  beforeAll(async () => {
    clickhouse = await freshClickhouse()
    await migrateClickhouse(clickhouse, clickhouseMigrations)
    postgres = await freshPostgres()
    await migrate(postgres.db, migrations)
    for (const topic of demoTopics) await createTopic(postgres.db, { ...topic, applyToHistory: false })
    const listener = openListener(postgres.db, log)
    await listener.refresh()
    const rows: object[] = []
    for (const event of createWorld({ seed, people: 4_000, from: begin, to: end, shares: { brands: 0.42, industry: 0.12 } }).events()) {
      const interaction = interactionSchema.parse(intakeOf(event))
      const id = interactionId(interaction.channel, interaction.externalId)
      for (const topic of listener.match(interaction, event.language, null)) {
        kept.set(id, interaction)
        rows.push({
          topic, at: clickhouseTime(interaction.at), id, batch: 1, identity: identityId(interaction.channel, interaction.author.externalId), channel: interaction.channel, kind: interaction.kind, language: event.language,
          followers: 10, engagement: 0, repost: interaction.kind === 'repost', terms: termsOf(interaction, event.language), sentiment: event.truth.sentiment ?? '',
        })
      }
    }
    const heard = (key: { id: Uuid; at: number }) => {
      const interaction = kept.get(key.id)
      return interaction === undefined ? [] : [{
        ...interaction, id: key.id, identity: identityId(interaction.channel, interaction.author.externalId), takenInAt: interaction.at, title: null, url: null, language: 'en', country: null, site: null, followers: null,
        metrics: {}, facets: interaction.facets ?? [], media: [], relations: [], editedAt: null,
      }]
    }
    const history: Partial<AlarmBoard['history']> = { interactions: (keys) => Promise.resolve(keys.flatMap(heard)) }
    const deps = { db: postgres.db, clickhouse, clock: { now: () => now }, listener, history, telling: { announce: (_: unknown, event: Announcement) => { told.push(event); return Promise.resolve() } } }
    board = alarmBoard(deps as unknown as Parameters<typeof alarmBoard>[0])
    // Somebody looks before history is there, as when an archive is taken in by an installation that runs.
    looker = openLooker(board, log)
    await looker.look()
    await clickhouse.insert('rapport.mentions', rows)
  }, 120_000)
  afterAll(async () => {
    await clickhouse?.close()
    await postgres?.close()
  })

  const topicNamed = (name: string) => {
    const topic = board.listener.topics.find((one) => one.name === name)
    if (!topic) throw new Error(name)
    return topic
  }
  const dataOf = (event: Announcement | undefined) => event?.data as { openedAt: string; posts: { text: string }[] } | undefined
  const opened = (name: string) => told.filter(({ type, data }) => type === 'alarm.opened' && (data as { topic: { name: string } }).topic.name === name)

  test('the crisis is alarmed within ninety minutes on the risk topic and within eight hours on the brand, with what is said', async () => {
    // Hindsight is taken once what is kept has not changed between two looks.
    for (; now < crisis; now += 30 * minuteMs) await looker.look()
    const before = told.length
    expect(opened('Velora')).toEqual([])
    for (; now < crisis + 4 * hourMs; now += 10 * minuteMs) await looker.look()
    const [risk] = opened('Late hub gears')
    expect(risk?.at).toBeLessThanOrEqual(crisis + 90 * minuteMs)
    expect(dataOf(risk)?.posts.length).toBeGreaterThan(0)
    // A stop in the middle: another process goes on where this one was.
    looker = openLooker(board, log)
    for (; now < crisis + 30 * hourMs; now += 60 * minuteMs) await looker.look()
    const [brand] = opened('Velora')
    expect(brand?.at).toBeLessThanOrEqual(crisis + 8 * hourMs)
    expect(opened('Late hub gears').length).toBe(1)
    expect(opened('Velora').length).toBe(1)
    const aboutBrand = told.slice(before).filter(({ data }) => (data as { topic: { name: string } | null }).topic?.name === 'Velora')
    expect(aboutBrand.length).toBeLessThanOrEqual(6)
  }, 180_000)

  test('a restart tells nothing again, and looking twice at the same time raises nothing', async () => {
    const before = told.length
    for (let looks = 0; looks < 3; looks++) await openLooker(board, log).look()
    expect(told.length).toBe(before)
  })

  test('quiet weeks raise no alarm, and replaying history raises what the present raised', async () => {
    const settings = { kinds: topicKinds, sensitivity: 'usual' as const }
    const quiet = await replayTopic(board, topicNamed('Cadence').id, settings, crisis - 50 * dayMs, crisis)
    expect(quiet.days).toBeGreaterThan(35)
    expect(quiet.items).toEqual([])
    const replayed = await replayTopic(board, topicNamed('Late hub gears').id, settings, crisis - 3 * dayMs, crisis + 30 * hourMs)
    const spike = replayed.items.find(({ kind }) => kind === 'spike')
    expect(spike?.openedAt).toBe(dataOf(opened('Late hub gears')[0])?.openedAt)
  }, 60_000)
})
