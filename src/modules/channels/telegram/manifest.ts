/** What a Telegram bot offers and what it must be told. */
import { z } from 'zod'
import type { AccountManifest } from '../account-contract.ts'

export const telegramSettings = z.object({
  token: z.string().trim().regex(/^\d{3,20}:[A-Za-z0-9_-]{20,100}$/, 'a bot token is a number, a colon and letters, as BotFather gives it'),
  groups: z.boolean().default(false),
  /** An own Bot API server; Telegram's otherwise. */
  server: z.url({ protocol: /^https?$/ }).default('https://api.telegram.org'),
})
export type TelegramSettings = z.output<typeof telegramSettings>

/** Telegram takes no longer text and no longer caption, in UTF-16 code units. */
export const maxText = 4_096
export const maxCaption = 1_024
/** What a bot may send, and what it may fetch. */
export const maxFileBytes = 50_000_000

export const telegramManifest: AccountManifest<TelegramSettings> = {
  id: 'telegram',
  name: 'Telegram',
  about: 'A bot of yours on Telegram: people write to it, you answer.',
  steps: [
    'Open a chat with @BotFather in Telegram and send /newbot. Choose a name and a user name.',
    'Copy the token that it answers with, and paste it here.',
    'To be heard in groups too, send /setprivacy to @BotFather and add the bot to the group.',
  ],
  settings: telegramSettings,
  fields: [
    { name: 'token', kind: 'secret', required: true, label: 'Bot token', help: 'As BotFather gives it.', example: '123456789:AAF…' },
    { name: 'groups', kind: 'boolean', required: false, label: 'Hear groups', help: 'Also take in what is written to the bot in groups. Otherwise only what people write to it alone.', default: false },
    { name: 'server', kind: 'url', required: false, leadsOut: true, label: 'Bot API server', help: 'Only if you run one of your own.', default: 'https://api.telegram.org' },
  ],
  abilities: {
    visibilities: ['private'],
    text: { max: maxText, unit: 'code-units' },
    subject: false,
    html: false,
    attachments: { max: 10, maxBytes: maxFileBytes, mediaTypes: [], alt: false },
    windowHours: null,
    templates: false,
    begins: false,
    edits: false,
    deletes: true,
    receipts: [],
    repeatable: false,
  },
  hears: 'told',
  maxCallBytes: 2_000_000,
}
