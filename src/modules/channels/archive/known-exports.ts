/** Exports that are known by their columns, and what is particular about each. Pure data. */
import type { ArchiveTarget } from '../api.ts'

export interface KnownExport {
  readonly name: string
  /** All of these must be among the columns, in any case. */
  readonly needs: readonly string[]
  readonly channel: string
  /** What the columns' names alone would not tell. */
  readonly columns?: Readonly<Record<string, ArchiveTarget>>
}

/** The most particular first. */
const knownExports: readonly KnownExport[] = [
  { name: 'the airline tweets of CrowdFlower', needs: ['tweet_id', 'airline_sentiment', 'airline', 'text', 'tweet_created'], channel: 'x', columns: { name: 'author.handle', tweet_location: 'author.place', user_timezone: 'extra', airline: 'extra' } },
  { name: 'the tweets of an X archive', needs: ['tweet.full_text', 'tweet.created_at'], channel: 'x', columns: { 'tweet.id_str': 'externalId', 'tweet.source': 'extra', 'tweet.in_reply_to_screen_name': 'extra' } },
  { name: 'an X post analytics export', needs: ['Post id', 'Post text', 'Impressions'], channel: 'x' },
  { name: 'posts of the X API v2', needs: ['author_id', 'public_metrics.retweet_count', 'text'], channel: 'x', columns: { conversation_id: 'extra', source: 'extra' } },
  { name: 'tweets of the X API v1.1', needs: ['id_str', 'user.screen_name', 'created_at'], channel: 'x', columns: { source: 'extra', 'user.name': 'author.name', 'user.id_str': 'author.externalId' } },
  { name: 'a Mastodon outbox', needs: ['object.content', 'object.published', 'actor'], channel: 'fediverse', columns: { id: 'extra', 'object.id': 'externalId', 'object.url': 'url', 'object.content': 'text', published: 'at', 'object.published': 'extra', actor: 'author.externalId', 'object.inReplyTo': 'inReplyTo', type: 'kind', 'object.type': 'extra', 'object.summary': 'title' } },
  { name: 'Mastodon statuses', needs: ['content', 'account.acct', 'created_at'], channel: 'fediverse', columns: { uri: 'externalId', id: 'extra', 'account.uri': 'author.externalId', 'account.id': 'extra', 'account.acct': 'author.handle', 'account.username': 'extra', 'account.display_name': 'author.name', 'account.url': 'author.url', url: 'url', 'account.note': 'extra', spoiler_text: 'title' } },
  { name: 'Bluesky events of Jetstream', needs: ['did', 'time_us', 'commit.record.text'], channel: 'bluesky', columns: { did: 'author.externalId', time_us: 'extra', 'commit.record.createdAt': 'at', 'commit.record.text': 'text', 'commit.cid': 'externalId', 'commit.record.langs': 'language', 'commit.record.reply.parent.uri': 'inReplyTo', kind: 'extra' } },
  { name: 'Bluesky posts', needs: ['uri', 'author.did', 'record.text'], channel: 'bluesky', columns: { uri: 'externalId', 'author.did': 'author.externalId', 'author.handle': 'author.handle', 'author.displayName': 'author.name', 'record.text': 'text', 'record.createdAt': 'at', 'record.langs': 'language', 'record.reply.parent.uri': 'inReplyTo', indexedAt: 'extra' } },
  { name: 'Bluesky posts', needs: ['post.uri', 'post.author.did', 'post.record.text'], channel: 'bluesky', columns: { 'post.uri': 'externalId', 'post.author.did': 'author.externalId', 'post.author.handle': 'author.handle', 'post.author.displayName': 'author.name', 'post.record.text': 'text', 'post.record.createdAt': 'at', 'post.record.langs': 'language', 'post.record.reply.parent.uri': 'inReplyTo', 'post.likeCount': 'metrics.likes', 'post.repostCount': 'metrics.reposts', 'post.replyCount': 'metrics.replies', 'post.quoteCount': 'metrics.quotes' } },
  { name: 'Brandwatch mentions', needs: ['Query Name', 'Page Type', 'Full Text', 'Author'], channel: 'web', columns: { 'Resource Id': 'externalId', Date: 'at', Added: 'extra', Title: 'extra', 'Full Text': 'text', Snippet: 'text', Url: 'url', 'Original Url': 'extra', Domain: 'site', Author: 'author.handle', 'Full Name': 'author.name', 'Page Type': 'channel', 'Content Source': 'extra', 'Thread Entry Type': 'kind', 'Country Code': 'country', Country: 'extra', City: 'author.place', 'Twitter Author ID': 'author.externalId', Impressions: 'metrics.views', Reach: 'extra', Impact: 'extra' } },
  { name: 'Meltwater mentions', needs: ['Headline', 'Hit Sentence', 'Influencer'], channel: 'web', columns: { Headline: 'title', 'Hit Sentence': 'text', 'Opening Text': 'text', Source: 'site', Influencer: 'author.name', 'Tweet Id': 'externalId', 'Document ID': 'externalId', 'Twitter Id': 'author.externalId', 'Twitter Screen Name': 'author.handle', 'Alternate Date Format': 'extra', Reach: 'extra', Date: 'at', Time: 'time' } },
  { name: 'Talkwalker results', needs: ['url', 'published', 'host_url', 'extra_author_attributes.name'], channel: 'web', columns: { indexed: 'extra', search_indexed: 'extra', published: 'at', content: 'text', title: 'title', host_url: 'extra', domain_url: 'site', post_type: 'channel', 'extra_author_attributes.name': 'author.name', 'extra_author_attributes.url': 'author.url', 'extra_author_attributes.id': 'author.externalId', reach: 'extra' } },
  { name: 'a Sprout Social post report', needs: ['Network', 'Post ID', 'Profile', 'Post'], channel: 'web', columns: { Post: 'text', Profile: 'author.name', Network: 'channel', Link: 'url', 'Sent by': 'extra', 'Post Type': 'kind', 'Content Type': 'extra', 'Post ID': 'externalId' } },
  { name: 'a Sprout Social inbox report', needs: ['Network', 'Message', 'Profile'], channel: 'web', columns: { Message: 'text', Network: 'channel', From: 'author.handle', Profile: 'extra', Type: 'kind' } },
  { name: 'Trustpilot reviews', needs: ['Review Stars', 'Review Content'], channel: 'reviews', columns: { 'Review Stars': 'extra', 'Review Username': 'author.name', 'Review Title': 'title', 'Review Content': 'text' } },
  { name: 'Trustpilot reviews', needs: ['Consumer name', 'Stars', 'Reference number'], channel: 'reviews', columns: { 'Reference number': 'extra', Stars: 'extra', 'Consumer name': 'author.name' } },
  { name: 'Google reviews', needs: ['review_text', 'review_rating', 'author_title'], channel: 'reviews', columns: { author_title: 'author.name', author_id: 'author.externalId', author_link: 'author.url', review_id: 'externalId', review_link: 'url', review_rating: 'extra', review_datetime_utc: 'at', review_timestamp: 'extra', name: 'extra', site: 'extra', location: 'extra' } },
  { name: 'Google reviews of a business profile', needs: ['reviewer.displayName', 'starRating', 'createTime'], channel: 'reviews', columns: { name: 'externalId', 'reviewer.displayName': 'author.name', comment: 'text', createTime: 'at', updateTime: 'extra', starRating: 'extra', 'reviewReply.comment': 'extra' } },
  { name: 'YouTube comment threads', needs: ['snippet.topLevelComment.snippet.textOriginal'], channel: 'youtube', columns: { id: 'externalId', 'snippet.topLevelComment.id': 'extra', 'snippet.topLevelComment.snippet.textOriginal': 'text', 'snippet.topLevelComment.snippet.textDisplay': 'extra', 'snippet.topLevelComment.snippet.authorDisplayName': 'author.name', 'snippet.topLevelComment.snippet.authorChannelId.value': 'author.externalId', 'snippet.topLevelComment.snippet.authorChannelUrl': 'author.url', 'snippet.topLevelComment.snippet.publishedAt': 'at', 'snippet.topLevelComment.snippet.updatedAt': 'extra', 'snippet.topLevelComment.snippet.likeCount': 'metrics.likes', 'snippet.totalReplyCount': 'metrics.replies' } },
  { name: 'YouTube comments of Google Takeout', needs: ['Comment ID', 'Channel ID', 'Comment Text'], channel: 'youtube', columns: { 'Comment ID': 'externalId', 'Channel ID': 'author.externalId', 'Parent Comment ID': 'inReplyTo', 'Video ID': 'extra', 'Comment Text': 'text' } },
  { name: 'YouTube comments', needs: ['commentId', 'authorDisplayName', 'textDisplay'], channel: 'youtube', columns: { commentId: 'externalId', authorDisplayName: 'author.name', textDisplay: 'text' } },
  { name: 'Reddit posts or comments', needs: ['subreddit', 'author', 'created_utc'], channel: 'reddit', columns: { name: 'externalId', id: 'extra', author: 'author.handle', created_utc: 'at', selftext: 'text', body: 'text', parent_id: 'inReplyTo' } },
  { name: 'interactions in Rapport\'s own form', needs: ['channel', 'externalId', 'kind', 'author.externalId', 'at'], channel: 'archive', columns: { channel: 'channel', externalId: 'externalId', kind: 'kind', at: 'at', text: 'text', 'author.externalId': 'author.externalId', 'author.handle': 'author.handle', 'author.name': 'author.name' } },
]

/** The export that has these columns, or null. */
export function exportWith(columns: readonly string[]): KnownExport | null {
  const here = new Set(columns.map((column) => column.toLowerCase()))
  return knownExports.find(({ needs }) => needs.every((column) => here.has(column.toLowerCase()))) ?? null
}
