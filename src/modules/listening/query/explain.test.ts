import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { parseQuery } from './parse.ts'

const lists = new Map([['brands', ['velora', 'zephyr']]])
const why = (query: string, post: Parameters<typeof explain>[1]): string[] => explain(parseQuery(query, { lists }), post).map(({ kind, query: branch, found }) => `${kind} ${branch}${found.length === 0 ? '' : ` [${found.join('|')}]`}`)

test('a mention says which branches matched and which words they found', () => {
  expect(why('(velora OR zephyr) AND (battery OR charg*) NOT recall lang:en', { text: 'My Vélora charges slowly, charging again', languages: ['en'] })).toEqual(['has velora [Vélora]', 'has charg* [charges|charging]', 'lacks recall', 'is lang:en'])
})

test('nearness, lists and titles are told as such', () => {
  expect(why('velora NEAR/2 broken', { text: 'velora is broken' })).toEqual(['near velora NEAR/2 broken [velora|broken]'])
  expect(why('list:brands', { text: 'a zephyr' })).toEqual(['has list:brands [zephyr]'])
  expect(why('title:zephyr', { text: 'x', title: 'Zephyr' })).toEqual(['has title:zephyr'])
})

test('a query that does not hold has no reasons', () => expect(why('a b', { text: 'a' })).toEqual([]))
