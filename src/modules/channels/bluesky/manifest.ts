/** What the Bluesky channel offers and what it must be told. */
import { z } from 'zod'
import type { Manifest } from '../contract.ts'
import { likeCollection, postCollection, repostCollection } from './record.ts'

/** Jetstream: the whole network as JSON. Relay: the network's own stream, from a relay or a single server (PDS). */
const blueskyModes = ['jetstream', 'relay'] as const

export const defaultHosts = { jetstream: 'jetstream2.us-east.bsky.network', relay: 'bsky.network' } as const

export const blueskySettings = z.object({
  mode: z.enum(blueskyModes).default('jetstream'),
  /** Host name, or a whole ws or wss address. Empty: the network's own for the mode. */
  host: z.string().trim().max(500).default(''),
  /** Whether reposts and likes are read beside posts. They have no words: of reposts, those of a post that some topic wanted are kept. */
  reposts: z.boolean().default(true),
  likes: z.boolean().default(false),
  /** Where names and pictures of authors are looked up. Empty: nowhere. */
  appView: z.string().trim().max(500).default('https://public.api.bsky.app'),
})
export type BlueskySettings = z.output<typeof blueskySettings>

export const blueskyManifest: Manifest<BlueskySettings> = {
  id: 'bluesky',
  name: 'Bluesky',
  about: 'Every public post on Bluesky as it is written; only what a topic wants is kept. No account is needed.',
  reads: ['firehose'],
  settings: blueskySettings,
  fields: [
    { name: 'mode', kind: 'choice', required: true, choices: blueskyModes, label: 'Stream', help: 'Jetstream is the lighter stream of the whole network. Choose relay to read a relay or one server (PDS) of your own.', default: 'jetstream' },
    { name: 'host', kind: 'text', required: false, leadsOut: true, label: 'Host', help: 'Leave empty for the public one.', example: defaultHosts.jetstream },
    { name: 'reposts', kind: 'boolean', required: false, label: 'Read reposts', help: 'They have no words of their own; those of posts that a topic wanted are kept, and show how far a post went.', default: true },
    { name: 'likes', kind: 'boolean', required: false, label: 'Read likes', help: 'About ten times as many as posts.', default: false },
    { name: 'appView', kind: 'url', required: false, leadsOut: true, label: 'Names from', help: 'The stream names authors by number; their names are asked here. Leave empty to ask nowhere.', default: 'https://public.api.bsky.app' },
  ],
  limits: { textLength: 300 },
}

/** The collections to read, posts first. */
export function wantedCollections(settings: BlueskySettings): string[] {
  return [postCollection, ...(settings.reposts ? [repostCollection] : []), ...(settings.likes ? [likeCollection] : [])]
}
