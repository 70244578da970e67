import { describe, expect, test } from 'vitest'
import type { Topic } from '../../api/routes.ts'
import { usualFilter, type ListenFilter } from './listen-filter.ts'
import { arrivals, belongs, pictureQuery, sliceOf, streamQuery, tabShown, tabsWithTopics, topicsOfTab } from './listen-query.ts'

const topic = (id: string, role: Topic['role'], createdAt = '2026-01-01T00:00:00Z'): Topic => ({ id, name: id, role, query: id, colour: 0, createdAt, updatedAt: createdAt, backfill: null })
const topics = [topic('norrhjul', 'competitor'), topic('velora', 'own', '2026-02-01T00:00:00Z'), topic('recall', 'risk')]
const stretch = { from: Date.parse('2026-10-25T23:00:00Z'), to: null }
const filter = (part: Partial<ListenFilter>): ListenFilter => ({ ...usualFilter, ...part })

describe('tabs', () => {
  test('only roles that exist have a tab, and ours comes first in it', () => {
    expect(tabsWithTopics(topics)).toEqual(['brands', 'risks'])
    expect(topicsOfTab(topics, 'brands').map((one) => one.id)).toEqual(['velora', 'norrhjul'])
  })
  test('a link to a topic opens its tab', () => {
    expect(tabShown(filter({ topics: ['recall'] }), topics)).toBe('risks')
    expect(tabShown(filter({}), [topic('recall', 'risk')])).toBe('risks')
  })
})

describe('a click on the picture opens the mentions behind it', () => {
  const clicked = sliceOf('topic', 'velora', Date.parse('2026-11-16T00:00:00Z'), Date.parse('2026-11-17T00:00:00Z'))
  test('of that topic and that day, while the picture keeps its own filter', () => {
    const view = filter({ slice: clicked, channels: ['bluesky'] })
    expect(streamQuery(view, 'brands', stretch)).toMatchObject({ topics: 'velora', roles: undefined, channels: 'bluesky', from: '2026-11-16T00:00:00.000Z', to: '2026-11-17T00:00:00.000Z' })
    expect(pictureQuery(view, 'brands', stretch)).toMatchObject({ topics: undefined, roles: 'own,competitor', from: '2026-10-25T23:00:00.000Z', to: undefined })
  })
  test('of several languages that the picture joined as the rest', () => {
    expect(streamQuery(filter({ slice: sliceOf('language', 'fr,de', null, null) }), 'brands', stretch)).toMatchObject({ languages: 'fr,de', roles: 'own,competitor' })
  })
})

describe('what arrives', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  test('a stretch that is over gets nothing new, a query is asked for, the rest is live', () => {
    expect(arrivals(filter({}), { from: 0, to: now - 1 }, now)).toBe('none')
    expect(arrivals(filter({ slice: { from: '2026-11-16T00:00:00Z', to: '2026-11-17T00:00:00Z' } }), stretch, now)).toBe('none')
    expect(arrivals(filter({ q: 'gear' }), stretch, now)).toBe('asked')
    expect(arrivals(filter({ author: 'tide.blue' }), stretch, now)).toBe('live')
  })
  test('only those that the filter would have shown', () => {
    const mention = { cascade: null, kind: 'repost' as const, at: '2026-11-22T11:00:00Z', author: { identity: 'i1', person: 'p1', channel: 'bluesky', externalId: 'x', handle: 'Tide.blue', name: null, url: null, avatar: null, followers: null } }
    expect(belongs(filter({}), mention, stretch.from)).toBe(true)
    expect(belongs(filter({ reposts: 'without' }), mention, stretch.from)).toBe(false)
    expect(belongs(filter({ cascade: 'c1' }), mention, stretch.from)).toBe(false)
    expect(belongs(filter({ reposts: 'only', author: '@tide.blue' }), mention, stretch.from)).toBe(true)
    expect(belongs(filter({ author: 'i1' }), mention, stretch.from)).toBe(true)
    expect(belongs(filter({ author: 'other' }), mention, stretch.from)).toBe(false)
    expect(belongs(filter({ kinds: ['post'] }), mention, stretch.from)).toBe(false)
    expect(belongs(filter({}), mention, now)).toBe(false)
  })
})
