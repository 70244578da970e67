/** The door to the loop: what was taken in goes to the stream, durable before it is acknowledged. */
import type { Instant } from '../kernel/instant.ts'
import type { Interaction } from '../kernel/interaction.ts'
import type { Receipt } from '../kernel/message.ts'
import type { Stream } from '../platform/stream/stream.ts'
import type { Delivery, TakeIn } from '../modules/channels/index.ts'

/** What the stream carries: something said, something taken back, what became of what we sent, or a beat that lets the loop pass. */
export type StreamItem =
  | { readonly is: 'said'; readonly at: Instant; readonly origin: string; readonly interaction: Interaction }
  /** `ours`: told by one of our accounts. */
  | { readonly is: 'removed'; readonly channel: string; readonly externalId: string; readonly ours?: true }
  | { readonly is: 'author-removed'; readonly channel: string; readonly externalId: string }
  | { readonly is: 'receipt'; readonly receipt: Receipt }
  | { readonly is: 'beat' }

export function takeInto(stream: Stream, now: () => Instant): TakeIn {
  return {
    append: (delivery: Delivery, alongside) => {
      const at = now()
      const items: StreamItem[] = delivery.items.map((interaction) => ({ is: 'said', at, origin: delivery.origin, interaction }))
      for (const { channel, externalId } of delivery.removed ?? []) items.push({ is: 'removed', channel, externalId, ...(delivery.origin.startsWith('account:') ? { ours: true as const } : {}) })
      for (const { channel, externalId } of delivery.removedAuthors ?? []) items.push({ is: 'author-removed', channel, externalId })
      for (const receipt of delivery.receipts ?? []) items.push({ is: 'receipt', receipt })
      return stream.append(items, alongside)
    },
  }
}
