/** What a Bluesky account is told, and what it can do. */
import { z } from 'zod'
import type { AccountManifest } from '../../account-contract.ts'

export const blueskyAccountSettings = z.object({
  identifier: z.string().trim().min(1, 'give the handle or the mail address of the account').max(300),
  password: z.string().min(1, 'an app password is needed').max(200),
  service: z.string().trim().max(500).default('https://bsky.social'),
  directMessages: z.boolean().default(true),
  did: z.string().default(''),
  accessJwt: z.string().default(''),
  refreshJwt: z.string().default(''),
  /** When it was connected first: reading begins there. */
  connectedAt: z.number().default(0),
})
export type BlueskyAccountSettings = z.output<typeof blueskyAccountSettings>

export const blueskyAccountManifest: AccountManifest<BlueskyAccountSettings> = {
  id: 'bluesky',
  name: 'Bluesky',
  about: 'Mentions, replies, quotes and direct messages of your account on Bluesky, answered from here.',
  steps: [
    'Sign in at Bluesky with the account and open Settings, Privacy and security, App passwords.',
    'Make an app password for Rapport, and tick that it may reach direct messages if those are to come here too.',
    'Copy it: Bluesky shows it once.',
  ],
  settings: blueskyAccountSettings,
  fields: [
    { name: 'identifier', kind: 'text', required: true, label: 'Handle', example: 'velora.bsky.social' },
    { name: 'password', kind: 'secret', required: true, label: 'App password', example: 'xxxx-xxxx-xxxx-xxxx' },
    { name: 'directMessages', kind: 'boolean', required: false, label: 'Read direct messages', default: true },
    { name: 'service', kind: 'url', required: false, leadsOut: true, label: 'Server', help: 'Only when the account lives on a server (PDS) of its own.', default: 'https://bsky.social' },
  ],
  abilities: {
    visibilities: ['public', 'private'],
    text: { max: 300, unit: 'graphemes' },
    subject: false,
    html: false,
    attachments: { max: 4, maxBytes: 1_000_000, mediaTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'], alt: true },
    windowHours: null,
    templates: false,
    begins: true,
    edits: false,
    deletes: true,
    receipts: [],
    // Posts have a key of their own; direct messages are looked for before they are sent once more.
    repeatable: true,
  },
  hears: 'reads',
}
