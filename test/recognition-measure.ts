/** Recognises the profiles of a simulated world as the product does, and compares with its truth. */
import type { World as SimulatedWorld } from '../sim/world/world.ts'
import { bitsOf } from '../src/modules/people/linkage/model.ts'
import { explainPair, type Cells } from '../src/modules/people/linkage/explain-pair.ts'
import { PeopleIndex } from '../src/modules/people/linkage/people-index.ts'
import { RawTableBuilder } from '../src/modules/people/linkage/raw-table.ts'
import { judgeCandidates } from '../src/modules/people/recognition/judge-candidates.ts'
import { learnProfiles, priorAmong } from '../src/modules/people/recognition/learn-profiles.ts'
import { profileColumns, recordOf } from '../src/modules/people/recognition/profile-record.ts'

export interface Measured {
  readonly profiles: number
  readonly truePairs: number
  /** Pairs known by proof, which it learns from. */
  readonly known: number
  readonly joinAt: number | null
  readonly joined: number
  readonly right: number
  readonly offered: number
  readonly offeredRight: number
  /** Joins by the fields that weighed more than 3 bits. */
  readonly carriedBy: ReadonlyMap<string, number>
  readonly learnMs: number
  /** Milliseconds of each placement, explained and judged. */
  readonly placeMs: readonly number[]
}

interface Row {
  readonly id: string
  readonly channel: string
  readonly person: number
  readonly cells: Cells
}

function rowsOf(world: SimulatedWorld, pictures: boolean): Row[] {
  const rows: Row[] = []
  for (let number = 0; number < world.population.people; number++) {
    const person = world.people.person(number)
    for (const network of ['bluesky', 'fediverse'] as const) {
      const one = person.on(network)
      if (!one) continue
      const cells = recordOf({ channel: network, externalId: one.externalId, handle: one.handle, name: one.name, url: one.url ?? null, avatarUrl: pictures ? one.avatarUrl ?? null : null, bio: one.bio, place: one.place, language: person.sketch.language })
      rows.push({ id: `${network}:${one.externalId}`, channel: network, person: number, cells })
    }
  }
  return rows
}

/** Pairs whose site proves them: a verified link on one side, the domain or a link on the other. */
function provenPairs(world: SimulatedWorld, rowOf: ReadonlyMap<string, number>): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let number = 0; number < world.population.people; number++) {
    const person = world.people.person(number)
    const [sky, fedi] = [person.on('bluesky'), person.on('fediverse')]
    if (!sky || !fedi || !fedi.links.some((link) => link.verified) || !(sky.domainHandle === true || sky.bio.includes('https://'))) continue
    pairs.push([rowOf.get(`bluesky:${sky.externalId}`) ?? 0, rowOf.get(`fediverse:${fedi.externalId}`) ?? 0])
  }
  return pairs
}

/** `pictures`: whether both networks show a picture under one address, which real ones seldom do. */
export async function measureProfiles(world: SimulatedWorld, { pictures }: { pictures: boolean }): Promise<Measured> {
  const rows = rowsOf(world, pictures)
  const rowOf = new Map(rows.map((row, at) => [row.id, at]))
  const known = provenPairs(world, rowOf)
  const today = '20261122'
  const from = performance.now()
  const learnt = await learnProfiles(rows, known, today)
  const learnMs = performance.now() - from
  const builder = new RawTableBuilder(profileColumns)
  for (const row of rows) builder.add(row.id, profileColumns.map((column) => row.cells[column] ?? ''))
  const index = new PeopleIndex(priorAmong(learnt, rows.length), builder.finish(), today)

  const verdicts = new Map<string, { standing: boolean; right: boolean; fields: string }>()
  const placeMs: number[] = []
  for (const [at, row] of rows.entries()) {
    const since = performance.now()
    const candidates = index.place(row.cells).filter((one) => one.id !== row.id && one.probability >= learnt.offerAt).slice(0, 20).map((one) => {
      const other = rows[rowOf.get(one.id) ?? 0] ?? row
      return { id: one.id, channel: other.channel, person: one.id, bot: false, bits: bitsOf(Math.min(one.probability, 1 - 2 ** -40)), evidence: explainPair(index.rating, row.cells, other.cells).evidence }
    })
    const judged = judgeCandidates({ channel: row.channel, bot: false }, candidates, learnt.joinAt, learnt.offerAt)
    placeMs.push(performance.now() - since)
    for (const { candidate, state } of judged) {
      const other = rowOf.get(candidate.id) ?? 0
      const key = `${Math.min(at, other)}:${Math.max(at, other)}`
      // What either end doubts is offered.
      const standing = state === 'standing' && (verdicts.get(key)?.standing ?? true)
      verdicts.set(key, { standing, right: rows[other]?.person === row.person, fields: candidate.evidence.filter((one) => one.weight > 3).map((one) => one.field).toSorted((x, y) => (x < y ? -1 : 1)).join(' + ') })
    }
  }
  const all = [...verdicts.values()]
  const [joined, offered] = [all.filter((one) => one.standing), all.filter((one) => !one.standing)]
  const carriedBy = new Map<string, number>()
  for (const { fields } of joined) carriedBy.set(fields, (carriedBy.get(fields) ?? 0) + 1)
  const truePairs = [...Map.groupBy(rows, (row) => row.person).values()].reduce((sum, group) => sum + (group.length * (group.length - 1)) / 2, 0)
  return { profiles: rows.length, truePairs, known: known.length, joinAt: learnt.joinAt, joined: joined.length, right: joined.filter((one) => one.right).length, offered: offered.length, offeredRight: offered.filter((one) => one.right).length, carriedBy, learnMs, placeMs }
}
