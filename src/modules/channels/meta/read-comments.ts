/** What is said below our posts on Facebook and Instagram. Pure. */
import type { Attachment } from '../../../kernel/message.ts'
import { objectOf, textOf, webAddressOf, wholeTextOf, type Loose } from '../untrusted-json.ts'
import { broken, idOf, momentOf, nothingRead, type Owner, type Read } from './read-messaging.ts'

const spoken = new Set(['comment', 'post', 'status', 'photo', 'video', 'share'])

/** A change of the field `feed` of a page: comments, and what visitors post on it. */
export function readFeedChange(value: unknown, owner: Owner, toldAt: number): Read {
  const change = objectOf(value)
  const item = textOf(change?.['item'], 50)
  const verb = textOf(change?.['verb'], 50)
  if (change === null || item === undefined || verb === undefined) return broken(value, 'A change of a page has "item" and "verb"; this one lacks one of them.')
  if (!spoken.has(item)) return nothingRead
  const isComment = item === 'comment'
  const id = wholeTextOf(change[isComment ? 'comment_id' : 'post_id'], 200)
  if (id === undefined) return broken(value, `A ${isComment ? 'comment' : 'post'} on a page has its id; this one has none.`)
  if (verb === 'remove') return { ...nothingRead, removed: [{ channel: owner.channel, externalId: id }] }
  if (!['add', 'edited', 'edit', 'hide', 'unhide', 'update'].includes(verb)) return nothingRead
  const from = objectOf(change['from'])
  const author = wholeTextOf(from?.['id'], 100)
  const isOurs = author === owner.id
  // What we post ourselves is not said to us; our comments are answers.
  if (isOurs && !isComment) return nothingRead
  const message = textOf(change['message'], 100_000)
  // A comment that is hidden or shown again may come without its words: then they stay what they are.
  if (author === undefined || (message === undefined && (verb === 'hide' || verb === 'unhide'))) return author === undefined ? broken(value, 'This comment does not say who wrote it: the app lacks the permission pages_read_user_content.') : nothingRead
  const at = momentOf(change['created_time'], 1_000) ?? toldAt
  const post = wholeTextOf(change['post_id'], 200)
  const parent = wholeTextOf(change['parent_id'], 200)
  const answered = isComment && parent !== undefined && parent !== post ? parent : undefined
  const files = filesOf(change)
  const name = textOf(from?.['name'], 300)
  const url = webAddressOf(change['permalink_url']) ?? webAddressOf(objectOf(change['post'])?.['permalink_url'])
  return {
    ...nothingRead,
    items: [{
      channel: owner.channel, externalId: id, kind: isComment ? 'comment' : 'post', direction: isOurs ? 'outbound' : 'inbound', at, text: message ?? '',
      author: { externalId: author, ...(name === undefined ? {} : { name }) },
      ...(url === undefined ? {} : { url }),
      ...(isComment && post !== undefined ? { relations: [...(answered === undefined ? [] : [{ kind: 'reply' as const, externalId: answered }]), { kind: 'root' as const, externalId: post }] } : {}),
      extra: { ...(verb === 'edited' || verb === 'edit' || verb === 'update' ? { editedAt: toldAt } : {}), ...(verb === 'hide' ? { isHidden: true } : verb === 'unhide' ? { isHidden: false } : {}) },
      // Answers stand below the comment that began it; each such row is a dialogue.
      message: { account: owner.account, visibility: 'public', thread: answered ?? id, ...(answered === undefined ? {} : { references: [answered] }), ...(files.length === 0 ? {} : { attachments: files }) },
    }],
  }
}

function filesOf(change: Loose): Attachment[] {
  const [photo, video] = [webAddressOf(change['photo']) ?? (change['item'] === 'photo' ? webAddressOf(change['link']) : undefined), webAddressOf(change['video'])]
  return [...(photo === undefined ? [] : [{ url: photo, name: 'photo.jpg', mediaType: 'image/jpeg' }]), ...(video === undefined ? [] : [{ url: video, name: 'video.mp4', mediaType: 'video/mp4' }])]
}

/** A change of the fields `comments` and `live_comments` of an Instagram account. */
export function readInstagramComment(value: unknown, owner: Owner, toldAt: number): Read {
  const comment = objectOf(value)
  const id = idOf(comment?.['id'])
  const from = objectOf(comment?.['from'])
  const author = idOf(from?.['id'])
  if (comment === null || id === null || author === null) return broken(value, 'A comment on Instagram has its "id" and says who wrote it; this one lacks one of them.')
  const parent = idOf(comment['parent_id']) ?? undefined
  const media = idOf(objectOf(comment['media'])?.['id']) ?? undefined
  const handle = textOf(from?.['username'], 200)
  return {
    ...nothingRead,
    items: [{
      channel: owner.channel, externalId: id, kind: 'comment', direction: author === owner.id ? 'outbound' : 'inbound', at: toldAt, text: textOf(comment['text'], 100_000) ?? '',
      author: { externalId: author, ...(handle === undefined ? {} : { handle, url: `https://www.instagram.com/${encodeURIComponent(handle)}/` }) },
      relations: [...(parent === undefined ? [] : [{ kind: 'reply' as const, externalId: parent }]), ...(media === undefined ? [] : [{ kind: 'root' as const, externalId: media }])],
      message: { account: owner.account, visibility: 'public', thread: parent ?? id, ...(parent === undefined ? {} : { references: [parent] }) },
    }],
  }
}
