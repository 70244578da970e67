/** What a channel of your own offers and what it must be told. */
import { z } from 'zod'
import type { Abilities } from '../../../kernel/message.ts'
import { secretBytes } from '../../../platform/webhook-signature.ts'
import type { AccountManifest } from '../account-contract.ts'

const isSecret = (text: string): boolean => /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text.slice(6), 'base64').length >= 24

export const customSettings = z.object({
  name: z.string().trim().min(1).max(80),
  /** Tells accounts of this kind apart. */
  slug: z.string().trim().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a short name has small letters, digits and hyphens, for example shop-sms'),
  /** Where what we send goes; empty: this account only hears. */
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  secret: z.string().trim().refine(isSecret, `a secret is "whsec_" and at least 24 bytes in base64; make one with: echo whsec_$(openssl rand -base64 ${secretBytes})`),
  isPublic: z.boolean().default(false),
  maxLength: z.int().min(1).max(100_000).default(10_000),
})
export type CustomSettings = z.output<typeof customSettings>

/** What we send holds files whole; together no more than this. */
export const maxFilesBytes = 10_000_000

export function customAbilities({ maxLength, isPublic, url }: Pick<CustomSettings, 'maxLength' | 'isPublic' | 'url'>): Abilities {
  return {
    visibilities: [isPublic ? 'public' : 'private'], text: { max: maxLength, unit: 'code-points' }, subject: true, html: false,
    attachments: url === '' ? null : { max: 10, maxBytes: maxFilesBytes, mediaTypes: [], alt: true },
    windowHours: null, templates: false, begins: url !== '', edits: false, deletes: url !== '', receipts: ['delivered', 'read'], repeatable: true,
  }
}

export const customManifest: AccountManifest<CustomSettings> = {
  id: 'custom',
  name: 'Own channel',
  about: 'Anything that can send and receive signed webhooks: a shop, a helpdesk, text messages, a network that is not here.',
  steps: [
    'Make a secret: echo whsec_$(openssl rand -base64 32). Your program and Rapport both keep it.',
    'Have your program send what people say to the address that is shown afterwards, signed with it.',
    'Give the address at which your program takes what is to be sent, and answers with the id that it got there.',
  ],
  settings: customSettings,
  fields: [
    { name: 'name', kind: 'text', required: true, label: 'Name', example: 'Shop messages' },
    { name: 'slug', kind: 'text', required: true, label: 'Short name', help: 'Small letters, digits and hyphens. It stays as it is.', example: 'shop-sms' },
    { name: 'url', kind: 'url', required: false, leadsOut: true, label: 'Where to send', help: 'Leave it empty if this channel is only listened to.', example: 'https://shop.company.example/rapport' },
    { name: 'secret', kind: 'secret', required: true, label: 'Secret', help: 'As in Standard Webhooks: "whsec_" and random bytes in base64.' },
    { name: 'isPublic', kind: 'boolean', required: false, label: 'Everybody can read it', help: 'As with comments or reviews. Otherwise only the two sides can.', default: false },
    { name: 'maxLength', kind: 'number', required: false, label: 'Longest message (characters)', default: 10_000 },
  ],
  abilities: customAbilities({ maxLength: 10_000, isPublic: false, url: 'https://shop.company.example' }),
  hears: 'told',
  maxCallBytes: 2_000_000,
}
