/** Sends and takes back messages of a bot. */
import type { OutgoingFile, OutgoingMessage, Sent } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { sentence } from '../../../kernel/fault.ts'
import type { AccountContext } from '../account-contract.ts'
import { asSendFault } from '../accounts/send-outcome.ts'
import { multipartOf, wholeFile } from '../multipart.ts'
import { countOf, objectOf } from '../untrusted-json.ts'
import { callTelegram, TelegramRefusal, type Form } from './client.ts'
import { maxCaption, maxText, type TelegramSettings } from './manifest.ts'
import { messageId } from './read-message.ts'

type Context = AccountContext<TelegramSettings>

/** What Telegram shows as what it is, and by which method; everything else is a document. */
function methodFor({ mediaType, bytes }: OutgoingFile): { method: string; field: string } {
  if (/^image\/(jpeg|png|webp)$/.test(mediaType) && bytes <= 10_000_000) return { method: 'sendPhoto', field: 'photo' }
  if (mediaType === 'image/gif') return { method: 'sendAnimation', field: 'animation' }
  if (mediaType === 'video/mp4') return { method: 'sendVideo', field: 'video' }
  if (/^audio\/(mpeg|mp4)$/.test(mediaType)) return { method: 'sendAudio', field: 'audio' }
  return { method: 'sendDocument', field: 'document' }
}

/** In words, why Telegram says no to a message. */
function refusal({ errorCode, said }: TelegramRefusal): SendFault {
  const code = `telegram.${errorCode}`
  if (/blocked by the user/i.test(said)) return new SendFault('This person has blocked the bot, so nothing reaches them here. Try another channel.', 'telegram.blocked', 'refused')
  if (/user is deactivated/i.test(said)) return new SendFault('This person has deleted their Telegram account.', 'telegram.gone', 'refused')
  if (/can't initiate conversation|chat not found/i.test(said)) return new SendFault('Telegram lets a bot only answer who has written to it, and this person has not, or deleted the chat.', 'telegram.no-chat', 'refused')
  if (/kicked|not a member|not enough rights|have no rights/i.test(said)) return new SendFault('The bot may not write in this group any more. Ask its administrator to add it again.', 'telegram.group', 'refused')
  return new SendFault(`Telegram refuses this message: "${said}".`, code, 'refused')
}

export async function sendTelegram(message: OutgoingMessage, context: Context): Promise<Sent> {
  const { text, files, thread } = message
  if (thread === null) throw new SendFault('Telegram lets a bot only answer. Wait until this person writes to it.', 'telegram.no-thread', 'refused')
  if (text.length > maxText) throw new SendFault(`Telegram takes at most ${maxText} characters, and this has ${text.length}. Shorten it.`, 'telegram.too-long', 'refused')
  let [chat = '', topic] = thread.split('/')
  const bot = { account: context.account.id, id: context.account.externalId }
  const answered = message.inReplyTo?.externalId.split('/')
  const about = (): Record<string, unknown> => ({
    chat_id: chat, ...(topic === undefined ? {} : { message_thread_id: Number(topic) }),
    // What was answered may be gone meanwhile; then it is said all the same.
    ...(answered?.[0] === bot.id && answered[1] === chat && /^\d+$/.test(answered[2] ?? '') ? { reply_parameters: { message_id: Number(answered[2]), allow_sending_without_reply: true } } : {}),
  })
  const sent: { id: string; at: number }[] = []
  async function call(method: string, params: () => Record<string, unknown> | Promise<Form>): Promise<void> {
    let result: unknown
    try {
      result = await callTelegram({ ...context, settings: context.settings }, method, await params(), 120_000)
    } catch (thrown) {
      if (!(thrown instanceof TelegramRefusal)) throw thrown
      if (thrown.migratedTo === undefined) throw refusal(thrown)
      chat = thrown.migratedTo
      topic = undefined
      result = await callTelegram({ ...context, settings: context.settings }, method, await params(), 120_000)
    }
    const made = objectOf(result)
    const id = countOf(made?.['message_id'])
    if (id === undefined) throw new SendFault('Telegram took the message and did not say under which number.', 'telegram.no-number', 'unknown')
    sent.push({ id: messageId(bot, chat, id), at: (countOf(made?.['date']) ?? Math.floor(context.clock.now() / 1_000)) * 1_000 })
  }
  const isCaption = text !== '' && text.length <= maxCaption && files.length === 1
  try {
    if (text !== '' && !isCaption) await call('sendMessage', () => ({ ...about(), text }))
    for (const file of files) {
      const { method, field } = methodFor(file)
      await call(method, async () => {
        const fields = Object.fromEntries(Object.entries({ ...about(), ...(isCaption ? { caption: text } : {}) }).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
        return multipartOf(fields, [{ field, name: file.name, mediaType: file.mediaType, bytes: await wholeFile(context.files, file.file) }])
      })
    }
  } catch (thrown) {
    // What has arrived must not arrive again: a person looks what is missing.
    if (sent.length > 0) throw new SendFault(`Only a part arrived: ${sent.length} of ${files.length + (text !== '' && !isCaption ? 1 : 0)}. ${sentence(thrown)}`, 'telegram.partly', 'unknown', { cause: thrown })
    throw asSendFault(thrown)
  }
  const [first, ...parts] = sent
  if (first === undefined) throw new SendFault('There is nothing to send: neither words nor a file.', 'telegram.empty', 'refused')
  return { externalId: first.id, thread: `${chat}${topic === undefined ? '' : `/${topic}`}`, at: first.at, ...(parts.length === 0 ? {} : { parts: parts.map(({ id }) => id) }) }
}

export async function unsendTelegram(externalId: string, context: Context): Promise<void> {
  const [, chat = '', id = ''] = externalId.split('/')
  try {
    await callTelegram(context, 'deleteMessage', { chat_id: chat, message_id: Number(id) })
  } catch (thrown) {
    if (!(thrown instanceof TelegramRefusal)) throw thrown
    if (/message to delete not found/i.test(thrown.said)) return
    throw new SendFault('Telegram takes back only what a bot sent in the last 48 hours.', 'telegram.too-late', 'refused')
  }
}
