import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkKinds } from './model.ts'
import { partition, type PartitionInput, type PartitionLink } from './partition.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const member = (id: string, at: number, shared = false) => ({ id, since: at, shared })
const link = (a: string, b: string, kind: PartitionLink['kind'] = 'rule', bits: number | null = null, state: PartitionLink['state'] = 'standing'): PartitionLink => ({ id: `${a}${b}${kind}`, a, b, kind, bits, state })
const people = (input: Partial<PartitionInput> & { members?: PartitionInput['members'] }): string => {
  const { personOf } = partition({ members: names.map((id, at) => member(id, at)), links: [], apart: [], ...input })
  const groups = Map.groupBy(personOf.keys(), (id) => personOf.get(id))
  return [...groups.values()].map((ids) => ids.toSorted().join('')).toSorted().join(' ')
}

test.each([
  ['identities that nothing ties are people of their own', {}, 'a b c d e f g h'],
  ['links tie through each other', { links: [link('a', 'b'), link('b', 'c', 'proof')] }, 'abc d e f g h'],
  ['a shared address ties nobody', { members: names.map((id, at) => member(id, at, id === 'b')), links: [link('a', 'b'), link('b', 'c')] }, 'a b c d e f g h'],
  ['what somebody tied to a shared address by hand stays tied, the rest does not', { members: names.map((id, at) => member(id, at, id === 'b')), links: [link('a', 'b', 'hand'), link('b', 'c')] }, 'ab c d e f g h'],
  ['never join wins over a link by hand', { links: [link('a', 'b', 'hand')], apart: [{ a: 'a', b: 'b' }] }, 'a b c d e f g h'],
  ['where never join contradicts a chain, the weaker link gives way', { links: [link('a', 'b', 'hand'), link('b', 'c', 'rule')], apart: [{ a: 'a', b: 'c' }] }, 'ab c d e f g h'],
  ['circular never join keeps all apart', { links: [link('a', 'b'), link('b', 'c'), link('a', 'c')], apart: [{ a: 'a', b: 'b' }, { a: 'b', b: 'c' }, { a: 'a', b: 'c' }] }, 'a b c d e f g h'],
  ['one probable link joins two', { links: [link('a', 'b', 'probability', 9)] }, 'ab c d e f g h'],
  ['one probable link chains no third', { links: [link('a', 'b', 'probability', 9), link('b', 'c', 'probability', 8)] }, 'ab c d e f g h'],
  ['three that agree all with all are one', { links: [link('a', 'b', 'probability', 9), link('b', 'c', 'probability', 9), link('a', 'c', 'probability', 6)] }, 'abc d e f g h'],
  ['what is only offered joins nobody, but counts for the agreement of others', { links: [link('a', 'b', 'probability', 9), link('b', 'c', 'probability', 9), link('a', 'c', 'probability', 3, 'offered')] }, 'abc d e f g h'],
  ['what is one for certain counts as one record', { links: [link('a', 'b', 'proof'), link('b', 'c', 'probability', 9)] }, 'abc d e f g h'],
  ['one bad link between two crowds does not join them', { links: [link('a', 'b', 'probability', 12), link('c', 'd', 'probability', 12), link('b', 'c', 'probability', 15)] }, 'a bc d e f g h'],
])('%s', (_, input, expected) => {
  expect(people(input)).toBe(expected)
})

test('says why a standing link does not join', () => {
  const { overruled } = partition({ members: names.map((id, at) => member(id, at, id === 'e')), links: [link('a', 'b', 'hand'), link('b', 'c', 'probability', 9), link('c', 'd', 'probability', 8), link('d', 'e')], apart: [{ a: 'a', b: 'b' }] })
  expect([...overruled]).toEqual([['abhand', 'apart'], ['derule', 'shared'], ['cdprobability', 'agreement']])
})

test('the identity noted first names the person, and goes on doing so when others join', () => {
  const members = [member('z', 1), member('b', 2), member('a', 3)]
  expect(partition({ members, links: [link('a', 'z')], apart: [] }).personOf.get('a')).toBe('z')
  expect(partition({ members, links: [link('a', 'z'), link('b', 'z')], apart: [] }).personOf.get('b')).toBe('z')
})

const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).filter(([x, y]) => x < y)
const anyLinks = fc.array(fc.record({ pair, kind: fc.constantFrom(...linkKinds), bits: fc.integer({ min: 1, max: 20 }), state: fc.constantFrom('standing' as const, 'standing' as const, 'offered' as const) }), { maxLength: 14 })
  .map((list) => [...new Map(list.map(({ pair: [a, b], kind, bits, state }) => [`${a}${b}${kind}`, link(a, b, kind, bits, kind === 'probability' ? state : 'standing')])).values()])
const anyApart = fc.array(pair.map(([a, b]) => ({ a, b })), { maxLength: 6 })
const shuffled = <T>(list: readonly T[], seed: number): T[] => list.map((one, at) => [((at + 1) * 7919 * (seed + 3)) % 1009, one] as const).toSorted(([x], [y]) => x - y).map(([, one]) => one)

test('property: the order in which links and statements came does not matter', () => {
  fc.assert(fc.property(anyLinks, anyApart, fc.nat(1_000), (links, apart, seed) => {
    const members = names.map((id, at) => member(id, at))
    expect(people({ members: shuffled(members, seed), links: shuffled(links, seed), apart: shuffled(apart, seed) })).toBe(people({ members, links, apart }))
  }))
})

test('property: who are kept apart are never one person, and every identity has a person that is one of its own', () => {
  fc.assert(fc.property(anyLinks, anyApart, (links, apart) => {
    const { personOf } = partition({ members: names.map((id, at) => member(id, at)), links, apart })
    for (const { a, b } of apart) expect(personOf.get(a)).not.toBe(personOf.get(b))
    for (const person of personOf.values()) expect(personOf.get(person)).toBe(person)
  }))
})

test('property: nobody is joined whom no chain of standing links ties', () => {
  fc.assert(fc.property(anyLinks, anyApart, (links, apart) => {
    const { personOf } = partition({ members: names.map((id, at) => member(id, at)), links, apart })
    const free = partition({ members: names.map((id, at) => member(id, at)), links: links.filter((one) => one.state === 'standing').map((one) => ({ ...one, kind: 'hand' })), apart: [] }).personOf
    for (const x of names) for (const y of names) if (personOf.get(x) === personOf.get(y)) expect(free.get(x)).toBe(free.get(y))
  }))
})
