import { expect, test } from 'vitest'
import { suggestedQuery } from './suggested-query.ts'

test.each([
  ['one word is looked for as itself, as tag and as handle', 'Velora', 'velora OR #velora OR @velora'],
  ['several words are a phrase', ' Velora  Bikes ', '"velora bikes" OR #velorabikes OR @velorabikes'],
  ['signs in a name stay in the phrase and out of the tag', 'H&M', '"h&m"'],
  ['a name with an accent keeps it', 'Café Noir', '"café noir" OR #cafénoir OR @cafénoir'],
  ['a name that is an operator is quoted', 'Near', '"near" OR #near OR @near'],
  ['quotes cannot break out of the phrase', '"The" Shop', '"the shop" OR #theshop OR @theshop'],
  ['a name in another script works', 'ヴェロラ', 'ヴェロラ OR #ヴェロラ OR @ヴェロラ'],
  ['nothing gives nothing', '   ', ''],
])('%s', (_, name, query) => {
  expect(suggestedQuery(name)).toBe(query)
})
