import { expect, test } from 'vitest'
import { blocksOf, maxBlocks, type Block } from './blocks.ts'
import { parseQuery } from './parse.ts'

const shown = (block: Block | null): unknown => block === null ? null : block.kind === 'term'
  ? `${block.not ? '-' : ''}${block.field}=${block.value}`
  : { [`${block.not ? '-' : ''}${block.join}${block.within === undefined ? '' : block.within}${block.ordered === true ? 'o' : ''}`]: block.of.map(shown) }
const read = (query: string): unknown => shown(blocksOf(parseQuery(query, { lists: new Map([['brands', ['a', 'b']]]) })))

test.each([
  ['a b', { all: ['words=a', 'words=b'] }],
  ['(tesla OR "model y") NOT (nikola OR lang:it) followers:>1000', { all: [{ any: ['words=tesla', 'words=model y'] }, { '-any': ['words=nikola', 'lang=it'] }, 'followers=>=1001'] }],
  ['(a OR b) ONEAR/3 {US}', { near3o: [{ any: ['words=a', 'words=b'] }, 'exact=US'] }],
  ['NOT NOT a', 'words=a'],
  ['list:brands -shop.example title:x', { all: ['list=brands', '-link=shop.example', 'title=x'] }],
])('%s is drawn as its groups', (query, blocks) => {
  expect(read(query)).toEqual(blocks)
})

test('what is too much to see is not drawn', () => {
  expect(blocksOf(parseQuery(Array.from({ length: maxBlocks + 1 }, (_, n) => `w${n}`).join(' OR ')))).toBeNull()
  expect(blocksOf(parseQuery(`${'(a OR (b '.repeat(40)}c${'))'.repeat(40)}`))).toBeNull()
})
