/** One update of the Bot API: what it brings, and what Telegram is to be told back. Pure. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { SetAside } from '../contract.ts'
import { countOf, objectOf, textOf } from '../untrusted-json.ts'
import { messageId, readMessage, userOf, type Bot } from './read-message.ts'

export interface ReadUpdate {
  readonly items: readonly Interaction[]
  readonly setAside: readonly SetAside[]
  /** A button was pressed: until this is acknowledged, it turns on the person's screen. */
  readonly acknowledge: string | null
}

const nothing: ReadUpdate = { items: [], setAside: [], acknowledge: null }
export const toldUpdates = ['message', 'edited_message', 'callback_query']

export function readUpdate(value: unknown, bot: Bot, groups: boolean, now: Instant): ReadUpdate {
  const broken = (because: string): ReadUpdate => ({ ...nothing, setAside: [{ raw: JSON.stringify(value) ?? '', because, code: 'telegram.unreadable' }] })
  const update = objectOf(value)
  if (update === null || countOf(update['update_id']) === undefined) return broken('An update of Telegram is an object with an "update_id"; this is none.')
  const message = update['message'] ?? update['edited_message']
  if (message !== undefined) {
    const read = readMessage(message, bot, groups)
    if (read.is === 'broken') return broken(read.because)
    return read.is === 'message' ? { ...nothing, items: [read.interaction] } : nothing
  }
  const query = objectOf(update['callback_query'])
  if (query === null) return nothing
  const [id, author] = [textOf(query['id'], 200), userOf(query['from'])]
  const pressed = objectOf(query['message'])
  const chat = objectOf(pressed?.['chat'])
  const chatId = chat?.['id']
  if (id === undefined || author === null) return broken('A pressed button of Telegram has an "id" and says who pressed it; this one does not.')
  const acknowledged = { ...nothing, acknowledge: id }
  if (typeof chatId !== 'number' || (chat?.['type'] !== 'private' && !groups)) return acknowledged
  const answered = messageId(bot, chatId, Number(pressed?.['message_id']))
  return {
    ...acknowledged,
    items: [{
      channel: 'telegram', externalId: `${bot.id}/${chatId}/pressed/${id}`, kind: 'message', direction: 'inbound', author, at: now, text: buttonText(pressed, query['data']) ?? textOf(query['data'], 200) ?? '',
      relations: [{ kind: 'reply', externalId: answered }], extra: { pressed: textOf(query['data'], 200) ?? '' },
      message: { account: bot.account, visibility: 'private', thread: String(chatId), references: [answered] },
    }],
  }
}

/** What stood on the button. */
function buttonText(message: Readonly<Record<string, unknown>> | null, data: unknown): string | undefined {
  const rows = objectOf(message?.['reply_markup'])?.['inline_keyboard']
  const buttons = (Array.isArray(rows) ? rows : []).flat().map(objectOf)
  return textOf(buttons.find((button) => button !== null && button['callback_data'] === data)?.['text'], 200)
}
