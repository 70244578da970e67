/** From a row and a mapping to an interaction, or to the reason why not. */
import { createHash } from 'node:crypto'
import { decodeHTMLStrict } from 'entities'
import { interactionSchema, maxAheadMs, maxTextLength, type Interaction, type InteractionInput, type Relation } from '../../../kernel/interaction.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { ArchiveTarget, Mapping } from '../api.ts'
import { readHtml } from '../feed/html-text.ts'
import { channelOf, countOf, countryOf, handleOf, isSpoiltId, kindOf, languageOf } from './cell-values.ts'
import { instantOf, readTime } from './archive-times.ts'
import { BadMapping } from './faults.ts'
import type { RowCounts } from './row-counts.ts'
import type { Row } from './row-fields.ts'
import { ZonedClock } from './zoned-time.ts'

export type RowOutcome =
  | { readonly interaction: Interaction; readonly counted: boolean }
  | { readonly because: string; readonly code: string; readonly counted: boolean }

/** Earlier than any post: what spreadsheets make of an empty date. */
const earliest = Date.UTC(1990, 0, 1)

/** Compiles a mapping once for a whole file. @throws {BadMapping} when it cannot give interactions. */
export class RowToInteraction {
  readonly #mapping: Mapping
  readonly #columns = new Map<ArchiveTarget, string[]>()
  readonly #clock: ZonedClock

