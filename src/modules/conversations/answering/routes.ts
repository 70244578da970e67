/** HTTP of the composer: parse, authorise, call, present. */
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { iso } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Abilities } from '../../../kernel/message.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { readable } from '../acting/readable.ts'
import type { ConversationDeps } from '../deps.ts'
import { factsOf } from '../facts.ts'
import { removeWords } from '../receiving/revise.ts'
import { messageById } from '../message-store.ts'
import { readableConversation, readableMessage } from '../reading/find.ts'
import { maybe } from '../reading/present.ts'
import { presentMessage, presentNote } from '../reading/present-entries.ts'
import { readSettings } from '../settings-store.ts'
import * as api from './api.ts'
import { compose, threadsOf } from './compose.ts'
import { retry, sendNow, settleByHand, takeBack } from './decide.ts'
import { draftOf, dropDraft, keepDraft, othersWriting, type Draft } from './draft-store.ts'
import { lengthOf } from './length.ts'
import { addNote, changeNote, removeNote } from './notes.ts'
import { problemsOf, windowEnd } from './problems.ts'
import { send } from './send.ts'
import { verdictOf } from './verdict.ts'

const draftOfApi = ({ changedAt, ...draft }: Draft) => ({ ...draft, changedAt: iso(changedAt) })

function abilitiesOf({ text, attachments, ...rest }: Abilities) {
  const { visibilities, subject, warning = false, html, templates, edits, deletes, receipts } = rest
  return { visibilities: [...visibilities], text: { max: text.max, unit: text.unit, linkLength: text.linkLength ?? null }, subject, warning, html, attachments: attachments === null ? null : { ...attachments, mediaTypes: [...attachments.mediaTypes] }, templates, edits, deletes, receipts: [...receipts] }
}

