/** The thread that learns and compares profiles, so that nothing else waits for it. Started by placement-thread.ts. */
import { parentPort } from 'node:worker_threads'
import { sentence } from '../../../kernel/fault.ts'
import { explainPair, type Cells } from '../linkage/explain-pair.ts'
import { bitsOf } from '../linkage/model.ts'
import { PeopleIndex } from '../linkage/people-index.ts'
import { RawTableBuilder } from '../linkage/raw-table.ts'
import { learnProfiles, priorAmong, type Learnt } from './learn-profiles.ts'
import type { Answered, AskedOf, PlacedCandidate } from './placement-protocol.ts'
import { profileColumns } from './profile-record.ts'

/** Most candidates that one profile is explained with. */
const mostCandidates = 20
const certain = 1 - 2 ** -40

let learnt: Learnt | null = null
let today = ''
let loading: RawTableBuilder | null = null
let index: PeopleIndex | null = null
let cellsOf = new Map<string, Cells>()

function place(id: string, cells: Cells, least: number): { id: string; candidates: PlacedCandidate[] } {
  if (!index) return { id, candidates: [] }
  const found = index.place(cells).filter((one) => one.id !== id && one.probability >= least).slice(0, mostCandidates)
  // Put in anew only when it says something else: the index keeps what it was ever told.
  if (!isSame(cellsOf.get(id), cells)) {
    index.add(id, cells)
    cellsOf.set(id, cells)
  }
  const model = index.rating
  return { id, candidates: found.map((one) => ({ id: one.id, bits: bitsOf(Math.min(one.probability, certain)), evidence: explainPair(model, cells, cellsOf.get(one.id) ?? {}).evidence })) }
}

function isSame(before: Cells | undefined, now: Cells): boolean {
  return before !== undefined && profileColumns.every((column) => (before[column] ?? '') === (now[column] ?? ''))
}

async function answer(message: AskedOf): Promise<Answered[keyof Answered]> {
  switch (message.ask) {
    case 'learn':
      return learnProfiles(message.of.profiles, message.of.known, message.of.today)
    case 'begin':
      learnt = message.of.learnt
      today = message.of.today
      loading = new RawTableBuilder(profileColumns)
      cellsOf = new Map()
      return null
    case 'load':
      for (const { id, cells } of message.of.profiles) {
        loading?.add(id, profileColumns.map((column) => cells[column] ?? ''))
        cellsOf.set(id, cells)
      }
      return null
    case 'ready': {
      if (learnt && loading) index = new PeopleIndex(priorAmong(learnt, cellsOf.size), loading.finish(), today)
      loading = null
      return { size: index?.size ?? 0 }
    }
    case 'place':
      return message.of.profiles.map(({ id, cells }) => place(id, cells, message.of.least))
    case 'forget':
      for (const id of message.of.ids) {
        index?.remove(id)
        cellsOf.delete(id)
      }
      return null
    case 'explain': {
      if (!index) return null
      const { probability, evidence } = explainPair(index.rating, message.of.a, message.of.b)
      return { bits: bitsOf(Math.max(1 - certain, Math.min(probability, certain))), evidence }
    }
  }
}

parentPort?.on('message', (message: AskedOf) => {
  answer(message).then(
    (given) => parentPort?.postMessage({ number: message.number, answer: given }),
    (thrown: unknown) => parentPort?.postMessage({ number: message.number, fault: sentence(thrown) }),
  )
})