  constructor(mapping: Mapping) {
    this.#mapping = mapping
    this.#clock = new ZonedClock(mapping.zone)
    for (const { column, target } of mapping.columns) this.#columns.set(target, [...(this.#columns.get(target) ?? []), column])
    if (!this.#columns.has('at')) throw new BadMapping('No column is marked as the time. Say which column tells when each post was made.')
    if (!['text', 'title', 'url'].some((target) => this.#columns.has(target as ArchiveTarget))) throw new BadMapping('No column is marked as the text. Say which column holds the words of each post.')
  }

  /** @param counts tells equal rows without an id apart; fed with every such row in order. */
  read(row: Row, counts: RowCounts, now: Instant): RowOutcome {
    const id = this.identify(row, counts)
    const refuse = (code: string, because: string): RowOutcome => ({ code, because, counted: id.counted })
    const written = [this.#text(row, 'at'), this.#text(row, 'time')].filter((part) => part !== '').join(' ')
    if (written === '') return refuse('archive.time', 'The row has no time. Every interaction needs one.')
    const time = readTime(written) ?? readTime(this.#text(row, 'at'))
    if (time === null) return refuse('archive.time', `"${written.slice(0, 60)}" is not a time that we can read. Write for example 2026-11-22 14:30 or 22-11-2026 14:30.`)
    const at = instantOf(time, { clock: this.#clock, dayFirst: this.#mapping.dayFirst })
    if (at > now + maxAheadMs) return refuse('archive.future', `The time ${written.slice(0, 60)} lies in the future (${iso(at)}). Check the order of day and month, and the time zone.`)
    if (at < earliest) return refuse('archive.time', `The time ${written.slice(0, 60)} lies before 1990 (${iso(at)}), where no post was made. Check the column.`)
    const title = this.#plain(row, 'title').replace(/\s+/g, ' ').slice(0, 2_000)
    const text = this.#plain(row, 'text')
    if (title === '' && text === '' && this.#text(row, 'url') === '' && this.#text(row, 'repostOf') === '') return refuse('archive.empty', 'The row has neither text, title nor address.')
    const parsed = interactionSchema.safeParse(this.#input(row, id.externalId, at, title, text))
    if (parsed.success) return { interaction: parsed.data, counted: id.counted }
    const issue = parsed.error.issues[0]
    return refuse('archive.value', `${issue?.path.join('.') ?? 'The row'}: ${issue?.message ?? 'not understood'}.`)
  }

  /** Of several columns the first that is filled; of texts the longest, for exports give a snippet beside the whole. */
  #text(row: Row, target: ArchiveTarget): string {
    if (target === 'text') return (this.#columns.get(target) ?? []).map((column) => row.text(column)).reduce((a, b) => (b.length > a.length ? b : a), '')
    for (const column of this.#columns.get(target) ?? []) {
      const text = row.text(column)
      if (text !== '') return text
    }
    return ''
  }

  #plain(row: Row, target: 'text' | 'title'): string {
    const text = this.#text(row, target)
    const { markup } = this.#mapping
    return (markup === 'html' ? readHtml(text, 'https://invalid.invalid/').text : markup === 'entities' ? decodeHTMLStrict(text) : text.replaceAll('\r\n', '\n')).normalize('NFC')
  }

  /** The id that the file gives, unless a spreadsheet spoilt it; otherwise the content and, among equals, the order. */
  identify(row: Row, counts: RowCounts): { externalId: string; counted: boolean } {
    const given = this.#text(row, 'externalId')
    if (given !== '' && !isSpoiltId(given)) return { externalId: given.length <= 1_024 ? given : digestOf(given).toString('base64url'), counted: false }
    const digest = digestOf(row.identity)
    const times = counts.next(digest)
    return { externalId: `row:${digest.toString('base64url', 0, 24)}${times === 1 ? '' : `#${times}`}`, counted: true }
  }

  #input(row: Row, externalId: string, at: Instant, title: string, text: string): InteractionInput {
    const { author, unread: unreadAuthor } = this.#author(row)
    const url = addressOf(this.#text(row, 'url'))
    const language = this.#text(row, 'language')
    const languages = language === '' ? [] : [languageOf(language)].filter((tag) => tag !== null)
    const countryWritten = this.#text(row, 'country')
    const country = countryWritten === '' ? null : countryOf(countryWritten)
    const channel = channelOf(this.#text(row, 'channel')) ?? this.#mapping.channel
    const relations = this.#relations(row)
    const kindWritten = this.#text(row, 'kind')
    const kind = (kindWritten === '' ? null : kindOf(kindWritten)) ?? defaultKind(channel, relations)
    const { metrics, unread } = this.#metrics(row)
    const siteWritten = this.#text(row, 'site')
    const site = hostOf(siteWritten) ?? (url === null ? null : hostOf(url))
    const media = addressOf(this.#text(row, 'media'))
    const extra: Record<string, unknown> = { ...unread, ...unreadAuthor }
    for (const column of this.#columns.get('extra') ?? []) {
      const value = row.value(column)
      if (value !== undefined && value !== null && value !== '') extra[column] = value
    }
    if (language !== '' && languages.length === 0) extra['language'] = language
    if (countryWritten !== '' && country === null) extra['country'] = countryWritten
    if (kindWritten !== '' && kindOf(kindWritten) === null) extra['kind'] = kindWritten
    if (text.length > maxTextLength) extra['cutFrom'] = text.length
    return {
      channel, externalId, kind, author, at: iso(at),
      text: cutWhole(text, maxTextLength),
      ...(title === '' ? {} : { title }),
      ...(url === null ? {} : { url }),
      ...(languages.length === 0 ? {} : { languages }),
      ...(relations.length === 0 ? {} : { relations }),
      ...(Object.keys(metrics).length === 0 ? {} : { metrics }),
      ...(country === null ? {} : { country }),
      ...(site === null ? {} : { site }),
      ...(media === null ? {} : { media: [{ kind: 'image' as const, url: media }] }),
      ...(Object.keys(extra).length === 0 ? {} : { extra }),
    }
  }

  #author(row: Row) {
    const written = this.#text(row, 'author.handle')
    const handle = handleOf(written)
    const name = this.#text(row, 'author.name') || (handle === null ? written : '')
    const id = this.#text(row, 'author.externalId')
    const url = addressOf(this.#text(row, 'author.url'))
    const externalId = (id !== '' && !isSpoiltId(id) ? id : '') || handle?.toLowerCase() || (url ?? '') || name || 'unknown'
    const count = (target: ArchiveTarget) => countOf(this.#text(row, target))
    const followers = count('author.followers')
    const following = count('author.following')
    const place = this.#text(row, 'author.place')
    const bio = this.#text(row, 'author.bio')
    return {
      author: {
        externalId: externalId.slice(0, 1_024),
        ...(handle === null ? {} : { handle }),
        ...(name === '' ? {} : { name: name.slice(0, 2_000) }),
        ...(url === null ? {} : { url }),
        ...(followers === null ? {} : { followers }),
        ...(following === null ? {} : { following }),
        ...(place === '' ? {} : { place: place.slice(0, 2_000) }),
        ...(bio === '' ? {} : { bio: bio.slice(0, 20_000) }),
      },
      unread: isSpoiltId(id) ? { spoiltAuthorId: id } : {},
    }
  }

  #relations(row: Row): Relation[] {
    const relations: Relation[] = []
    for (const [target, kind] of [['inReplyTo', 'reply'], ['repostOf', 'repost']] as const) {
      const written = this.#text(row, target)
      if (written === '' || isSpoiltId(written) || /^(null|none|false|0|nan)$/i.test(written)) continue
      const url = addressOf(written)
      relations.push({ kind, externalId: written.slice(0, 1_024), ...(url === null ? {} : { url }) })
    }
    return relations
  }

  /** What is no count is kept as it was written: somebody may know what it means. */
  #metrics(row: Row) {
    const metrics: Record<string, number> = {}
    const unread: Record<string, unknown> = {}
    for (const name of ['likes', 'reposts', 'replies', 'quotes', 'views'] as const) {
      const written = this.#text(row, `metrics.${name}`)
      if (written === '') continue
      const count = countOf(written)
      if (count === null) unread[name] = written
      else metrics[name] = count
    }
    return { metrics, unread }
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function defaultKind(channel: string, relations: readonly Relation[]): Interaction['kind'] {
  if (relations.some(({ kind }) => kind === 'repost')) return 'repost'
  if (channel === 'reviews') return 'review'
  if (channel === 'youtube') return 'comment'
  if (channel === 'web') return 'article'
  return relations.length > 0 ? 'reply' : 'post'
}

function addressOf(written: string): string | null {
  if (written === '' || written.length > 4_096) return null
  const completed = /^(www\.|[\w-]+\.[a-z]{2,}\/)/i.test(written) ? `https://${written}` : written
  return URL.canParse(completed) && /^https?:$/.test(new URL(completed).protocol) ? completed : null
}

function hostOf(written: string): string | null {
  const address = written.includes('://') ? written : `https://${written}`
  if (written === '' || /\s/.test(written) || !URL.canParse(address)) return null
  const host = new URL(address).hostname.replace(/^www\./, '')
  return host.includes('.') && host.length <= 253 ? host : null
}

/** Cuts without leaving half a character at the end. */
function cutWhole(text: string, length: number): string {
  if (text.length <= length) return text
  const unit = text.charCodeAt(length - 1)
  return text.slice(0, unit >= 0xd800 && unit < 0xdc00 ? length - 1 : length)
}
