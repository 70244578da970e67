/** What a column of an archive can mean, in words. */
import type { ImportPreview, Mapping } from '../../../api/routes.ts'
import type { WordKey } from '../../../words/words.tsx'

export type Target = ImportPreview['columns'][number]['target']

/** In the order in which they are offered. */
export const targetWord = {
  ignore: 'settings.target_ignore',
  text: 'settings.target_text',
  at: 'settings.target_at',
  time: 'settings.target_time',
  externalId: 'settings.target_externalId',
  title: 'settings.target_title',
  url: 'settings.target_url',
  channel: 'settings.target_channel',
  kind: 'settings.target_kind',
  'author.handle': 'settings.target_author_handle',
  'author.name': 'settings.target_author_name',
  'author.externalId': 'settings.target_author_externalId',
  'author.url': 'settings.target_author_url',
  'author.followers': 'settings.target_author_followers',
  'author.following': 'settings.target_author_following',
  'author.place': 'settings.target_author_place',
  'author.bio': 'settings.target_author_bio',
  language: 'settings.target_language',
  country: 'settings.target_country',
  site: 'settings.target_site',
  media: 'settings.target_media',
  'metrics.likes': 'settings.target_metrics_likes',
  'metrics.reposts': 'settings.target_metrics_reposts',
  'metrics.replies': 'settings.target_metrics_replies',
  'metrics.quotes': 'settings.target_metrics_quotes',
  'metrics.views': 'settings.target_metrics_views',
  inReplyTo: 'settings.target_inReplyTo',
  repostOf: 'settings.target_repostOf',
  extra: 'settings.target_extra',
} as const satisfies Record<Target, WordKey>

export const targets = Object.keys(targetWord) as readonly Target[]

/** The mapping with another meaning for one column. */
export function remapped(mapping: Mapping, column: string, target: Target): Mapping {
  return { ...mapping, columns: mapping.columns.map((each) => (each.column === column ? { column, target } : each)) }
}

/** Whether the mapping can make posts at all: without words, or a title, there is nothing to hear. */
export function hasWords(mapping: Mapping): boolean {
  return mapping.columns.some(({ target }) => target === 'text' || target === 'title')
}
