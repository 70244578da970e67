/** Share of voice and volume by day and brand over millions of mentions, asked over HTTP as the page does. */
import { openClickhouse } from '../src/platform/clickhouse/open.ts'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

const brands = ['Velora', 'Norrhjul', 'Cadence', 'Brisk', 'Fjord', 'Tern']
const days = 365

/** Options: mentions (default 10000000), repetitions (default 60). */
export async function run(args: string[]): Promise<void> {
  const total = Number(args[0] ?? 10_000_000)
  const repetitions = Number(args[1] ?? 60)
  const folder = newDataFolder()
  const first = await startServer(folder)
  for (const [index, name] of brands.entries()) await first.call('POST', '/topics', { name, role: index === 0 ? 'own' : 'competitor', query: name, applyToHistory: false })
  await first.stop()

  const clickhouse = await openClickhouse(first.config)
  const now = Date.now()
  const from = new Date(now - days * 86_400_000).toISOString()
  await clickhouse.run(
    `insert into rapport.mentions (topic, at, id, batch, identity, channel, kind, language, followers, engagement, repost, sentiment, sentiment_probability, emotion, intent, urgency) select 1 + toUInt32(pow(randCanonical(1), 2) * ${brands.length}) as topic, fromUnixTimestamp64Milli(toInt64({from:Int64} + number * {step:Float64}), 'UTC') as at, generateUUIDv4() as id, 0 as batch,
       reinterpretAsUUID(toFixedString(toString(rand(2) % 400000), 16)) as identity, ['bluesky', 'fediverse', 'feed', 'x'][1 + rand(3) % 4] as channel, if(rand(4) % 5 = 0, 'repost', 'post') as kind, ['en', 'nl', 'de', 'fr'][1 + rand(5) % 4] as language,
       rand(6) % 5000 as followers, rand(7) % 40 as engagement, kind = 'repost' as repost,
       ['negative', 'neutral', 'neutral', 'positive'][1 + rand(8) % 4] as sentiment, 0.7 as sentiment_probability, ['none', 'none', 'none', 'joy', 'anger', 'optimism', 'sadness'][1 + rand(9) % 7] as emotion,
       ['none', 'none', 'question', 'complaint', 'praise', 'request', 'buying', 'leaving', 'thanks', 'spam'][1 + rand(10) % 10] as intent, ['low', 'low', 'normal', 'normal', 'high'][1 + rand(11) % 5] as urgency from numbers({total:UInt64})`,
    { params: { from: now - days * 86_400_000, step: (days * 86_400_000) / total, total } })
  await clickhouse.close()

  const server = await startServer(folder)
  const questions: Record<string, string> = {
    'share of voice, a year': `/mentions/share-of-voice?from=${from}&to=${new Date(now).toISOString()}`,
    'volume by day and brand, a year': `/mentions/volume?by=day&split=topic&zone=Europe/Brussels&from=${from}&to=${new Date(now).toISOString()}`,
    'the same without reposts': `/mentions/volume?by=day&split=topic&zone=Europe/Brussels&reposts=without&from=${from}&to=${new Date(now).toISOString()}`,
    'volume by day and brand, 30 days': `/mentions/volume?by=day&split=topic&zone=Europe/Brussels&from=${new Date(now - 30 * 86_400_000).toISOString()}&to=${new Date(now).toISOString()}`,
    'sentiment by day, a year': `/mentions/volume?by=day&split=sentiment&zone=Europe/Brussels&from=${from}&to=${new Date(now).toISOString()}`,
    'reputation by day and brand, a year': `/mentions/reputation?by=day&zone=Europe/Brussels&from=${from}&to=${new Date(now).toISOString()}`,
    'complaints by day and brand, a year': `/mentions/volume?by=day&split=topic&intents=complaint&zone=Europe/Brussels&from=${from}&to=${new Date(now).toISOString()}`,
    'by channel, a year': `/mentions/volume?by=day&split=channel&zone=Europe/Brussels&from=${from}&to=${new Date(now).toISOString()}`,
    'newest 50 mentions': '/mentions?limit=50',
  }
  const rows = []
  for (const [name, path] of Object.entries(questions)) {
    const times: number[] = []
    for (let n = 0; n < repetitions; n++) {
      const askedAt = performance.now()
      const { status } = await server.call('GET', path)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      times.push(performance.now() - askedAt)
    }
    rows.push({ question: name, mentions: total, 'p50 ms': Math.round(percentile(times, 0.5)), 'p95 ms': Math.round(percentile(times, 0.95)) })
  }
  console.table(rows)
  await server.remove()
}
