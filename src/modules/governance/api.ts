/** The routes of the audit trail, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/paging.ts'
import { route } from '../../platform/http/route.ts'

const tag = 'Audit'
const time = z.iso.datetime()

const filter = {
  actor: z.string().max(100).optional().describe('Id of a member or key.'),
  deed: z.string().max(200).optional().describe('Part of the method and path, such as `/members`.'),
  subject: z.string().max(200).optional().describe('The id that was acted on.'),
  from: time.optional(),
  to: time.optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional().describe('`failed` also where it is not known.'),
  kind: z.enum(['reads', 'acts']).optional().describe('Only reads of private content, or only what changes something.'),
}

export const trailEntryView = z.object({
  seq: z.int(), at: time,
  actor: z.object({ kind: z.enum(['member', 'key', 'system']), id: z.string(), name: z.string() }),
  deed: z.string().describe('Method and path.'), summary: z.string().nullable().describe('What the route does.'),
  subject: z.string().nullable(), subjectErased: z.boolean().describe('It named somebody who was erased since.'),
  facts: z.record(z.string(), z.unknown()).nullable(), address: z.string(),
  status: z.int().nullable().describe('HTTP status of the answer; null: under way, or cut off.'), sealed: z.boolean(),
})

export const listTrail = route({ method: 'get', path: '/audit', access: 'audit.read', onRecord: true, tag, summary: 'Who did what, and read which private content, newest first', query: z.object({ ...filter, ...pageQuery }), output: page(trailEntryView) })
export const listTrailActors = route({ method: 'get', path: '/audit/actors', access: 'audit.read', tag, summary: 'Members and keys that are on record', output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })) }) })
export const exportTrail = route({ method: 'get', path: '/audit/export.csv', access: 'audit.read', onRecord: true, tag, summary: 'The record as CSV', query: z.object(filter), output: z.string() })
export const verifyTrail = route({
  method: 'post', path: '/audit/verify', access: 'audit.read', tag, summary: 'Hold the whole record against its seals', body: z.object({}),
  output: z.object({ entries: z.int(), seals: z.int(), unsealed: z.int().describe('Too young to be sealed.'), broken: z.object({ seal: z.int(), fromSeq: z.int(), untilSeq: z.int(), because: z.string() }).nullable() }),
})
