/** The feed channel: RSS, Atom, RDF, CDF and JSON Feed. */
import type { Channel } from '../contract.ts'
import type { FeedCursor } from './cursor.ts'
import { manifest, type FeedSettings } from './manifest.ts'
import { probeFeed } from './probe.ts'
import { readFeed } from './read.ts'

export type { FeedCursor, FeedSettings }

export const feedChannel: Channel<FeedSettings, FeedCursor> = {
  manifest,
  probe: probeFeed,
  read: (context) => readFeed(context),
}
