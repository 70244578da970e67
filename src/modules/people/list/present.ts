/** Cards and acts as the API shows them. */
import type { z } from 'zod'
import { iso } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Company } from '../companies/company-store.ts'
import { depths } from '../lifecycle/depth.ts'
import type { PictureAddress } from '../ports.ts'
import type { Act } from '../profile/entry-store.ts'
import type { actView, cardView } from './api.ts'
import type { CardRow } from './card-store.ts'

const when = (at: number | null): string | null => (at === null ? null : iso(at))

export function viewOfCard(card: CardRow, companies: ReadonlyMap<Uuid, Company>, picture: PictureAddress): Omit<z.input<typeof cardView>, 'identities'> {
  return {
    id: card.person, name: card.name, interactions: card.acts, firstSeenAt: iso(card.firstAt), lastSeenAt: iso(card.lastAt),
    avatar: card.avatarUrl === null ? null : picture(card.avatarUrl), bio: card.bio, bot: card.bot, channels: [...card.channels], tags: [...card.tags],
    companies: card.companies.flatMap((id) => { const company = companies.get(id); return company ? [{ id, name: company.name }] : [] }),
    owner: card.owner, ours: card.ours, stage: card.stage, stageSince: when(card.stageSince), held: card.held, depth: depths[card.depth] ?? 'connection', followers: card.followers,
    purchases: card.purchases, lastPurchaseAt: when(card.lastPurchaseAt), spentMinor: card.spentMinor, currency: card.currency,
    alive: card.alive, expectedPurchases: card.expectedPurchases, expectedMinor: card.expectedMinor, nextPurchaseAt: when(card.nextPurchaseAt),
  }
}

export const viewOfAct = ({ id, state, total, done, because }: Act): z.input<typeof actView> => ({ id, state, total, done: Math.min(done, total), because })
