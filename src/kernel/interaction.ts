/** The one word for anything a person, or we, did at a touchpoint. */
import { z } from 'zod'
import { parseInstant } from './instant.ts'
import type { MessageFacts } from './message.ts'

export const interactionKinds = [
  'post', 'reply', 'repost', 'quote', 'article', 'comment', 'message', 'review', 'reaction', 'follow',
  'view', 'click', 'submission', 'purchase', 'answer',
] as const
export type InteractionKind = (typeof interactionKinds)[number]

/** `inbound`: to us. `outbound`: from us. `around`: about us, between others. */
export const directions = ['inbound', 'outbound', 'around'] as const
export type Direction = (typeof directions)[number]

/** The longest text that is kept as text, in UTF-16 code units; more is cut there and marked in `extra.cutFrom`. */
export const maxTextLength = 100_000
/** How far ahead of our clock a time may lie before it is called a fault: clocks drift, calendars do not. */
export const maxAheadMs = 10 * 60_000

const shortText = z.string().max(2_000)
const externalId = z.string().min(1).max(1_024)
const webAddress = z.string().max(4_096)

/** Lower-case name of a network or medium: `bluesky`, `fediverse`, `feed`, `x`, `reviews`. */
export const channelName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'a channel is named in lower-case letters, digits and hyphens, at most 32, for example "bluesky"')

/** Who did it, as the channel shows them. An identity, not yet a person. */
export const authorSchema = z.object({
  /** The channel's own stable id: a DID, an account URL, a number, a mail address. */
  externalId,
  /** Without the leading `@`: `tide.blue`, `wad@example.social`. */
  handle: shortText.optional(),
  name: shortText.optional(),
  url: webAddress.optional(),
  avatarUrl: webAddress.optional(),
  bio: z.string().max(20_000).optional(),
  followers: z.int().min(0).optional(),
  following: z.int().min(0).optional(),
  place: shortText.optional(),
  bot: z.boolean().optional(),
})
export type Author = z.infer<typeof authorSchema>

/** What a stretch of the text is, in UTF-16 code units: `text.slice(start, end)`. */
export const facetSchema = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  kind: z.enum(['link', 'mention', 'tag']),
  /** The address, the mentioned identity's external id or handle, or the tag without `#`. */
  target: webAddress,
})
export type Facet = z.infer<typeof facetSchema>

export const mediaSchema = z.object({
  kind: z.enum(['image', 'video', 'audio', 'link']),
  url: webAddress,
  previewUrl: webAddress.optional(),
  alt: z.string().max(10_000).optional(),
  title: shortText.optional(),
  description: z.string().max(10_000).optional(),
  width: z.int().min(0).optional(),
  height: z.int().min(0).optional(),
})
export type Media = z.infer<typeof mediaSchema>

/** Another interaction that this one answers, repeats or quotes. */
export const relationSchema = z.object({
  kind: z.enum(['reply', 'repost', 'quote', 'root']),
  externalId,
  authorExternalId: externalId.optional(),
  url: webAddress.optional(),
})
export type Relation = z.infer<typeof relationSchema>

const count = z.int().min(0)
/** As the network counted them when the interaction was read. */
export const metricsSchema = z.object({
  likes: count.optional(),
  reposts: count.optional(),
  replies: count.optional(),
  quotes: count.optional(),
  views: count.optional(),
})
export type Metrics = z.infer<typeof metricsSchema>

/** ISO 4217, upper case: `EUR`. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, for example EUR')
const minorUnits = z.int().min(-9_000_000_000_000).max(9_000_000_000_000)

/** What was bought, for interactions of the kind `purchase`. Money is in minor units: 289000 with EUR is € 2,890.00. */
export const purchaseSchema = z.object({
  /** The whole order; below zero when money was given back. */
  amountMinor: minorUnits,
  currency: currencyCode,
  /** The shop's own number of the order. */
  number: z.string().max(200).optional(),
  items: z.array(z.object({ name: shortText, count: z.number().positive().max(1e9).default(1), amountMinor: minorUnits.optional() })).max(500).optional(),
})
export type Purchase = z.infer<typeof purchaseSchema>

const at = z.string().transform((text, context) => {
  const instant = parseInstant(text)
  if (instant === null) {
    context.addIssue({ code: 'custom', message: `"${text.slice(0, 60)}" is not an ISO 8601 time with its zone; write for example 2026-11-22T14:30:00Z or 2026-11-22T15:30:00+01:00` })
    return z.NEVER
  }
  return instant
})

/**
 * An interaction as it is sent to us. After parsing, `at` is an `Instant`.
 *
 * Its id follows from `channel` and `externalId` (see `ids.ts`), so the sender
 * may repeat it without harm.
 */
export const interactionSchema = z.object({
  channel: channelName,
  externalId,
  kind: z.enum(interactionKinds),
  direction: z.enum(directions).default('around'),
  author: authorSchema,
  at,
  text: z.string().default(''),
  title: shortText.optional(),
  url: webAddress.optional(),
  /** As the channel declares them: BCP 47 tags. What we detect is kept apart. */
  languages: z.array(z.string().max(35)).max(10).optional(),
  facets: z.array(facetSchema).max(500).optional(),
  media: z.array(mediaSchema).max(50).optional(),
  relations: z.array(relationSchema).max(10).optional(),
  metrics: metricsSchema.optional(),
  /** ISO 3166-1 alpha-2, upper case. */
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters, for example BE').optional(),
  /** Host of the site it was said on, for feeds and reviews: `ridehome.example`. */
  site: z.string().max(253).optional(),
  /** Money and things, for a purchase only. */
  purchase: purchaseSchema.optional(),
  /** Whatever else the channel said; kept, never read by us without a name above. */
  extra: z.record(z.string(), z.unknown()).optional(),
})

/** What a sender writes: times as text. */
export type InteractionInput = z.input<typeof interactionSchema>
/** What the loop carries: checked, times as instants. */
export type Interaction = z.output<typeof interactionSchema> & {
  /** Set by our own channels alone, never by a sender: it reached, or left, one of our accounts. */
  readonly message?: MessageFacts
}
