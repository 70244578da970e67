/** Makes durable what an account heard: interactions, receipts, what could not be read, and the place, or none of them. */
import { admit, cleanText } from '../../../kernel/admission.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Attachment, MessageFacts, Party } from '../../../kernel/message.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { HeardBatch } from '../account-contract.ts'
import type { SetAside } from '../contract.ts'
import { keepAside } from '../source-store.ts'
import { saveHeard, type Account } from './account-store.ts'
import type { AccountDeps } from './ports.ts'

/** The longest HTML that is kept, in code units. */
const maxHtml = 2_000_000
const maxQuoted = 200_000
const maxParties = 10_000
const maxReferences = 100
const maxAttachments = 200

const keepable = (text: string): string => text.toWellFormed().replaceAll('\0', '')
const party = ({ externalId, handle, name }: Party): Party => ({ externalId: keepable(externalId).slice(0, 1_024), ...(handle === undefined ? {} : { handle: keepable(handle).slice(0, 2_000) }), ...(name === undefined ? {} : { name: cleanText(name).slice(0, 2_000) }) })
const attachment = (one: Attachment): Attachment => ({ ...one, name: cleanText(one.name).slice(0, 255), mediaType: keepable(one.mediaType).slice(0, 255), ...(one.alt === undefined ? {} : { alt: cleanText(one.alt).slice(0, 10_000) }), ...(one.contentId === undefined ? {} : { contentId: keepable(one.contentId).slice(0, 1_000) }) })

/** What the engines can keep of a message, within limits. */
function keepableMessage(message: MessageFacts): MessageFacts {
  const { thread, references, to, cc, subject, html, quoted, attachments } = message
  return {
    ...message,
    ...(thread === undefined ? {} : { thread: keepable(thread).slice(0, 1_024) }),
    ...(references === undefined ? {} : { references: references.slice(-maxReferences).map((id) => keepable(id).slice(0, 1_024)) }),
    ...(to === undefined ? {} : { to: to.slice(0, maxParties).map(party) }),
    ...(cc === undefined ? {} : { cc: cc.slice(0, maxParties).map(party) }),
    ...(subject === undefined ? {} : { subject: cleanText(subject).slice(0, 2_000) }),
    ...(html === undefined ? {} : { html: keepable(html).slice(0, maxHtml).toWellFormed() }),
    ...(quoted === undefined ? {} : { quoted: cleanText(quoted).slice(0, maxQuoted).toWellFormed() }),
    ...(attachments === undefined ? {} : { attachments: attachments.slice(0, maxAttachments).map(attachment) }),
  }
}

/** @param alongside written exactly when the rest is. @returns what was kept. */
export async function keepHeard(deps: Pick<AccountDeps, 'clock' | 'takeIn' | 'metrics'>, account: Pick<Account, 'id' | 'channel'>, batch: Omit<HeardBatch<unknown>, 'cursor'> & { readonly cursor?: unknown }, alongside?: (tx: Tx) => Promise<void>): Promise<{ takenIn: number; setAside: number }> {
  const now = deps.clock.now()
  const origin = `account:${account.id}`
  const aside: SetAside[] = [...(batch.setAside ?? [])]
  const items: Interaction[] = []
  for (const item of batch.items) {
    const admission = admit(item, now)
    if (!admission.admitted) aside.push({ raw: JSON.stringify(item), code: admission.code, because: admission.because })
    else items.push(admission.interaction.message ? { ...admission.interaction, message: keepableMessage(admission.interaction.message) } : admission.interaction)
  }
  await deps.takeIn.append({ items, removed: batch.removed ?? [], removedAuthors: batch.removedAuthors ?? [], receipts: batch.receipts ?? [], origin }, async (tx) => {
    await keepAside(tx, { source: null, account: account.id, origin }, aside)
    await saveHeard(tx, account.id, { cursor: batch.cursor, takenIn: items.length, setAside: aside.length, at: now })
    await alongside?.(tx)
  })
  deps.metrics.takenIn.inc({ channel: account.channel }, items.length)
  deps.metrics.setAside.inc({ channel: account.channel }, aside.length)
  return { takenIn: items.length, setAside: aside.length }
}
