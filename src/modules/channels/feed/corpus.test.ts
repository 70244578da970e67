/** Reads a folder of a thousand real and broken feeds, and counts which of the expectations written in them hold. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../kernel/fault.ts'
import { decodeDocument } from './charset.ts'
import { keyRuleFor, externalIdOf } from './entry-keys.ts'
import { readFeedDate } from './feed-dates.ts'
import type { FeedEntry, FeedPerson, ParsedFeed, Rich } from './feed-model.ts'
import { interactionOf } from './interaction-of.ts'
import { readHtml } from './html-text.ts'
import { parseFeed } from './parse-feed.ts'
import { seen } from './rich-text.ts'

const folder = join(import.meta.dirname, '../../../../../shared/data/feeds')
const isThere = existsSync(folder)
const now = Date.UTC(2026, 0, 1)

interface Sample { readonly name: string; readonly bytes: Uint8Array; readonly expression: string; readonly contentType: string | null; readonly url: string }

function samples(): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml')).sort().map((name) => {
    const bytes = readFileSync(join(folder, name))
    const { text } = decodeDocument(bytes, null)
    const header = (wanted: string) => new RegExp(`Header:\\s+${wanted}:\\s*([^\\r\\n]*)`, 'i').exec(text)?.[1] ?? null
    const location = header('Content-Location')
    return { name, bytes, expression: /Expect:\s*([^\r\n]*)/.exec(text)?.[1]?.trim() ?? '', contentType: header('Content-type'), url: new URL(location ?? '/', 'http://127.0.0.1:8097/').href }
  })
}

describe.skipIf(!isThere)(isThere ? 'a thousand feeds' : 'a thousand feeds (skipped: ../shared is absent)', () => {
  const read = () => samples().map((sample) => {
    try {
      return { sample, feed: parseFeed({ ...sample, whole: true }), fault: null }
    } catch (thrown) {
      return { sample, feed: null, fault: thrown }
    }
  })

  test('every one is read or refused with words, and every entry becomes an interaction or a reason', { timeout: 120_000 }, () => {
    let interactions = 0
    let reasons = 0
    for (const { sample, feed, fault } of read()) {
      if (feed === null) {
        expect(fault, sample.name).toBeInstanceOf(Fault)
        continue
      }
      const rule = keyRuleFor(feed.entries)
      for (const entry of feed.entries) {
        const outcome = interactionOf(entry, feed, sample.url, { externalId: externalIdOf(entry, sample.url, rule, true), at: now })
        if ('interaction' in outcome) interactions++
        else {
          expect(outcome.because, sample.name).toMatch(/neither title/)
          reasons++
        }
      }
    }
    expect(interactions).toBeGreaterThan(250)
    expect(reasons).toBeLessThan(interactions)
  })

  test('of what the files say must be found, and Rapport keeps, nearly all is found', { timeout: 120_000 }, () => {
    const counts = { holds: 0, fails: 0, notKept: 0, refused: 0 }
    const failed: string[] = []
    for (const { sample, feed } of read()) {
      const verdict = feed === null ? (/(^|\s)not bozo/.test(sample.expression) && sample.expression !== 'not bozo' ? 'refused' : 'holds') : judge(sample.expression, feed)
      if (verdict === 'unknown') counts.notKept++
      else counts[verdict]++
      if (verdict === 'fails' || verdict === 'refused') failed.push(`${sample.name}: ${sample.expression.slice(0, 160)}`)
    }
    process.stderr.write(`feeds: ${counts.holds} expectations hold, ${counts.fails} do not, ${counts.refused} feeds refused, ${counts.notKept} are about things Rapport does not keep\n`)
    if (process.env['FEED_FAILURES'] !== undefined) process.stderr.write(failed.join('\n') + '\n')
    expect(counts.holds / (counts.holds + counts.fails + counts.refused)).toBeGreaterThan(0.96)
  })
})

// The expectations are expressions over another parser's result; these few forms cover them.

type Verdict = 'holds' | 'fails' | 'unknown'

function judge(expression: string, feed: ParsedFeed): Verdict {
  const alternatives = expression.split(/ or /).map((alternative) => {
    const terms = alternative.split(/ and /).map((term) => judgeTerm(term.trim().replace(/^\((.*)\)$/, '$1'), feed))
    return terms.includes('fails') ? 'fails' : terms.includes('unknown') ? 'unknown' : 'holds'
  })
  return alternatives.includes('holds') ? 'holds' : alternatives.includes('unknown') ? 'unknown' : 'fails'
}

function judgeTerm(term: string, feed: ParsedFeed): Verdict {
  if (/^(not bozo|bozo|1|entries\[0\])$/.test(term)) return 'holds'
  const encoding = /^encoding == '([^']+)'$/.exec(term)?.[1]
  if (encoding !== undefined) return sameEncoding(encoding, feed.encoding) ? 'holds' : 'unknown'
  const [path = '', ...rest] = term.split(' == ')
  const wanted = literal(rest.join(' == '))
  if (wanted === undefined) return 'unknown'
  const found = lookUp(path.replace(/^ord\((.*)\)$/, '$1'), feed)
  if (found === notKept) return 'unknown'
  if (path.startsWith('ord(')) return shown(found).codePointAt(0) === wanted ? 'holds' : 'fails'
  return equal(found, wanted) ? 'holds' : 'fails'
}

/** Answers are judged by what is declared; ASCII is a part of every other. */
function sameEncoding(wanted: string, used: string): boolean {
  return wanted === used || wanted === 'us-ascii' || (wanted === 'iso-8859-1' && used === 'windows-1252')
}

