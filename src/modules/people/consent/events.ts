/** What consent and erasure tell the outside. */
import { z } from 'zod'
import { eventType } from '../../../kernel/event.ts'

const time = z.iso.datetime()
const id = z.guid()

export const consentChanged = eventType({
  type: 'consent.changed', summary: 'Somebody said yes or no to being contacted for a purpose on a channel',
  data: z.object({ person: id, identity: id, purpose: z.string(), channel: z.string(), act: z.enum(['granted', 'withdrawn']), at: time, source: z.string() }),
  example: { person: '0e8dd3a5-9f4b-8c11-8a42-1f6f0c1a2b3c', identity: '0e8dd3a5-9f4b-8c11-8a42-1f6f0c1a2b3c', purpose: 'news', channel: 'mail', act: 'withdrawn', at: '2026-11-22T10:00:00.000Z', source: 'one-click' },
})

export const personErased = eventType({
  type: 'person.erased', summary: 'Everything about a person was erased here; erase it at your side too',
  data: z.object({ erasure: id, identities: z.array(id).describe('What they were called here.'), at: time, neverAgain: z.boolean() }),
  example: { erasure: '01930f6e-6c00-7000-8000-000000000001', identities: ['0e8dd3a5-9f4b-8c11-8a42-1f6f0c1a2b3c'], at: '2026-11-22T10:00:00.000Z', neverAgain: false },
})
