/** Checks the networks' forms against what they document. */
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayMs } from '../../src/kernel/instant.ts'
import { interactionSchema } from '../../src/kernel/interaction.ts'
import { createWorld } from '../world/world.ts'
import { csvLine } from './archive.ts'
import { contentId, recordKey, snowflake } from './addresses.ts'
import { facetsOf } from './facets.ts'
import { intakeOf } from './intake.ts'
import { jetstreamCommit } from './jetstream.ts'
import { contentHtml, status } from './mastodon.ts'

const to = Date.parse('2026-11-22T15:00:00Z')
const world = createWorld({ seed: 5, people: 1_200, from: to - 8 * dayMs, to })
const events = [...world.events()]

describe('formats', () => {
  test('every event is a valid interaction, each under its own id', () => {
    const ids = new Set<string>()
    for (const event of events) {
      const parsed = interactionSchema.safeParse(intakeOf(event))
      expect(parsed.error?.issues ?? []).toEqual([])
      ids.add(`${parsed.data?.channel} ${parsed.data?.externalId}`)
    }
    expect(ids.size).toBe(events.length)
  })

  test('Jetstream commits carry what the lexicons require, with facets that point at their words', () => {
    for (const event of events.filter(({ network }) => network === 'bluesky')) {
      const message = jetstreamCommit(event, () => 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa')
      const commit = message.commit as { collection: string; rkey: string; cid: string; record: Record<string, unknown> }
      expect(message.did).toMatch(/^did:plc:[a-z2-7]{24}$/)
      expect(Math.floor(message.time_us / 1000)).toBe(event.at)
      expect(commit.rkey).toMatch(/^[234567abcdefghij][234567a-z]{12}$/)
      expect(commit.cid).toMatch(/^bafyrei[a-z2-7]{52}$/)
      expect(commit.record['$type']).toBe(commit.collection)
      if (commit.collection === 'app.bsky.feed.repost') continue
      const bytes = Buffer.from(commit.record['text'] as string)
      for (const facet of (commit.record['facets'] ?? []) as { index: { byteStart: number; byteEnd: number } }[]) expect(bytes.subarray(facet.index.byteStart, facet.index.byteEnd).toString()).toMatch(/^(#|@|https:)/)
    }
  })

  test('statuses carry what Mastodon documents, and what is answered has an id', () => {
    const wanted = ['id', 'created_at', 'in_reply_to_id', 'in_reply_to_account_id', 'sensitive', 'spoiler_text', 'visibility', 'language', 'uri', 'url', 'replies_count', 'reblogs_count', 'favourites_count', 'edited_at', 'content', 'reblog', 'account', 'media_attachments', 'mentions', 'tags', 'emojis', 'card', 'poll']
    for (const event of events.filter(({ network }) => network === 'fediverse').slice(0, 400)) {
      const shown = status(event, () => undefined)
      expect(wanted.filter((field) => !(field in shown))).toEqual([])
      expect(shown['in_reply_to_id'] === null).toBe(event.kind !== 'reply')
      expect(shown['reblog'] === null).toBe(event.kind !== 'repost')
      expect(shown['content']).toMatch(/^<p>[\s\S]*<\/p>$/)
    }
  })

  test('later events have later keys and ids', () => {
    fc.assert(fc.property(fc.integer({ min: 1_500_000_000_000, max: 2_500_000_000_000 }), fc.integer({ min: 1, max: 1e9 }), (at, later) => {
      const [a, b] = [{ id: 'a', at, sub: 0 }, { id: 'b', at: at + later, sub: 0 }]
      expect(recordKey(a) < recordKey(b)).toBe(true)
      expect(BigInt(snowflake(a)) < BigInt(snowflake(b))).toBe(true)
    }))
  })

  test('content ids differ where texts differ', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
      expect(contentId(a) === contentId(b)).toBe(a === b)
    }))
  })

  test('facets never overlap and always lie in the text; HTML never lets markup through', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('#fiets', '@velora.example', '@velora@fedi.example', 'https://a.example/b?c=1', '<b>', '&', '\n\n'))), (parts) => {
      const text = parts.join(' ')
      let last = 0
      for (const { start, end } of facetsOf(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeLessThanOrEqual(text.length)
        last = end
      }
      expect(contentHtml(text).replace(/<\/?(p|br \/|a [^<>]*|a|span [^<>]*|span)>/g, '')).not.toMatch(/[<>]/)
    }))
  })

  test('a CSV line gives its cells back', () => {
    fc.assert(fc.property(fc.array(fc.string(), { minLength: 2 }), (cells) => {
      const [back] = parse(csvLine(cells), { relax_column_count: true, skip_empty_lines: false }) as string[][]
      expect(back).toEqual(cells)
    }))
  })
})
