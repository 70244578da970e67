/** A glance sees what a query would see of the whole post. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { admit } from '../../../kernel/admission.ts'
import { did, records } from './fixtures/posts.ts'
import { glanceAt } from './glance.ts'
import { interactionOf, isUnreadable, postCollection, repostCollection } from './record.ts'

const seenAt = Date.parse('2026-11-22T14:30:05Z')

/** The same facts, from the interaction that is kept. */
function seenInFull(record: Record<string, unknown>): unknown {
  const result = interactionOf({ did, collection: postCollection, rkey: '3lb', record, cid: 'bafy', seenAt, updated: false, handle: 'tide.example' })
  if (isUnreadable(result)) return null
  const admission = admit(result, seenAt)
  if (!admission.admitted) return null
  const { text, languages, author, channel, kind, media, facets, relations } = admission.interaction
  const links = [...(facets ?? []).filter((facet) => facet.kind === 'link').map(({ target }) => target), ...(media ?? []).filter((one) => one.kind === 'link').map(({ url }) => url)]
  return { text, language: languages?.[0], author: { externalId: author.externalId, handle: author.handle }, channel, kind, media: (media ?? []).map((one) => one.kind), links, relations: (relations ?? []).map((one) => one.kind).toSorted() }
}

function seenAtAGlance(record: Record<string, unknown>): unknown {
  const glance = glanceAt(did, postCollection, record, 'tide.example')
  if (glance === null) return null
  const { text, languages, author, channel, kind, media, links, relations } = glance
  return { text, language: languages?.[0], author, channel, kind, media: media ?? [], links: links ?? [], relations: (relations ?? []).toSorted() }
}

test.each(Object.entries(records).filter(([, record]) => 'text' in record))('%s', (_, record) => {
  expect(seenAtAGlance(record)).toEqual(seenInFull(record))
})

const anything = fc.anything()
const parts = Object.values(records) as Record<string, unknown>[]
const pick = (field: string): fc.Arbitrary<unknown> => fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...parts.map((record) => record[field])) }, { weight: 1, arbitrary: anything })

test('whatever a record is put together of, the glance agrees or leaves it to the whole way', () => {
  fc.assert(fc.property(fc.record({ text: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...parts.map(({ text }) => text))), langs: pick('langs'), facets: pick('facets'), embed: pick('embed'), reply: pick('reply') }), (record) => {
    const glance = seenAtAGlance(record)
    if (glance !== null) expect(glance).toEqual(seenInFull(record))
  }))
})

test('what is no post, or is cleaned when it is kept, takes the whole way', () => {
  expect([glanceAt(did, repostCollection, records.repost, undefined), glanceAt(did, postCollection, { text: 'nul \u0000 here' }, undefined), glanceAt(did, postCollection, { text: 'e\u0301' }, undefined)]).toEqual([null, null, null])
})
