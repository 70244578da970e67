import { expect, test } from 'vitest'
import { SendFault } from './send-fault.ts'

test('says whether it may be tried again, and when', () => {
  const fault = new SendFault('The network asks for a pause.', 'channels.send.too-fast', 'later', { retryAfterSeconds: 30 })
  expect(fault).toMatchObject({ status: 502, code: 'channels.send.too-fast', outcome: 'later', retryAfterSeconds: 30, message: 'The network asks for a pause.' })
})
