/** Bluesky: the public firehose, from Jetstream or from a relay or server of the network. */
import type { Channel } from '../contract.ts'
import { blueskyAuthors } from './authors.ts'
import { blueskyManifest } from './manifest.ts'
import type { BlueskySettings } from './manifest.ts'
import { probeBluesky } from './probe.ts'
import { readBluesky } from './read.ts'
import type { BlueskyCursor } from './read.ts'

export const blueskyChannel: Channel<BlueskySettings, BlueskyCursor> = {
  manifest: blueskyManifest,
  probe: probeBluesky,
  read: readBluesky,
  authors: blueskyAuthors,
}

export type { BlueskyCursor, BlueskySettings }
