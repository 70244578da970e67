/** Mentions as the API shows them. */
import { iso } from '../../kernel/instant.ts'
import type { MentionView } from './api.ts'
import type { Listener } from './listener.ts'
import type { HeardInteraction, PictureAddress, SpeakerProfile } from './ports.ts'
import { knownToQueries, type KnownPost } from './labels/known.ts'
import { hits, postOf, type Known } from './query/index.ts'

export interface Presenting {
  readonly listener: Listener
  readonly picture: PictureAddress
}

/** Only addresses that a browser may safely follow. */
function webAddress(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null
}

/** What the query language reads of an interaction that is kept. */
export function postOfHeard(heard: HeardInteraction, known: Known = {}): ReturnType<typeof postOf> {
  return postOf({
    channel: heard.channel, externalId: heard.externalId, kind: heard.kind, direction: 'around', author: heard.author, at: heard.at, text: heard.text,
    ...(heard.title === null ? {} : { title: heard.title }), ...(heard.site === null ? {} : { site: heard.site }), ...(heard.country === null ? {} : { country: heard.country }),
    facets: [...heard.facets], media: [...heard.media], relations: [...heard.relations],
  }, heard.language, known)
}

/** The author as shown then; what the stream did not say is taken from the profile as known now. */
function authorView({ identity, channel, author }: HeardInteraction, profile: SpeakerProfile | undefined, picture: PictureAddress): MentionView['author'] {
  const avatarUrl = author.avatarUrl ?? profile?.avatarUrl
  return {
    identity, channel, person: profile?.person ?? identity, externalId: author.externalId, handle: author.handle ?? profile?.handle ?? null, name: author.name ?? profile?.name ?? null,
    url: webAddress(author.url), avatar: avatarUrl ? picture(avatarUrl) : null, followers: author.followers ?? profile?.followers ?? null,
  }
}

/** One mention, with the stretches of its text that made it match. */
export function mentionView({ listener, picture }: Presenting, heard: HeardInteraction, known: KnownPost | undefined, profile: SpeakerProfile | undefined, { cascade, source }: { cascade?: { id: string; size: number; people: number; startedAt: number } | undefined; source?: HeardInteraction | undefined } = {}): MentionView {
  const editions = known?.editions ?? []
  const post = postOfHeard(heard, knownToQueries(listener, known))
  const topics = editions.flatMap((edition) => listener.topicOfEdition(edition)?.id ?? [])
  return {
    id: heard.id, channel: heard.channel, kind: heard.kind, at: iso(heard.at), takenInAt: iso(heard.takenInAt),
    text: heard.text, title: heard.title, facets: heard.facets.filter((facet) => facet.kind !== 'link' || webAddress(facet.target) !== null),
    media: heard.media.flatMap((medium) => {
      if (webAddress(medium.url) === null) return []
      const shown = picture(medium.previewUrl ?? medium.url)
      if (medium.kind === 'link') return [{ ...medium, ...(medium.previewUrl && shown ? { previewUrl: shown } : { previewUrl: undefined }) }]
      return shown === null ? [] : [{ ...medium, previewUrl: shown }]
    }),
    relations: heard.relations.map(({ url, ...relation }) => ({ ...relation, ...(webAddress(url) === null ? {} : { url }) })), metrics: heard.metrics, language: heard.language, site: heard.site, url: webAddress(heard.url),
    author: authorView(heard, profile, picture),
    topics,
    labels: known?.labels ?? null,
    hits: topics.flatMap((topic) => {
      const query = listener.query(topic)
      return query ? hits(query, post).map(({ start, end }) => ({ topic, start, end })) : []
    }),
    cascade: cascade === undefined ? null : { ...cascade, startedAt: iso(cascade.startedAt) },
    passedOn: source === undefined ? null : { name: source.author.name ?? source.author.handle ?? null, text: source.text || (source.title ?? ''), language: source.language },
    editedAt: heard.editedAt === null ? null : iso(heard.editedAt),
  }
}
