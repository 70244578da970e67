/** A worker thread that understands batches of posts. */
import { parentPort } from 'node:worker_threads'
import { answerer, handedOver, type Batch, type Teaching } from './batches.ts'
import { Taught } from './taught.ts'

if (parentPort) {
  const port = parentPort
  const answer = answerer(new Taught())
  port.on('message', (ask: Batch | Teaching) => {
    const said = answer(ask)
    if (said) port.postMessage(said, said.packed ? handedOver(said.packed) : [])
  })
}
