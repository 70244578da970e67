/** An event as a sender would write it to the HTTP intake. */
import { iso } from '../../src/kernel/instant.ts'
import type { InteractionInput } from '../../src/kernel/interaction.ts'
import type { SimEvent } from '../event.ts'
import type { SimIdentity } from '../world/identity.ts'
import { externalIdOf, webAddress } from './addresses.ts'
import { facetsOf } from './facets.ts'

function authorOf(identity: SimIdentity): InteractionInput['author'] {
  return {
    externalId: identity.externalId, handle: identity.handle,
    ...(identity.name === '' ? {} : { name: identity.name }),
    ...(identity.url === undefined ? {} : { url: identity.url }),
    ...(identity.avatarUrl === undefined ? {} : { avatarUrl: identity.avatarUrl }),
    ...(identity.bio === '' ? {} : { bio: identity.bio }),
    ...(identity.followers === undefined ? {} : { followers: identity.followers, following: identity.following }),
    place: identity.place,
  }
}

function relationsOf(event: SimEvent): InteractionInput['relations'] {
  const { target, thread } = event
  if (target === null) return undefined
  const kind = event.kind === 'repost' ? 'repost' : event.kind === 'quote' ? 'quote' : 'reply'
  const to = { kind, externalId: externalIdOf(target), authorExternalId: target.author.externalId } as const
  return thread === null || thread === target ? [to] : [to, { kind: 'root', externalId: externalIdOf(thread), authorExternalId: thread.author.externalId }]
}

/** Source of the ids: the same that a connector for the network gives, so an event that comes both ways counts once. A repost carries the words it repeats. */
export function intakeOf(event: SimEvent): InteractionInput {
  const shown = event.kind === 'repost' && event.target !== null ? event.target : event
  const facets = facetsOf(shown.text)
  const url = webAddress(shown)
  const relations = relationsOf(event)
  const { likes, reposts, replies, quotes } = event.metrics
  return {
    channel: event.network, externalId: externalIdOf(event), kind: event.kind, direction: event.direction, author: authorOf(event.author), at: iso(event.at),
    text: shown.text,
    ...(shown.title === undefined ? {} : { title: shown.title }),
    ...(url === undefined ? {} : { url }),
    languages: [event.language],
    ...(facets.length === 0 ? {} : { facets: [...facets] }),
    ...(shown.image === undefined ? {} : { media: [{ kind: 'image', url: shown.image.url, alt: shown.image.alt, width: 1200, height: 800 }] }),
    ...(relations === undefined ? {} : { relations }),
    ...(likes + reposts + replies + quotes === 0 ? {} : { metrics: { likes, reposts, replies, quotes } }),
    ...(event.author.country === '' ? {} : { country: event.author.country }),
    ...(shown.site === undefined ? {} : { site: shown.site }),
    ...(event.kind !== 'purchase' || event.order === undefined ? {} : { purchase: { amountMinor: event.order.amountMinor, currency: event.order.currency, number: event.order.number, items: [{ name: event.order.product }] } }),
    ...(event.order === undefined && event.stars === undefined && event.path === undefined ? {} : { extra: { ...(event.order === undefined ? {} : { order: event.order }), ...(event.stars === undefined ? {} : { stars: event.stars }), ...(event.path === undefined ? {} : { path: event.path }) } }),
  }
}