export function answeringRoutes(deps: ConversationDeps & { readonly writes: (actor: Actor, conversation: string, is: 'reply' | 'note') => Promise<void> }): MountedRoute[] {
  const { db, clock, files } = deps
  const shown = async (id: string) => {
    const message = await messageById(db, id)
    if (message === null) throw new NotFound('message', id)
    return presentMessage(deps, message)
  }
  /** Does something about a message that the actor may read. */
  const about = async <T>(actor: Actor, id: string, act: (tx: Tx) => Promise<T>): Promise<T> => {
    await readableMessage(deps, actor, id)
    return db.transaction().execute(act)
  }
  return [
    handle(api.getDraft, async ({ actor, params }) => {
      await readableConversation(deps, actor, params.id)
      const draft = await draftOf(db, actor.id, params.id)
      return { draft: draft && draftOfApi(draft), others: (await othersWriting(db, actor.id, params.id)).map(({ changedAt, ...one }) => ({ ...one, changedAt: iso(changedAt) })) }
    }),
    handle(api.saveDraft, async ({ actor, params, body }) => {
      await readableConversation(deps, actor, params.id)
      const now = clock.now()
      await keepDraft(db, actor, params.id, body, now)
      await deps.writes(actor, params.id, body.is)
      return draftOfApi({ conversation: params.id, content: body, changedAt: now })
    }),
    handle(api.dropDraft, async ({ actor, params }) => { await dropDraft(db, actor.id, params.id); return {} }),
    handle(api.composer, async ({ actor, params, body }) => {
      const conversation = await readableConversation(deps, actor, params.id)
      const now = clock.now()
      const [accounts, threads, settings, [facts]] = await Promise.all([deps.accounts.all(), threadsOf(db, conversation.id), readSettings(db), factsOf(deps, db, [conversation.id])])
      const offered = await Promise.all(threads.flatMap((thread) => { const account = accounts.find(({ id }) => id === thread.account); return account ? [{ thread, account }] : [] }).map(async ({ thread, account }) => {
        const { to } = await compose(db, conversation, { ...body, thread: thread.id, inReplyTo: null, files: [] }, accounts)
        return { thread: thread.id, account: account.id, channel: account.channel, name: account.name, abilities: abilitiesOf(account.abilities), ready: account.ready === true, because: account.ready === true ? null : account.ready, windowEndsAt: maybe(windowEnd(account.abilities, thread.lastInboundAt)), to: to.map(({ externalId, handle: own, name }) => ({ externalId, handle: own ?? null, name: name ?? null })) }
      }))
      const nothing = { decision: 'send' as const, because: [], marks: [], playbooks: [] }
      const newest = conversation.lastMessage
      if (offered.length === 0 || !facts) return { threads: offered, verdict: nothing, length: { used: body.text.length, max: null }, problems: [{ code: 'conversations.account-gone', sentence: 'The account that this came in on is no longer connected. Connect it again under Settings, Accounts.' }], undoSeconds: settings.undoSeconds, newest }
      const composed = await compose(db, conversation, body, accounts)
      const { abilities } = composed.account
      const verdict = body.is === 'note' ? nothing : await verdictOf(deps.hooks, db, actor, facts, { visibility: composed.visibility, account: composed.account.id, text: body.text, files: composed.files, inReplyTo: composed.answers?.id ?? null })
      const problems = body.is === 'note' ? [] : problemsOf({ visibility: composed.visibility, text: body.text, files: composed.files, template: body.template, recipients: composed.to.length, begins: composed.answers === null, lastInboundAt: composed.thread.lastInboundAt }, abilities, composed.account.name, now)
      return {
        threads: offered, verdict: { decision: verdict.decision, because: [...verdict.because], marks: [...(verdict.marks ?? [])], playbooks: [...(verdict.playbooks ?? [])] },
        length: { used: lengthOf(body.text, abilities.text), max: abilities.text.max }, problems, undoSeconds: settings.undoSeconds, newest,
      }
    }),
    handle(api.sendMessage, async ({ actor, params, body }) => presentMessage(deps, await send(deps, actor, params.id, body))),
    handle(api.addNote, async ({ actor, params, body }) => {
      const { files: chosen, ...note } = body
      return presentNote(deps, await db.transaction().execute(async (tx) => {
        const [conversation] = await readable(tx, deps, actor, [params.id])
        if (!conversation) throw new NotFound('conversation', params.id)
        const { files: kept } = chosen.length === 0 ? { files: [] } : await compose(tx, conversation, api.contentSchema.parse({ files: chosen }), await deps.accounts.all())
        await dropDraft(tx, actor.id, conversation.id)
        return addNote(tx, deps, actor, conversation, { ...note, files: kept }, clock.now())
      }))
    }),
    handle(api.changeNote, async ({ actor, params, body }) => {
      const { conversation } = await readableMessage(deps, actor, params.id)
      return presentNote(deps, await db.transaction().execute((tx) => changeNote(tx, deps, actor, conversation, params.id, body, clock.now())))
    }),
    handle(api.removeNote, async ({ actor, params }) => {
      const { conversation } = await readableMessage(deps, actor, params.id)
      for (const file of await db.transaction().execute((tx) => removeNote(tx, actor, conversation, params.id, clock.now()))) await files.remove(file)
      return {}
    }),
    handle(api.takeBack, async ({ actor, params }) => draftOfApi(await about(actor, params.id, (tx) => takeBack(tx, deps, actor, params.id)))),
    handle(api.retryMessage, async ({ actor, params }) => { await about(actor, params.id, (tx) => retry(tx, deps, actor, params.id)); return shown(params.id) }),
    handle(api.settleMessage, async ({ actor, params, body }) => { await about(actor, params.id, (tx) => settleByHand(tx, deps, actor, params.id, body.went)); return shown(params.id) }),
    handle(api.sendNow, async ({ actor, params }) => { await about(actor, params.id, (tx) => sendNow(tx, deps, params.id)); return shown(params.id) }),
    handle(api.unsendMessage, async ({ actor, params }) => {
      const { message } = await readableMessage(deps, actor, params.id)
      if (message.direction !== 'outbound' || message.account === null || message.externalId === null || message.removedAt !== null) throw new Conflict('Only what we sent can be taken back at the network.', 'conversations.not-ours')
      await deps.accounts.unsend(message.account, message.externalId)
      await db.transaction().execute(async (tx) => { if (message.interaction !== null) await removeWords(tx, [message.interaction], clock.now()) })
      return shown(params.id)
    }),
  ]
}
