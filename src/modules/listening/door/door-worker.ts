/** One thread at the door: reads a network's bytes, matches, and answers with what is wanted. */
import { parentPort } from 'node:worker_threads'
import { DoorMatcher } from './door-matcher.ts'
import { Followed } from './followed.ts'
import { unpacked } from './messages.ts'
import { siftStretch } from './sift-stretch.ts'
import type { ReaderModule, Said, Told } from './stretch.ts'

type Reader = ReturnType<ReaderModule['openReader']>

if (parentPort) {
  const port = parentPort
  const matcher = new DoorMatcher()
  const followed = new Followed()
  const readers = new Map<number, Reader>()

  const answer = async (told: Told): Promise<Said | null> => {
    switch (told.kind) {
      case 'set': matcher.set(told.id, { root: told.root, warnings: [] }); return null
      case 'delete': matcher.delete(told.id); return null
      case 'follow': for (const key of told.keys) followed.add(key); return null
      case 'shut': readers.delete(told.sieve); return null
      case 'ready': return { kind: 'ready' }
      case 'open': {
        const module = (await import(told.reader)) as ReaderModule
        readers.set(told.sieve, module.openReader(told.options))
        return null
      }
      case 'learn': readers.get(told.sieve)?.read(unpacked(told.block), told.now, () => false); return null
      case 'sift': {
        const reader = readers.get(told.sieve)
        if (reader === undefined) return { kind: 'refused', because: 'the source was closed meanwhile' }
        return { kind: 'sifted', ...siftStretch(matcher, followed, reader, unpacked(told.block), told.now) }
      }
    }
  }

  // One after another, so that everything said before a stretch holds for it.
  let last = Promise.resolve()
  port.on('message', (told: Told) => {
    last = last.then(async () => {
      const said = await answer(told).catch((thrown: unknown): Said => ({ kind: 'refused', because: String(thrown) }))
      if (said !== null && (said.kind !== 'refused' || told.kind === 'sift')) port.postMessage(said)
    })
  })
}
