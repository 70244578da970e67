/** How well cascades are found in the simulated world, where the truth is known. */
import { expect, test } from 'vitest'
import { intakeOf } from '../../../../sim/formats/intake.ts'
import { createWorld } from '../../../../sim/world/world.ts'
import { dayMs } from '../../../kernel/instant.ts'
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import { gather, type Gatherable } from './gather.ts'
import { NearTexts } from './near-texts.ts'

const from = Date.UTC(2026, 8, 1)
const pairs = (n: number): number => (n * (n - 1)) / 2

/** Pairwise precision and recall: of two posts that were put together, how often that is true; of two that belong together, how often that was found. */
function measured(found: readonly { cascade: string; truth: string }[]): { precision: number; recall: number } {
  const count = (key: (one: { cascade: string; truth: string }) => string): number => {
    const sizes = new Map<string, number>()
    for (const one of found) sizes.set(key(one), (sizes.get(key(one)) ?? 0) + 1)
    return [...sizes.values()].reduce((sum, size) => sum + pairs(size), 0)
  }
  const both = count(({ cascade, truth }) => `${cascade} ${truth}`)
  return { precision: both / count(({ cascade }) => cascade), recall: both / count(({ truth }) => truth) }
}

interface Spoken { readonly post: Gatherable; readonly truth: string }

function gathered(spoken: readonly Spoken[]): { cascade: string; truth: string }[] {
  const found = gather(spoken.map(({ post }) => post), { places: new Map<Uuid, Uuid>(), awaited: new Set() }, new NearTexts())
  return spoken.map(({ post, truth }) => ({ cascade: found.cascades.get(post.id) ?? '', truth }))
}

function world(): Spoken[] {
  const events = [...createWorld({ seed: 11, people: 1_500, from, to: from + 10 * dayMs }).events()]
  return events.filter(({ kind }) => kind === 'post' || kind === 'repost' || kind === 'quote' || kind === 'reply').map((event) => {
    const { channel, externalId, kind, at, text, relations } = intakeOf(event)
    return { post: { id: interactionId(channel, externalId), at: Date.parse(at), channel, kind, text: text ?? '', relations: relations ?? [] }, truth: event.truth.root }
  })
}

test('reposts, quotes and answers: precision at least 0.85 although every sixth post has the words of another by chance, recall at least 0.98', () => {
  const { precision, recall } = measured(gathered(world()))
  expect(precision).toBeGreaterThan(0.85)
  expect(recall).toBeGreaterThan(0.98)
}, 60_000)

test('reposts whose network does not say what they repeat are found by their words: recall at least 0.6 on reposts of eight words and more', () => {
  const spoken = world().filter(({ post }) => post.kind === 'repost' || post.kind === 'post')
  const bare = spoken.map((one): Spoken => ({ ...one, post: { ...one.post, relations: [], kind: 'post', text: one.post.kind === 'repost' ? `RT @somebody: ${one.post.text}` : one.post.text } }))
  const long = new Set(bare.filter(({ post }) => post.text.split(/\s+/).length >= 10).map(({ truth }) => truth))
  const { recall } = measured(gathered(bare.filter(({ truth }) => long.has(truth))))
  expect(recall).toBeGreaterThan(0.6)
}, 60_000)
