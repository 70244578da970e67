/** What queries find in the texts that people write. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hits, matches, parseQuery } from './index.ts'
import type { Post } from './index.ts'

const found = (query: string, text: string): string[] => hits(parseQuery(query), { text }).map(({ start, end }) => text.slice(start, end))
const holds = (query: string, post: Post | string): boolean => matches(parseQuery(query), typeof post === 'string' ? { text: post } : post)

describe('a word is found', () => {
  test.each([
    ['tesla', "Tesla's new car", 'Tesla'], ['tesla', 'I love TESLA!', 'TESLA'], ['tesla', '#Tesla', 'Tesla'], ['tesla', '@tesla', 'tesla'], ['tesla', 'Te\u00adsla', 'Te\u00adsla'], ['tesla', '\u202btesla\u202c', 'tesla'],
    ['tesla', 'T\u200bes\u200bla', 'T\u200bes\u200bla'], ['tesla', '𝐓𝐞𝐬𝐥𝐚', '𝐓𝐞𝐬𝐥𝐚'], ['tesla', 'Ｔｅｓｌａ', 'Ｔｅｓｌａ'], ['tesla', '_tesla_', 'tesla'],
    ['cafe', 'café', 'café'], ['cafe', 'cafe\u0301', 'cafe\u0301'], ['café', 'CAFE', 'CAFE'], ['strasse', 'Straße', 'Straße'], ['straße', 'STRASSE', 'STRASSE'], ['oeuvre', 'Œuvre', 'Œuvre'], ['lodz', 'Łódź', 'Łódź'],
    ['istanbul', 'İSTANBUL', 'İSTANBUL'], ['istanbul', 'ıstanbul', 'ıstanbul'], ['İstanbul', 'Istanbul', 'Istanbul'], ['σοφος', 'Σοφός', 'Σοφός'], ['елка', 'Ёлка', 'Ёлка'],
    ["don't", 'Don’t', 'Don’t'], ["l'oreal", "L'Oréal", "L'Oréal"], ['oreal', "L'Oréal", 'Oréal'], ['T-Mobile', 't mobile', 't mobile'], ['T-Mobile', 'T‑Mobile', 'T‑Mobile'], ['"t mobile"', 'T-Mobile', 'T-Mobile'],
    ['AT&T', 'AT&T', 'AT&T'], ['AT&T', 'at＆t', 'at＆t'], ['C++', 'modern C++, fast', 'C++'], ['C#', 'C# 12', 'C#'], ['U.S.', 'the U.S. economy', 'U.S'], ['AC/DC', 'ac-dc', 'ac-dc'], ['12:30', 'at 12:30', '12:30'], ['3.5', 'v3.5', undefined], ['3.5', '3.5 stars', '3.5'],
    ['كتاب', 'كِتَابٌ', 'كِتَابٌ'], ['احمد', 'أحمد', 'أحمد'], ['مدرسه', 'مدرسة', 'مدرسة'], ['محمد', 'محـــمد', 'محـــمد'], ['میخواهم', 'می\u200cخواهم', 'می\u200cخواهم'], ['٣', '3', '3'], ['שלום', 'שָׁלוֹם', 'שָׁלוֹם'],
    ['हिन्दी', 'हिन्दी में', 'हिन्दी'], ['क़लम', 'कलम', 'कलम'],
    ['東京', '私は東京タワーに', '東京'], ['タワー', '東京タワー', 'タワー'], ['ガス', 'ｶﾞｽ会社', 'ｶﾞｽ'], ['สวัสดี', 'ครับสวัสดีครับ', 'สวัสดี'], ['삼성', '삼성이 최고', '삼성'], ['iPhoneケース', '新しいiPhoneケース', 'iPhoneケース'],
    ['👍', 'ok 👍🏽', '👍🏽'], ['❤️', 'I ❤ it', '❤'], ['🇧🇪', '🇳🇱🇧🇪', '🇧🇪'], ['👨‍👩‍👧', 'x👨‍👩‍👧y', '👨‍👩‍👧'],
    ['#東京', 'は#東京 x', '#東京'], ['#tesla', '#Tesla!', '#Tesla'], ['#tesla', '＃tesla', '＃tesla'], ['@nike', '.@Nike', '@Nike'], ['@nike', '@nike.bsky.example', '@nike'], ['@a_b', 'hi @a_b', '@a_b'], ['$TSLA', 'buy $tsla now', '$tsla'], ['€50', 'for €50', '€50'],
    ['shop.example', 'see https://www.shop.example/x?y', 'shop.example'], ['shop.example', 'see shop.example.', 'shop.example'], ['shop.example', 'mail info@shop.example', 'shop.example'], ['shop.example', 'https://blog.shop.example', 'shop.example'],
    ['https://shop.example/a?b=1', 'at http://www.Shop.example/a?b=1&c', 'Shop.example/a?b=1'], ['url:recall', 'https://shop.example/big-recall', 'recall'],
  ] as [string, string, string | undefined][])('%s in %s', (query, text, stretch) => {
    expect(found(query, text)).toEqual(stretch === undefined ? [] : [stretch])
  })
})

describe('a word is not found', () => {
  test.each([
    ['tesla', 'teslas'], ['tesla', 'https://tesla.example/tesla'], ['AT&T', 'look at t-shirts'], ['C++', 'vitamin C'], ['U.S.', 'tell us'], ["don't", 'don t'],
    ['#tesla', 'tesla'], ['#tesla', '#teslamotors'], ['#tesla', 'x#tesla'], ['#東京', '#東京タワー'], ['@nike', 'info@nike.example'], ['@nike', '@nike_be'], ['$tsla', 'tsla'], ['👨', '👨‍👩‍👧'], ['🇱🇧', '🇳🇱🇧🇪'],
    ['shop.example', 'my-shop.example'], ['shop.example', 'https://shop.example.evil.example'], ['shop.example', 'shop. example'], ['url:recall', 'a recall'], ['東京', '東 京'], ['สวย', 'สวรรค์'],
    ['{US}', 'us'], ['{Apple}', 'Apples'], ['{café}', 'cafe'], ['{Google+}', 'Google'], ['title:tesla', 'tesla'],
  ])('%s in %s', (query, text) => {
    expect(found(query, text)).toEqual([])
    expect(holds(query, text)).toBe(false)
  })
})

describe('phrases, distance and wildcards', () => {
  test.each([
    ['"new york"', 'New   York', true], ['"new york"', 'York New', false], ['"new york"', 'new. york', true], ['"united * america"', 'united of america', true], ['"united * america"', 'united america', false],
    ['"mode* y"', 'Models Y', true], ['"is it ?"', 'is it u', true], ['hel?o', 'helo', false], ['hel?o', 'hello', true], ['w*?da?', 'worda3', true], ['w?da?', 'worda3', false], ['*phone', 'smartphone', true], ['*art*', 'smartphone', true], ['te*a', 'tesla', true], ['te*a', 'teslas', false],
    ['a NEAR/0 b', 'b a', true], ['a NEAR/1 b', 'a x b', true], ['a NEAR/1 b', 'a x x b', false], ['a NEAR/1 b', 'b x a', true], ['a ONEAR/1 b', 'b x a', false], ['a NEAR/3 a', 'a', false], ['a NEAR/3 a', 'a b a', true],
    ['(a OR b) NEAR/1 (c OR "d e")', 'd e x b', true], ['(a OR b) NEAR/1 (c OR "d e")', 'd x e b', false], ['a NEAR/1 b NEAR/1 c', 'a b c', true], ['a NEAR/0 b NEAR/0 c', 'a c b', false], ['a NEAR/1 https://x.example/long/path/here', 'a b x.example', false],
    ['"a b c"~1', 'c x b a', true], ['"a b c"~1', 'c x x b a', false], ['"a a b"~2', 'a b', false], ['"a a b"~2', 'a b a', true], ['(a AND "b c" AND d)~1', 'd b c x a', true],
    ['a NEAR/2 c', 'a https://x.example/1/2/3/4 b c', true], ['나는 NEAR/1 좋아', '나는 삼성전자를 좋아', true], ['a NEAR/5 b', '', false],
    ['{Apple Watch}', 'my Apple\n Watch!', true], ['{AT&T}', 'AT&T', true], ['{AT&T}', 'at&t', false], ['{:-)}', 'ok :-)', true], ['raw:Google+', 'on Google+', true], ['{US} NEAR/1 economy', 'US economy', true],
    ['a OR NOT b', 'c', true], ['a AND NOT b', 'a b', false], ['NOT (a OR b)', 'c', true],
  ] as [string, string, boolean][])('%s in %s', (query, text, expected) => {
    expect(holds(query, text)).toBe(expected)
  })

  test('a phrase does not run from the title into the text', () => {
    expect(holds('"a b"', { text: 'b c', title: 'x a' })).toBe(false)
    expect(holds('a NEAR/9 b', { text: 'a', title: 'b' })).toBe(false)
    expect(holds('a b', { text: 'a', title: 'b' })).toBe(true)
  })

  test('marks what made it match and nothing that did not', () => {
    expect(found('(tesla OR ford) NEAR/1 "model y" NOT nikola', 'Ford. The Tesla Model Y of tesla fans, and more, and tesla')).toEqual(['Tesla', 'Model Y', 'tesla'])
    expect(found('a b', 'a c')).toEqual([])
    expect(found('a OR b NOT c', 'a b c')).toEqual(['a'])
  })
})

describe('fields', () => {
  const post: Post = {
    text: 'Battery fine, see https://x.example', title: 'Review: Tesla {Y}', languages: ['pt-BR'], country: 'BE', site: 'blog.shop.example', channel: 'fediverse', kind: 'review',
    author: { handle: 'Zoë@social.example', name: 'Zoë Q', externalId: 'https://social.example/@zoe', followers: 1_500 }, media: ['image'], links: ['https://www.shop.example/items/9?ref=1'], relations: ['reply', 'root'],
    sentiment: 'positive', emotion: 'joy', intent: 'praise', topics: ['Own brand'],
  }
  test.each([
    'lang:pt', 'lang:pt-BR', '-lang:pt-PT', 'country:be', 'site:shop.example', '-site:op.example', 'channel:fediverse', 'kind:review', 'author:zoe', 'author:@Zoë', 'author:"zoe q"', 'author:zo*', '-author:zo', 'followers:>1000', 'followers:1.5k', 'followers:1000..2000', '-followers:<1500',
    'has:image', 'has:link', '-has:video', 'is:reply', '-is:repost', '-is:original', 'sentiment:positive', 'emotion:joy', 'intent:praise', 'topic:"own brand"', 'title:tesla', 'title:"review tesla"', 'title:{Tesla}', '-title:battery', 'tesla battery', 'shop.example/items', 'url:items', 'shop.example', '-url:ref=2', 'has:image lang:(nl OR pt) battery',
  ])('%s', (query) => {
    expect(holds(query, post)).toBe(true)
    expect(holds(`NOT (${query})`, post)).toBe(false)
  })

  test.each(['lang:nl', 'country:BE', 'followers:>=0', 'followers:<5', 'author:x', 'has:link', 'is:reply', 'sentiment:neutral', 'topic:x', 'title:x', 'site:x.example'])('what is not known answers no field: %s', (query) => {
    expect(holds(query, 'plain text')).toBe(false)
  })
})

describe('for any text', () => {
  test('hits lie inside the text, in order, and are there exactly when the words are found', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(fc.constantFrom('tesla', ' ', 'é', '東京', '#', '@', '👍', '\u200d', '\ud83d', 'www.', 'https://', '.', '/', 'x', '_', 'ﷺ', 'ß', 'ำ', 'ﾞ')).map((all) => all.join('')))
    const queries = ['tesla', '"x tesla"', 't*', '東京', '👍', '#tesla', 'x NEAR/3 tesla', '{tesla}', 'tesla.x OR url:x', '?', '"* x"'].map((query) => parseQuery(query))
    fc.assert(fc.property(texts, fc.constantFrom(...queries), (text, query) => {
      const stretches = hits(query, { text })
      expect(stretches.length > 0).toBe(matches(query, { text }))
      let end = 0
      for (const each of stretches) {
        expect(each.start >= end && each.end > each.start && each.end <= text.length).toBe(true)
        end = each.end
      }
    }), { numRuns: 2_000 })
  })

  test('a word cut out of a text finds that text, whatever the script', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (text) => {
      // Texts are taken in in NFC. The saltillo is a letter to Unicode and an apostrophe to those who type it; lone parts of Hangul syllables are no words.
      const word = /[\p{Lu}\p{Ll}\p{Lo}\p{Nd}]+/u.exec(text.normalize('NFC').replaceAll(/[\uA78B\uA78C\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/g, ''))?.[0]
      if (word === undefined) return
      // Cutting may part a letter from its marks, and with them from its word; a presentation form can be a mark alone.
      if (/[\p{M}\p{Cf}]/u.test(text.normalize('NFKD'))) return
      expect(holds(`"${word}"`, ` ${word} `), word).toBe(true)
    }), { numRuns: 1_000 })
  })

  test('wildcards that would make a regular expression explode are answered', () => {
    expect(holds(`${'a*'.repeat(200)}b`, 'a'.repeat(50_000))).toBe(false)
    expect(holds('*a*a*a*a*a*a*a*a*b', `${'a'.repeat(50_000)}b`)).toBe(true)
    expect(holds('a NEAR/1000 a NEAR/999 a NEAR/998 b', 'a '.repeat(5_000))).toBe(false)
    expect(holds('"a a a a a a a a b"~900', 'a '.repeat(5_000))).toBe(false)
  })
})
