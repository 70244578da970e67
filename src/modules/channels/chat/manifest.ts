/** What the chat on a site offers and what it must be told. */
import { z } from 'zod'
import type { AccountManifest } from '../account-contract.ts'

/** The longest message, in UTF-16 code units, either way. */
export const maxChatText = 8_000
export const maxChatFileBytes = 10_000_000
export const maxChatFiles = 5

const origin = z.string().trim().transform((text) => text.replace(/\/+$/, '').toLowerCase()).pipe(z.string().regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/, 'the address of a site is its scheme and host, for example https://www.company.example; https://*.company.example stands for all below it'))
const inLanguage = z.string().trim().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?\s*:\s*\S/, 'begin with the language and a colon, for example "nl: Goedendag!"').max(600)

export const chatSettings = z.object({
  /** As visitors see us. */
  name: z.string().trim().min(1).max(80),
  /** Where the widget may stand. */
  origins: z.array(origin).min(1, 'name at least one site, for example https://www.company.example').max(50),
  colour: z.string().trim().regex(/^#[0-9a-fA-F]{6}$/, 'a colour is # and six digits, for example #2d5f4e').default('#2d5f4e'),
  side: z.enum(['right', 'left']).default('right'),
  /** `nl: Goedendag! Waarmee kunnen we helpen?` */
  greetings: z.array(inLanguage).max(20).default([]),
  /** Shown above the form when nobody is there. */
  awayTexts: z.array(inLanguage).max(20).default([]),
  files: z.boolean().default(true),
  /** Signs who is signed in to the site; empty: nobody is identified. */
  identitySecret: z.string().trim().max(200).refine((text) => text === '' || text.length >= 32, 'a secret has at least 32 characters; make one with "openssl rand -hex 32"').default(''),
  /** The address of a connected mail account from which messages left outside business hours are answered. */
  answerFrom: z.string().trim().max(320).default(''),
})
export type ChatSettings = z.output<typeof chatSettings>

export const chatManifest: AccountManifest<ChatSettings> = {
  id: 'chat',
  name: 'Site chat',
  about: 'A chat on your own site: one line of script, in the language of the visitor.',
  steps: [
    'Say where the chat will stand, and how you are called there.',
    'Paste the line of script that is shown afterwards into your pages, just before the end of the body.',
  ],
  settings: chatSettings,
  fields: [
    { name: 'name', kind: 'text', required: true, label: 'Name', help: 'As visitors see you.', example: 'Velora' },
    { name: 'origins', kind: 'list', required: true, label: 'Sites', help: 'Where the chat may stand. Elsewhere it stays silent.', example: 'https://www.velora.example' },
    { name: 'colour', kind: 'text', required: false, label: 'Colour', help: 'Of the button and of your words. It is darkened or lightened where it could not be read.', default: '#2d5f4e' },
    { name: 'side', kind: 'choice', required: false, choices: ['right', 'left'], label: 'Side', default: 'right' },
    { name: 'greetings', kind: 'list', required: false, label: 'Greeting', help: 'One for each language, with the language and a colon before it. Without one there is a friendly standard.', example: 'en: Good day! How can we help?' },
    { name: 'awayTexts', kind: 'list', required: false, label: 'Words outside business hours', help: 'One for each language, above the form that asks for a name, an address and a message.', example: 'en: We are back on Monday at nine.' },
    { name: 'answerFrom', kind: 'text', required: false, label: 'Answer by mail from', help: 'The address of a connected mail account. What is left outside business hours becomes a mail conversation there; without it, a chat message with the address in it.', example: 'desk@velora.example' },
    { name: 'files', kind: 'boolean', required: false, label: 'Visitors may send files', default: true },
    { name: 'identitySecret', kind: 'secret', required: false, label: 'Secret for signed-in visitors', help: 'At least 32 characters, which the server of your site knows too. With it the site says who is signed in; the manual shows how.' },
  ],
  abilities: {
    visibilities: ['private'],
    text: { max: maxChatText, unit: 'code-units' },
    subject: false,
    html: false,
    attachments: { max: maxChatFiles, maxBytes: maxChatFileBytes, mediaTypes: [], alt: true },
    windowHours: null,
    templates: false,
    begins: false,
    edits: false,
    deletes: true,
    receipts: ['delivered', 'read'],
    repeatable: true,
  },
  hears: 'serves',
}

/** The words for a visitor out of lines like `nl: Goedendag!`: theirs, else the first. Without lines, nothing. */
export function wordsFor(lines: readonly string[], languages: readonly string[]): { language: string; words: string } | null {
  const all = lines.map((line) => ({ language: line.slice(0, line.indexOf(':')).trim().toLowerCase(), words: line.slice(line.indexOf(':') + 1).trim() }))
  for (const wanted of languages) {
    const exact = all.find(({ language }) => language === wanted.toLowerCase()) ?? all.find(({ language }) => language.split('-')[0] === wanted.toLowerCase().split('-')[0])
    if (exact) return exact
  }
  return all[0] ?? null
}

/** Whether the widget may be used from this origin. `https://*.company.example` stands for every host below it, not for itself. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  const asked = origin.toLowerCase()
  return allowed.some((one) => {
    if (!one.includes('*.')) return one === asked
    const [scheme = '', host = ''] = one.split('*')
    return asked.startsWith(scheme) && asked.endsWith(host) && asked.length > scheme.length + host.length && !asked.slice(scheme.length, -host.length).includes('/')
  })
}
