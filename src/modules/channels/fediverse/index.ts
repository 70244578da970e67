/** The fediverse: timelines of any server that speaks the Mastodon API. */
import type { Channel } from '../contract.ts'
import { fediverseManifest } from './manifest.ts'
import type { FediverseSettings } from './manifest.ts'
import { probeFediverse } from './probe.ts'
import { readFediverse } from './read.ts'
import type { FediverseCursor } from './read.ts'

export const fediverseChannel: Channel<FediverseSettings, FediverseCursor> = {
  manifest: fediverseManifest,
  probe: probeFediverse,
  read: readFediverse,
}

export type { FediverseCursor, FediverseSettings }
