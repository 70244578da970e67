/** Every network that can be read. A new one is added here and nowhere else. */
import { blueskyChannel } from './bluesky/index.ts'
import type { Channel } from './contract.ts'
import { fediverseChannel } from './fediverse/index.ts'
import { feedChannel } from './feed/index.ts'

// Each channel knows the shape of its own settings and cursor; whoever runs it hands them back unread.
export const channels: readonly Channel[] = [blueskyChannel as Channel, fediverseChannel as Channel, feedChannel as Channel]
