/** What an account on the fediverse is told, and what it can do: as much as its own server allows. */
import { z } from 'zod'
import type { Abilities } from '../../../../kernel/message.ts'
import type { AccountManifest } from '../../account-contract.ts'

/** How wide answers and posts of ours go at most, the usual one first. */
const widths = ['public', 'unlisted'] as const

/** What a server says that it takes; the documented usual where it says nothing. */
export const limitsSchema = z.object({
  characters: z.int().default(500),
  perLink: z.int().default(23),
  files: z.int().default(4),
  mediaTypes: z.array(z.string()).default([]),
  imageBytes: z.int().default(10_000_000),
  filmBytes: z.int().default(40_000_000),
  altCharacters: z.int().default(1_500),
})
export type Limits = z.output<typeof limitsSchema>

export const fediverseAccountSettings = z.object({
  server: z.string().trim().min(1, 'name the server, for example social.example').max(500),
  /** Made by hand; empty: the server is asked to let us in on its own page. */
  token: z.string().trim().max(2_000).default(''),
  width: z.enum(widths).default('public'),
  // What follows is found out, never asked for.
  clientId: z.string().default(''),
  clientSecret: z.string().default(''),
  redirectUri: z.string().default(''),
  verifier: z.string().default(''),
  code: z.string().default(''),
  limits: limitsSchema.default(() => limitsSchema.parse({})),
  /** When it was connected first: reading begins there. */
  connectedAt: z.number().default(0),
})
export type FediverseAccountSettings = z.output<typeof fediverseAccountSettings>

/** A mention is at most so long: our answers begin with one. */
const forMention = 32

export function abilitiesOf({ limits }: Pick<FediverseAccountSettings, 'limits'>): Abilities {
  return {
    visibilities: ['public', 'private'],
    text: { max: Math.max(1, limits.characters - forMention), unit: 'graphemes', linkLength: limits.perLink },
    subject: false,
    warning: true,
    html: false,
    attachments: { max: limits.files, maxBytes: Math.max(limits.imageBytes, limits.filmBytes), mediaTypes: limits.mediaTypes, alt: true },
    windowHours: null,
    templates: false,
    begins: true,
    edits: false,
    deletes: true,
    receipts: [],
    // The server knows the key for an hour; after that what we said is looked for before it is said again.
    repeatable: true,
  }
}

export const fediverseAccountManifest: AccountManifest<FediverseAccountSettings> = {
  id: 'fediverse',
  name: 'Fediverse',
  about: 'Mentions, replies, quotes and direct posts of your account on a Mastodon server or one that speaks like it, answered from here.',
  steps: [
    'Name the server on which your account lives and go on: it asks you to sign in with that account, and whether Rapport may read and write for it.',
    'You come back here by yourself, and the account is connected.',
    'Where that does not work, make an application on the server under Preferences, Development, with the scopes read and write, and paste its access token.',
  ],
  settings: fediverseAccountSettings,
  fields: [
    { name: 'server', kind: 'text', required: true, leadsOut: true, label: 'Server', help: 'What follows the second @ of the account.', example: 'social.example' },
    { name: 'width', kind: 'choice', required: false, choices: widths, label: 'Public answers', help: 'Public: shown in public timelines. Unlisted: anybody can read them, and they stay out of those timelines. No answer goes wider than what it answers.', default: 'public' },
    { name: 'token', kind: 'secret', required: false, label: 'Access token', help: 'Leave empty to be let in on the page of the server.' },
  ],
  abilities: abilitiesOf({ limits: limitsSchema.parse({}) }),
  hears: 'reads',
}
