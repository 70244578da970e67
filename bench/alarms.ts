/**
 * Judges the simulated world's topics on several seeds, by volume alone: when its
 * crisis is alarmed on the risk topic and on the brand, and what else is raised.
 */
import { dayMs, hourMs, iso, minuteMs, type Instant } from '../src/kernel/instant.ts'
import { interactionSchema } from '../src/kernel/interaction.ts'
import { countsOf } from '../src/modules/listening/alarms/counts.ts'
import { judge } from '../src/modules/listening/alarms/judge.ts'
import { Matcher } from '../src/modules/listening/matcher/index.ts'
import { parseQuery, postOf } from '../src/modules/listening/query/index.ts'
import { demoTopics } from '../sim/demo.ts'
import { intakeOf } from '../sim/formats/intake.ts'
import { arcsOf } from '../sim/world/arcs.ts'
import { createWorld } from '../sim/world/world.ts'

const end = Date.UTC(2026, 10, 22, 17)
const begin = end - 75 * dayMs
const settings = { kinds: ['spike', 'slow-burn', 'drop'], sensitivity: 'usual' } as const

/** When each topic was spoken of. */
function heardIn(seed: number): Map<string, Instant[]> {
  const matcher = new Matcher()
  for (const { name, query } of demoTopics) {
    matcher.set(name, parseQuery(query))
  }
  const heard = new Map<string, Instant[]>(demoTopics.map(({ name }) => [name, []]))
  for (const event of createWorld({ seed, people: 4_000, from: begin, to: end, shares: { brands: 0.42, industry: 0.12 } }).events()) {
    const interaction = interactionSchema.parse(intakeOf(event))
    const post = postOf(interaction, event.language, { sentiment: event.truth.sentiment ?? undefined })
    for (const name of matcher.match(post)) heard.get(name)?.push(interaction.at)
  }
  return heard
}

/** Options: seeds (default 8420 11 77). */
export async function run(args: string[]): Promise<void> {
  const seeds = args.length > 0 ? args.map(Number) : [8420, 11, 77]
  for (const seed of seeds) {
    const crisis = arcsOf(seed, end, begin).find(({ kind, cycle }) => kind === 'crisis' && cycle === 0)?.start ?? 0
    const rows = []
    for (const [topic, times] of heardIn(seed)) {
      const cells = times.map((at) => ({ at, value: 1 }))
      const heard = { hourly: countsOf(cells, hourMs, begin, end), fine: countsOf(cells, 5 * minuteMs, begin, end), isHeard: () => true, sentiment: [], words: [], shares: [] }
      const opened = judge(heard, settings, new Map(), begin + 14 * dayMs, end).turns.filter(({ turn }) => turn === 'opened')
      const told = (late: boolean): string => opened.filter(({ at }) => at >= crisis === late).map(({ at, alarm }) => `${alarm.kind} ${late ? `+${((at - crisis) / hourMs).toFixed(1)} h` : iso(at).slice(5, 16)} (${alarm.severity})`).join(', ')
      rows.push({ topic, mentions: times.length, 'before the crisis': told(false), 'from the crisis on': told(true) })
    }
    console.log(`seed ${seed}`)
    console.table(rows)
  }
}
