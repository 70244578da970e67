/** An identity as the API shows it. */
import { z } from 'zod'
import { channelName } from '../../kernel/interaction.ts'
import { iso } from '../../kernel/instant.ts'
import type { PictureAddress } from './ports.ts'
import type { Identity } from './store.ts'

const time = z.iso.datetime()

export const identityView = z.object({
  id: z.string(),
  channel: channelName,
  externalId: z.string(),
  handle: z.string().nullable(),
  name: z.string().nullable(),
  url: z.string().nullable(),
  avatar: z.string().nullable(),
  bio: z.string().nullable(),
  followers: z.int().nullable(),
  place: z.string().nullable(),
  bot: z.boolean(),
  firstSeenAt: time,
  lastSeenAt: time,
})

export function viewOfIdentity(identity: Identity, picture: PictureAddress): z.input<typeof identityView> {
  const { id, channel, externalId, handle, name, bio, followers, place, bot } = identity
  return {
    id, channel, externalId, handle, name, bio, followers, place, bot,
    url: identity.url && /^https?:\/\//i.test(identity.url) ? identity.url : null,
    avatar: identity.avatarUrl ? picture(identity.avatarUrl) : null,
    firstSeenAt: iso(identity.firstSeenAt), lastSeenAt: iso(identity.lastSeenAt),
  }
}
