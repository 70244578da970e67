/** Whether what is known about a post answers a field of a query. What is not known never does. */
import type { Post } from './post.ts'
import type { Field, Followers } from './syntax-tree.ts'
import { fits } from './word-pattern.ts'
import { foldText } from './fold.ts'

export function fieldHolds({ field, value }: Field, post: Post): boolean {
  switch (field) {
    case 'lang': return post.languages?.some((tag) => sameLanguage(value, tag)) ?? false
    case 'country': return post.country?.toUpperCase() === value
    case 'site': return isWithinHost(post.site, value)
    case 'channel': return post.channel === value
    case 'kind': return post.kind === value
    case 'has': return has(value, post)
    case 'is': return is(value, post)
    case 'sentiment': return post.sentiment?.toLowerCase() === value
    case 'emotion': return post.emotion?.toLowerCase() === value
    case 'intent': return post.intent?.toLowerCase() === value
    case 'topic': return post.topics?.some((topic) => topic.toLowerCase() === value) ?? false
    case 'author': return authorIs(value, post.author)
  }
}

export function followersHold({ least, most }: Followers, post: Post): boolean {
  const followers = post.author?.followers
  return followers !== undefined && followers >= (least ?? 0) && followers <= (most ?? Infinity)
}

/** `pt` is any Portuguese, `pt-br` only that of Brazil. */
function sameLanguage(wanted: string, tag: string): boolean {
  const low = tag.toLowerCase().replaceAll('_', '-')
  return low === wanted || low.startsWith(`${wanted}-`)
}

function isWithinHost(site: string | undefined, host: string): boolean {
  if (site === undefined) return false
  const low = site.toLowerCase()
  return low === host || low.endsWith(`.${host}`)
}

function has(value: string, post: Post): boolean {
  if (post.media?.some((kind) => kind === value)) return true
  return value === 'link' && ((post.links?.length ?? 0) > 0 || /(?:https?:\/\/|\bwww\.)[^\s]/i.test(post.text))
}

function is(value: string, post: Post): boolean {
  const related = post.relations?.some((kind) => kind === value) ?? false
  if (value === 'original') return !['reply', 'repost', 'quote'].some((kind) => post.kind === kind || post.relations?.some((each) => each === kind))
  return related || post.kind === value
}

function authorIs(wanted: string, author: Post['author']): boolean {
  if (author === undefined) return false
  for (const known of [author.handle, author.name, author.externalId]) {
    if (known === undefined) continue
    const folded = foldText(known.replace(/^@/, ''))
    if (folded === wanted || (/[*?]/.test(wanted) && fits(wanted, folded))) return true
    // In the fediverse a handle carries its server; the name alone will do.
    if (known === author.handle && folded.startsWith(`${wanted}@`)) return true
  }
  return false
}
