import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Identity } from '../store.ts'
import { changeOf, deedSchema, type Change, type Deed, type Entry } from './deed.ts'
import { profileOf } from './profile.ts'

const identity = (id: string, given: Partial<Identity> = {}): Identity => ({ id, person: id, channel: 'forum', externalId: id, handle: null, name: null, url: null, avatarUrl: null, bio: null, followers: null, place: null, bot: false, firstSeenAt: 0, lastSeenAt: 0, ...given })
let acts = 0
const act = (standing: readonly Entry[], deed: object, at = 1, source = 'hand', home = 'a'): Change => changeOf(deedSchema.parse(deed), { standing, identity: home, now: at, by: { id: 'm', name: 'Mara' }, source, act: `act-${(acts += 1)}` })
const after = (standing: readonly Entry[], { add, retract }: Change): Entry[] => [...standing.filter((one) => !retract.includes(one.id)), ...add]
const told = (deeds: readonly (readonly [deed: object, source?: string])[]): Entry[] => deeds.reduce<Entry[]>((standing, [deed, source], at) => after(standing, act(standing, deed, at + 1, source)), [])

describe('traits', () => {
  test('said by hand hold against newer ones from elsewhere, and all are kept', () => {
    const { traits } = profileOf([identity('a', { place: 'Lisbon', lastSeenAt: 99 })], told([[{ is: 'trait', name: 'place', value: 'Porto' }], [{ is: 'trait', name: 'Place', value: 'Faro' }, 'import:1']]))
    expect(traits).toMatchObject([{ name: 'place', holds: { value: 'Porto', source: 'hand' }, disputed: false }])
    expect(traits[0]?.others.map((one) => one.value)).toEqual(['Lisbon', 'Faro'])
  })
  test('on which sources disagree are marked until somebody settles them', () => {
    const disputed = told([[{ is: 'trait', name: 'size', value: 'M' }, 'import:1'], [{ is: 'trait', name: 'size', value: 'L' }, 'api:shop']])
    expect(profileOf([], disputed).traits).toMatchObject([{ holds: { value: 'L' }, disputed: true }])
    expect(profileOf([], after(disputed, act(disputed, { is: 'trait', name: 'size', value: 'M' }, 9))).traits).toMatchObject([{ holds: { value: 'M' }, disputed: false }])
  })
})

test('a tag is there once, however it is written', () => {
  const entries = told([[{ is: 'tag', tag: 'Winter' }], [{ is: 'tag', tag: 'winter' }]])
  expect(profileOf([], entries).tags.map((tag) => tag.value)).toEqual(['Winter'])
  expect(profileOf([], after(entries, act(entries, { is: 'untag', tag: 'WINTER' }))).tags).toEqual([])
})

test('two joined people have the notes of both, one tag of the same name, and the owner given last', () => {
  const [a, b] = [told([[{ is: 'note', text: 'one' }], [{ is: 'tag', tag: 'winter' }], [{ is: 'owner', owner: 'first' }]]), told([[{ is: 'tag', tag: 'winter' }]])]
  const both = [...a, ...b.map((one) => ({ ...one, identity: 'b' })), ...act([], { is: 'owner', owner: 'second' }, 50, 'hand', 'b').add]
  const joined = profileOf([identity('a'), identity('b')], both)
  expect(joined.tags).toHaveLength(1)
  expect(joined.notes).toHaveLength(1)
  expect(joined.owner?.value).toBe('second')
  expect(profileOf([identity('a')], both.filter((one) => one.identity === 'a')).owner?.value).toBe('first')
})

test('whatever is done, turning the last act around gives what was there before', () => {
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    fc.record({ is: fc.constant('tag' as const), tag: fc.constantFrom('a', 'b') }), fc.record({ is: fc.constant('untag' as const), tag: fc.constantFrom('a', 'b') }),
    fc.record({ is: fc.constant('note' as const), text: fc.constantFrom('x', 'y') }), fc.record({ is: fc.constant('stage' as const), stage: fc.constantFrom('fan', null) }),
    fc.record({ is: fc.constant('owner' as const), owner: fc.constantFrom('m', null) }), fc.record({ is: fc.constant('ours' as const), ours: fc.boolean() }),
  )
  fc.assert(fc.property(fc.array(deed, { minLength: 1, maxLength: 12 }), (deeds) => {
    let standing: Entry[] = []
    for (const [at, one] of deeds.entries()) {
      const change = act(standing, one, at + 1)
      const next = after(standing, change)
      const undone = [...next.filter((entry) => !change.add.includes(entry)), ...standing.filter((entry) => change.retract.includes(entry.id))]
      expect(profileOf([], undone)).toEqual(profileOf([], standing))
      standing = next
    }
  }))
})
