/** Events as the rows of an export: the columns that listening tools write, and optionally the truth. */
import { iso } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { externalIdOf, webAddress } from './addresses.ts'
import { intakeOf } from './intake.ts'

export const archiveColumns = ['mention_id', 'published_at', 'network', 'type', 'author_id', 'author_handle', 'author_name', 'author_url', 'followers', 'location', 'title', 'text', 'url', 'language', 'country', 'site', 'likes', 'shares', 'comments', 'in_reply_to', 'repost_of'] as const
export const truthColumns = ['truth_person', 'truth_sentiment', 'truth_emotion', 'truth_intent', 'truth_about', 'truth_cause', 'truth_root', 'truth_arc'] as const

type Row = Record<(typeof archiveColumns)[number], string | number>

function archiveRow(event: SimEvent): Row {
  const shown = event.kind === 'repost' && event.target !== null ? event.target : event
  return {
    mention_id: externalIdOf(event), published_at: iso(event.at), network: event.network, type: event.kind,
    author_id: event.author.externalId, author_handle: event.author.handle, author_name: event.author.name, author_url: event.author.url ?? '', followers: event.author.followers ?? '', location: event.author.place,
    title: shown.title ?? '', text: shown.text, url: webAddress(shown) ?? '', language: event.language, country: event.author.country, site: event.site ?? '',
    likes: event.metrics.likes, shares: event.metrics.reposts + event.metrics.quotes, comments: event.metrics.replies,
    in_reply_to: event.kind === 'reply' && event.target !== null ? externalIdOf(event.target) : '', repost_of: event.kind === 'repost' && event.target !== null ? externalIdOf(event.target) : '',
  }
}

function truthRow({ truth }: SimEvent): Record<(typeof truthColumns)[number], string | number> {
  return { truth_person: truth.person, truth_sentiment: truth.sentiment ?? '', truth_emotion: truth.emotion ?? '', truth_intent: truth.intent, truth_about: truth.about.join(' '), truth_cause: truth.cause ?? '', truth_root: truth.root, truth_arc: truth.arc ?? '' }
}

/** RFC 4180: quoted where a comma, a quote or a line end asks for it. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => typeof cell === 'string' && /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join(',')}\r\n`
}

/** One line of the archive. NDJSON carries the whole interaction, CSV the columns. */
export function archiveLine(event: SimEvent, format: 'csv' | 'ndjson', truth: boolean): string {
  if (format === 'ndjson') return `${JSON.stringify(truth ? { ...intakeOf(event), truth: event.truth } : intakeOf(event))}\n`
  return csvLine([...Object.values(archiveRow(event)), ...(truth ? Object.values(truthRow(event)) : [])])
}
