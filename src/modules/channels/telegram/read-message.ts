/** A message of the Bot API as an interaction. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Author, Facet, Interaction } from '../../../kernel/interaction.ts'
import type { Attachment } from '../../../kernel/message.ts'
import { countOf, listOf, objectOf, textOf, webAddressOf, type Loose } from '../untrusted-json.ts'

export interface Bot {
  readonly account: Uuid
  /** Its number at Telegram. */
  readonly id: string
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined)

/** Numbers of messages count within a chat, and anew for each bot. */
export const messageId = (bot: Bot, chat: number | string, message: number | string): string => `${bot.id}/${chat}/${message}`

export function userOf(value: unknown): Author | null {
  const user = objectOf(value)
  const id = numberOf(user?.['id'])
  if (user === null || id === undefined) return null
  const name = [textOf(user['first_name'], 500), textOf(user['last_name'], 500)].filter(Boolean).join(' ')
  const handle = textOf(user['username'], 200)
  return {
    externalId: String(id),
    ...(handle === undefined ? {} : { handle, url: `https://t.me/${encodeURIComponent(handle)}` }),
    ...(name === '' ? {} : { name }),
    ...(user['is_bot'] === true ? { bot: true } : {}),
  }
}

function facetsOf(text: string, entities: unknown): Facet[] {
  return listOf(entities).slice(0, 500).flatMap((value): Facet[] => {
    const entity = objectOf(value)
    const start = countOf(entity?.['offset'])
    const length = countOf(entity?.['length'])
    if (entity === null || start === undefined || length === undefined || start + length > text.length) return []
    const end = start + length
    const words = text.slice(start, end)
    switch (entity['type']) {
      case 'url': return [{ start, end, kind: 'link', target: /^[a-z]+:\/\//i.test(words) ? words : `https://${words}` }]
      case 'text_link': {
        const target = webAddressOf(entity['url'])
        return target === undefined ? [] : [{ start, end, kind: 'link', target }]
      }
      case 'mention': return [{ start, end, kind: 'mention', target: words.slice(1) }]
      case 'text_mention': {
        const user = userOf(entity['user'])
        return user === null ? [] : [{ start, end, kind: 'mention', target: user.externalId }]
      }
      case 'hashtag': return [{ start, end, kind: 'tag', target: words.slice(1) }]
      default: return []
    }
  })
}

const mediaTypes: Readonly<Record<string, { readonly mediaType: string; readonly name: string }>> = {
  photo: { mediaType: 'image/jpeg', name: 'photo.jpg' }, sticker: { mediaType: 'image/webp', name: 'sticker.webp' }, voice: { mediaType: 'audio/ogg', name: 'voice.ogg' },
  audio: { mediaType: 'audio/mpeg', name: 'audio.mp3' }, video: { mediaType: 'video/mp4', name: 'video.mp4' }, video_note: { mediaType: 'video/mp4', name: 'video.mp4' },
  animation: { mediaType: 'video/mp4', name: 'animation.mp4' }, document: { mediaType: 'application/octet-stream', name: 'file' },
}

function attachmentsOf(message: Loose): Attachment[] {
  return Object.entries(mediaTypes).flatMap(([kind, usual]): Attachment[] => {
    // An animation comes as a document too; the largest of a photo's sizes is the last.
    if (kind === 'document' && message['animation'] !== undefined) return []
    const file = objectOf(kind === 'photo' ? listOf(message['photo']).at(-1) : message[kind])
    const reference = textOf(file?.['file_id'], 1_000)
    if (file === null || reference === undefined) return []
    const bytes = countOf(file['file_size'])
    const emoji = kind === 'sticker' ? textOf(file['emoji'], 20) : undefined
    const isMoving = kind === 'sticker' && (file['is_animated'] === true || file['is_video'] === true)
    return [{
      reference, name: textOf(file['file_name'], 255) ?? usual.name,
      mediaType: textOf(file['mime_type'], 200) ?? (isMoving ? (file['is_video'] === true ? 'video/webm' : 'application/gzip') : usual.mediaType),
      ...(bytes === undefined ? {} : { bytes }), ...(emoji === undefined ? {} : { alt: emoji }),
    }]
  })
}

/** What is no text and no file, in words that stand for it. */
function insteadOfText(message: Loose): string {
  const place = objectOf(objectOf(message['venue'])?.['location']) ?? objectOf(message['location'])
  const { latitude, longitude } = place ?? {}
  if (typeof latitude === 'number' && typeof longitude === 'number') {
    const venue = objectOf(message['venue'])
    const named = [textOf(venue?.['title']), textOf(venue?.['address'])].filter(Boolean).join(', ')
    return `📍 ${named === '' ? '' : `${named} · `}https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`
  }
  const contact = objectOf(message['contact'])
  if (contact) return `👤 ${[textOf(contact['first_name']), textOf(contact['last_name']), textOf(contact['phone_number'])].filter(Boolean).join(' ')}`
  const poll = objectOf(message['poll'])
  if (poll) return [`📊 ${textOf(poll['question']) ?? ''}`, ...listOf(poll['options']).map((option) => `– ${textOf(objectOf(option)?.['text']) ?? ''}`)].join('\n')
  const dice = objectOf(message['dice'])
  if (dice) return `${textOf(dice['emoji']) ?? '🎲'} ${countOf(dice['value']) ?? ''}`.trim()
  const sticker = objectOf(message['sticker'])
  if (sticker) return textOf(sticker['emoji'], 20) ?? ''
  const app = objectOf(message['web_app_data'])
  if (app) return [textOf(app['button_text']), textOf(app['data'], 4_096)].filter(Boolean).join(': ')
  return ''
}

/** What happens to a chat rather than being said in it. */
const service = ['new_chat_members', 'left_chat_member', 'new_chat_title', 'new_chat_photo', 'delete_chat_photo', 'group_chat_created', 'supergroup_chat_created', 'migrate_to_chat_id', 'migrate_from_chat_id', 'pinned_message', 'message_auto_delete_timer_changed', 'users_shared', 'chat_shared', 'write_access_allowed', 'forum_topic_created', 'forum_topic_edited', 'forum_topic_closed', 'forum_topic_reopened', 'video_chat_scheduled', 'video_chat_started', 'video_chat_ended', 'boost_added']
const plainKinds = new Set(['message_id', 'from', 'chat', 'date', 'edit_date', 'reply_to_message', 'message_thread_id', 'sender_chat', 'via_bot', 'reply_markup', 'has_protected_content'])

export type ReadMessage = { readonly is: 'message'; readonly interaction: Interaction } | { readonly is: 'passed-over' } | { readonly is: 'broken'; readonly because: string }

/** @param edited Whether it was told as an edit. */
export function readMessage(value: unknown, bot: Bot, groups: boolean): ReadMessage {
  const message = objectOf(value)
  const chat = objectOf(message?.['chat'])
  const [id, chatId, date] = [numberOf(message?.['message_id']), numberOf(chat?.['id']), numberOf(message?.['date'])]
  if (message === null || chat === null || id === undefined || chatId === undefined || date === undefined) return { is: 'broken', because: 'A Telegram message has "message_id", "chat" with "id", and "date"; this one lacks some of them.' }
  if (chat['type'] !== 'private' && !(groups && (chat['type'] === 'group' || chat['type'] === 'supergroup'))) return { is: 'passed-over' }
  const author = userOf(message['from'])
  if (author === null) return { is: 'broken', because: 'This Telegram message does not say who wrote it: "from" lacks its "id".' }
  if (service.some((kind) => message[kind] !== undefined)) return { is: 'passed-over' }
  const spoken = textOf(message['text'], 100_000) ?? textOf(message['caption'], 100_000)
  const attachments = attachmentsOf(message)
  const other = Object.keys(message).filter((key) => !plainKinds.has(key))
  const text = spoken ?? (insteadOfText(message) || (attachments.length === 0 ? `[${(other[0] ?? 'message').replaceAll('_', ' ')}]` : ''))
  const facets = spoken === undefined ? [] : facetsOf(spoken, message['entities'] ?? message['caption_entities'])
  const answered = objectOf(message['reply_to_message'])
  const answeredId = numberOf(answered?.['message_id'])
  const topic = message['is_topic_message'] === true ? numberOf(message['message_thread_id']) : undefined
  const edited = numberOf(message['edit_date'])
  const languageCode = textOf(objectOf(message['from'])?.['language_code'], 35)
  const isOurs = author.externalId === bot.id
  const reply = answeredId === undefined ? undefined : messageId(bot, chatId, answeredId)
  const answeredAuthor = userOf(answered?.['from'])?.externalId
  return {
    is: 'message',
    interaction: {
      channel: 'telegram', externalId: messageId(bot, chatId, id), kind: 'message', direction: isOurs ? 'outbound' : 'inbound', author, at: date * 1_000, text,
      ...(facets.length === 0 ? {} : { facets }),
      ...(reply === undefined ? {} : { relations: [{ kind: 'reply', externalId: reply, ...(answeredAuthor === undefined ? {} : { authorExternalId: answeredAuthor }) }] }),
      extra: {
        ...(edited === undefined ? {} : { editedAt: edited * 1_000 }), ...(languageCode === undefined ? {} : { languageCode }),
        ...(chat['type'] === 'private' ? {} : { group: textOf(chat['title'], 200) ?? String(chatId) }),
        ...(message['forward_origin'] === undefined ? {} : { isForwarded: true }), ...(textOf(message['media_group_id'], 100) === undefined ? {} : { album: message['media_group_id'] }),
        ...(spoken === undefined && attachments.length === 0 ? { content: other } : {}),
      },
      message: {
        account: bot.account, visibility: 'private', thread: `${chatId}${topic === undefined ? '' : `/${topic}`}`,
        ...(reply === undefined ? {} : { references: [reply] }), ...(attachments.length === 0 ? {} : { attachments }),
      },
    },
  }
}
