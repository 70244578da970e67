/** What a query is put to: a post, as little or as much of it as is known. */
import type { Interaction } from '../../../kernel/interaction.ts'

type Media = 'image' | 'video' | 'audio' | 'link'
type Relation = 'reply' | 'repost' | 'quote' | 'root'

export interface Post {
  readonly id?: string | undefined
  readonly text: string
  readonly title?: string | undefined
  /** BCP 47 tags. */
  readonly languages?: readonly string[] | undefined
  readonly author?: {
    readonly handle?: string | undefined
    readonly name?: string | undefined
    readonly externalId?: string | undefined
    readonly followers?: number | undefined
  } | undefined
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined
  /** Host of the site it was said on. */
  readonly site?: string | undefined
  readonly channel?: string | undefined
  /** An interaction kind: `post`, `reply`, `review` … */
  readonly kind?: string | undefined
  readonly media?: readonly Media[] | undefined
  /** Addresses that the post links to, whether or not the text shows them. */
  readonly links?: readonly string[] | undefined
  readonly relations?: readonly Relation[] | undefined
  readonly sentiment?: string | undefined
  readonly emotion?: string | undefined
  readonly intent?: string | undefined
  /** Names or ids of topics it already belongs to. */
  readonly topics?: readonly string[] | undefined
}

/** What is known of a post once it was understood. */
export type Known = Pick<Post, 'sentiment' | 'emotion' | 'intent' | 'topics'>

/**
 * An interaction as a query sees it. `language`, when given, is what was
 * detected and takes the place of what the channel declares.
 */
export function postOf(interaction: Interaction, language?: string, known: Known = {}): Post {
  const { author } = interaction
  const links: string[] = []
  for (const facet of interaction.facets ?? []) if (facet.kind === 'link') links.push(facet.target)
  for (const media of interaction.media ?? []) if (media.kind === 'link') links.push(media.url)
  return {
    text: interaction.text,
    title: interaction.title,
    languages: language === undefined ? interaction.languages : [language],
    author: { handle: author.handle, name: author.name, externalId: author.externalId, followers: author.followers },
    country: interaction.country,
    site: interaction.site,
    channel: interaction.channel,
    kind: interaction.kind,
    media: interaction.media?.map((media) => media.kind),
    links: links.length === 0 ? undefined : links,
    relations: interaction.relations?.map((relation) => relation.kind),
    sentiment: known.sentiment,
    emotion: known.emotion,
    intent: known.intent,
    topics: known.topics,
  }
}
