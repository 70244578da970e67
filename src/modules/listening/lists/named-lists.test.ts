import { expect, test } from 'vitest'
import { listsNamedIn } from './named-lists.ts'

test.each([
  ['list:Brands', ['brands']], ['a OR list:"our brands" NOT list:bad', ['our brands', 'bad']], ['list:(one OR two) three', ['one', 'two']],
  ['"list:no" list', []], ['list: spaced', ['spaced']], ['(list:broken', ['broken']], ['listing:x', []],
])('%s names %j', (query, names) => {
  expect([...listsNamedIn(query)].filter((name) => name !== '')).toEqual(names)
})
