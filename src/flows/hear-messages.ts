/** What of an interaction that reached or left one of our accounts goes to conversations, and what history keeps of it. */
import type { Interaction } from '../kernel/interaction.ts'
import { identityId, type Uuid } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { HeardMessage } from '../modules/conversations/index.ts'
import type { Heard } from '../modules/listening/index.ts'

export const isPrivate = ({ message }: Interaction): boolean => message?.visibility === 'private'

/**
 * Private words are kept by conversations alone, which decide who may read
 * them. History keeps that there was a message: who, when, where.
 */
export function withoutWords(interaction: Interaction): Interaction {
  if (!isPrivate(interaction)) return interaction
  const { channel, externalId, kind, direction, author, at, languages, relations, message } = interaction
  return { channel, externalId, kind, direction, author, at, text: '', ...(languages ? { languages } : {}), ...(relations ? { relations } : {}), ...(message ? { message } : {}) }
}

/** Versions of one interaction in a stretch: the last one holds, and stays a message of ours if any of them was one. */
export function lastVersion(before: Interaction, after: Interaction): Interaction {
  return after.message === undefined && before.message !== undefined ? { ...after, message: before.message } : after
}

/** `null` for what is no message of ours. */
export function heardOf({ id, interaction, takenInAt }: { readonly id: Uuid; readonly interaction: Interaction; readonly takenInAt: Instant }, understood: Heard | undefined, topics: readonly Uuid[]): HeardMessage | null {
  const { message, author, relations = [] } = interaction
  if (message === undefined || interaction.direction === 'around') return null
  const { externalId, handle, name, url, avatarUrl, followers } = author
  const labels = understood?.labels ?? null
  const answered = relations.filter(({ kind }) => kind === 'root' || kind === 'reply').map((relation) => relation.externalId)
  return {
    id, identity: identityId(interaction.channel, externalId), channel: interaction.channel, externalId: interaction.externalId, kind: interaction.kind, direction: interaction.direction,
    author: { externalId, ...(handle === undefined ? {} : { handle }), ...(name === undefined ? {} : { name }), ...(url === undefined ? {} : { url }), ...(avatarUrl === undefined ? {} : { avatarUrl }), ...(followers === undefined ? {} : { followers }) },
    at: interaction.at, takenAt: takenInAt, text: interaction.text, title: interaction.title ?? null, url: interaction.url ?? null, language: understood === undefined || understood.language === 'und' ? null : understood.language,
    labels: labels ? { sentiment: labels.sentiment, emotion: labels.emotion, intent: labels.intent, urgency: labels.urgency } : null, topics,
    account: message.account, visibility: message.visibility, thread: message.thread ?? null, references: [...(message.references ?? []), ...answered.filter((one) => !message.references?.includes(one))], conversation: message.conversation ?? null,
    addressed: { ...(message.to ? { to: message.to } : {}), ...(message.cc ? { cc: message.cc } : {}) }, subject: message.subject ?? null, html: message.html ?? null, quoted: message.quoted ?? null, attachments: message.attachments ?? mediaOf(interaction), automatic: message.automatic ?? null, key: message.key ?? null,
  }
}

/** Pictures and films of a public message are its attachments. */
function mediaOf({ media = [] }: Interaction): HeardMessage['attachments'] {
  return media.filter(({ kind }) => kind !== 'link').map(({ kind, url, alt }) => ({ url, name: url.split('/').at(-1)?.split('?')[0]?.slice(0, 200) || kind, mediaType: `${kind}/*`, ...(alt === undefined ? {} : { alt }) }))
}
