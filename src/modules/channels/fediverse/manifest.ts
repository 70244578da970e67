/** What the fediverse channel offers and what it must be told. */
import { z } from 'zod'
import type { Manifest } from '../contract.ts'

const fediverseModes = ['public', 'local', 'hashtag', 'account'] as const

const tag = z.string().trim().transform((text) => text.replace(/^#/, '')).pipe(z.string().regex(/^[\p{L}\p{M}\p{N}_·]{1,200}$/u, 'a hashtag is one word of letters, digits and underscores, for example coffee'))

export const fediverseSettings = z.object({
  /** Host name or web address of the server that is asked. */
  server: z.string().trim().min(1).max(500),
  mode: z.enum(fediverseModes).default('public'),
  /** With mode `hashtag`. */
  tags: z.array(tag).max(20).default([]),
  /** With mode `account`: `user@host`, with or without a leading `@`. */
  account: z.string().trim().max(400).default(''),
  /** Needed where a server shows its timelines to its members only, and for streaming. */
  token: z.string().trim().max(1_000).default(''),
  /** How often to ask where nothing is streamed. */
  everySeconds: z.number().min(15).max(86_400).default(60),
}).superRefine(({ mode, tags, account }, context) => {
  if (mode === 'hashtag' && tags.length === 0) context.addIssue({ code: 'custom', path: ['tags'], message: 'name at least one hashtag to follow' })
  if (mode === 'account' && account === '') context.addIssue({ code: 'custom', path: ['account'], message: 'name the account to follow, for example news@social.example' })
})
export type FediverseSettings = z.output<typeof fediverseSettings>

export const fediverseManifest: Manifest<FediverseSettings> = {
  id: 'fediverse',
  name: 'Fediverse',
  about: 'What passes by on a Mastodon server or one that speaks like it: everything, its own members, hashtags, or one account.',
  reads: ['firehose', 'timeline', 'hashtag', 'account'],
  settings: fediverseSettings,
  fields: [
    { name: 'server', kind: 'text', required: true, leadsOut: true, label: 'Server', help: 'The larger the server, the more of the network passes by.', example: 'social.example' },
    { name: 'mode', kind: 'choice', required: true, choices: fediverseModes, label: 'What to read', help: 'Public: everything the server hears. Local: its own members. Both keep only what a topic wants; hashtags and accounts are kept whole.', default: 'public' },
    { name: 'tags', kind: 'list', required: false, label: 'Hashtags', help: 'For hashtags.', example: 'coffee' },
    { name: 'account', kind: 'text', required: false, label: 'Account', help: 'For one account.', example: 'news@social.example' },
    { name: 'token', kind: 'secret', required: false, label: 'Access token', help: 'Many servers stream only to members: make a token there under Preferences, Development, with the scope read:statuses.' },
    { name: 'everySeconds', kind: 'number', required: false, label: 'Ask every (seconds)', help: 'Where nothing is streamed.', default: 60 },
  ],
  limits: { textLength: 500, minIntervalSeconds: 15 },
}