const notKept = Symbol('not kept')

function literal(text: string): string | number | readonly number[] | null | undefined {
  if (text === 'None') return null
  if (/^\d+$/.test(text)) return Number(text)
  const tuple = /^\(([\d, ]+)\)$/.exec(text)?.[1]
  if (tuple !== undefined) return tuple.split(',').map(Number)
  const pieces = [...text.matchAll(/"""([\s\S]*?)"""|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map((piece) => piece[1] ?? piece[2] ?? piece[3] ?? '')
  if (pieces.length === 0) return undefined
  return pieces.join('').replace(/\\u([\da-f]{4})|\\x([\da-f]{2})|\\(.)/gi, (_, long: string, short: string, plain: string) => (plain === undefined ? String.fromCharCode(Number.parseInt(long ?? short, 16)) : plain === 'n' ? '\n' : plain === 't' ? '\t' : plain))
}

function lookUp(path: string, feed: ParsedFeed): unknown {
  const keys = [...path.matchAll(/[A-Za-z_]+|\d+/g)].map(([key]) => key)
  if (keys[0] === 'feed') return ofFeed(keys.slice(1), feed)
  if (keys[0] !== 'entries') return notKept
  const entry = feed.entries[Number(keys[1])]
  return entry === undefined ? undefined : ofEntry(keys.slice(2), entry)
}

function ofFeed([key, ...rest]: readonly string[], feed: ParsedFeed): unknown {
  switch (key) {
    case 'title': return feed.title
    case 'title_detail': return detail(rest[0], feed.title)
    case 'description': case 'subtitle': case 'tagline': return feed.description
    case 'subtitle_detail': case 'tagline_detail': case 'description_detail': return detail(rest[0], feed.description)
    case 'link': return feed.link
    case 'language': return feed.language
    case 'image': return rest[0] === 'href' ? feed.imageUrl : notKept
    default: return people(key, rest, feed.authors)
  }
}

function ofEntry([key, ...rest]: readonly string[], entry: FeedEntry): unknown {
  switch (key) {
    case 'title': return entry.title
    case 'title_detail': return detail(rest[0], entry.title)
    case 'description': case 'summary': return [entry.summary, entry.content]
    case 'summary_detail': return detail(rest[0], entry.summary ?? entry.content)
    case 'content': return detail(rest[1], entry.content ?? entry.summary)
    case 'link': return entry.link
    case 'id': case 'guid': return [entry.id, entry.link]
    case 'published_parsed': case 'created_parsed': return readFeedDate(entry.published)
    case 'updated_parsed': return readFeedDate(entry.updated ?? entry.published)
    case 'comments': return entry.commentsUrl
    case 'tags': return rest[1] === 'term' || rest[1] === 'label' ? { in: entry.categories } : notKept
    case 'enclosures': return rest[1] === 'href' || rest[1] === 'url' ? entry.enclosures[Number(rest[0])]?.url : rest[1] === 'type' ? entry.enclosures[Number(rest[0])]?.type : notKept
    case 'language': return entry.language
    case 'source': return rest.length === 1 && rest[0] === 'title' ? entry.source?.title : notKept
    default: return people(key, rest, entry.authors)
  }
}

function detail(key: string | undefined, rich: Rich | undefined): unknown {
  return key === 'value' ? rich : key === 'base' ? rich?.base : notKept
}

function people(key: string | undefined, rest: readonly string[], authors: readonly FeedPerson[]): unknown {
  const person = key === 'authors' ? authors[Number(rest[0])] : authors[0]
  if (key === 'author') return person === undefined ? undefined : [person.name, person.email, `${person.name} (${person.email})`]
  if (key !== 'author_detail' && key !== 'authors') return notKept
  const field = rest.at(-1)
  return field === 'name' ? person?.name : field === 'email' ? person?.email : field === 'url' || field === 'href' ? person?.url : notKept
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return shown(value.find((one) => one !== undefined))
  return typeof value === 'object' && value !== null && 'html' in value ? seen(value as Rich).text : String(value)
}

function equal(found: unknown, wanted: string | number | readonly number[] | null): boolean {
  if (Array.isArray(found)) return found.some((one) => equal(one, wanted))
  if (wanted === null) return found === undefined
  if (Array.isArray(wanted)) return typeof found === 'number' && Math.floor(found / 1_000) * 1_000 === Date.UTC(wanted[0]!, wanted[1]! - 1, wanted[2], wanted[3], wanted[4], wanted[5])
  if (typeof found === 'object' && found !== null && 'in' in found) return (found as { in: readonly unknown[] }).in.includes(wanted)
  const text = String(wanted)
  if (typeof found === 'object' && found !== null && 'html' in found) {
    const rich = found as Rich
    return rich.value === text || seen(rich).text === readHtml(text, rich.base).text || seen(rich).text === text.trim()
  }
  if (typeof found !== 'string') return found === wanted
  return found === text || (URL.canParse(text) && URL.canParse(found) && new URL(text).href === new URL(found).href)
}
