/** Every network on which we can have an account. A new one is added here and nowhere else. */
import type { AccountChannel } from '../account-contract.ts'
import { blueskyAccount } from '../bluesky/account/index.ts'
import { customChannel } from '../custom/index.ts'
import { fediverseAccount } from '../fediverse/account/index.ts'
import { mailChannel } from '../mail/index.ts'
import { facebookChannel, instagramChannel, messengerChannel, whatsappChannel } from '../meta/index.ts'
import { telegramChannel } from '../telegram/index.ts'

// Each channel knows the shape of its own settings and cursor; whoever runs it hands them back unread.
export const accountChannels: readonly AccountChannel[] = [
  mailChannel as AccountChannel,
  blueskyAccount as AccountChannel,
  fediverseAccount as AccountChannel,
  telegramChannel as AccountChannel,
  facebookChannel as AccountChannel, messengerChannel as AccountChannel, instagramChannel as AccountChannel, whatsappChannel as AccountChannel,
  customChannel as AccountChannel,
]
