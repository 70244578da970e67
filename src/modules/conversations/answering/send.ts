/** Sends an answer: checked against the network's abilities and the rules, then put where it goes out exactly once. */
import { sql } from 'kysely'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { secondMs } from '../../../kernel/instant.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import { withoutMarks } from '../receiving/place.ts'
import { readable } from '../acting/readable.ts'
import { keepChanges } from '../change.ts'
import type { ConversationDeps } from '../deps.ts'
import { factsOf } from '../facts.ts'
import type { Verdict } from '../hooks.ts'
import { messageById } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'
import { readSettings, type Settings } from '../settings-store.ts'
import { safeOutgoingHtml } from '../files/safe-html.ts'
import { answeredSince, AnsweredMeanwhile } from './answered-meanwhile.ts'
import type { Content } from './api.ts'
import { compose, parties, type Composed } from './compose.ts'
import { dropDraft } from './draft-store.ts'
import { problemsOf } from './problems.ts'
import { putAnswer } from './put.ts'
import { verdictOf } from './verdict.ts'

export interface Sending extends Content {
  readonly key?: Uuid | undefined
  readonly seen: Uuid | null
  readonly knowing: boolean
  readonly sendAt?: string | undefined
  readonly then: 'wait' | 'close' | 'keep-open'
  readonly canned?: Uuid | undefined
}

/** The rules do not let it go. */
class Refused extends Conflict {
  override readonly details: Readonly<Record<string, unknown>>
  constructor({ because, marks }: Verdict) {
    super(because[0]?.sentence ?? 'A rule of engagement does not allow this answer.', 'conversations.refused')
    this.details = { because, marks: marks ?? [] }
  }
}

export async function send(deps: ConversationDeps, actor: Actor, id: Uuid, { key, seen, knowing, sendAt, then, canned, ...content }: Sending): Promise<Message> {
  const { db, clock } = deps
  // Of the page's own making, so that sending twice is the same as once.
  const known = key === undefined ? null : await messageById(db, key)
  if (known) {
    if (known.conversation !== id || known.member !== actor.id) throw new NotFound('message', key ?? '')
    return known
  }
  const [accounts, settings] = [await deps.accounts.all(), await readSettings(db)]
  return db.transaction().execute(async (tx) => {
    const now = clock.now()
    const [before] = await readable(tx, deps, actor, [id])
    if (!before) throw new NotFound('conversation', id)
    const again = key === undefined ? null : await messageById(tx, key)
    if (again) return again
    if (seen !== null && !knowing) {
      const other = await answeredSince(tx, before.id, actor.id, seen)
      if (other) throw new AnsweredMeanwhile(other)
    }
    const composed = await compose(tx, before, content, accounts)
    const [problem] = problemsOf({ visibility: composed.visibility, text: content.text, files: composed.files, template: content.template, recipients: composed.to.length, begins: composed.answers === null, lastInboundAt: composed.thread.lastInboundAt }, composed.account.abilities, composed.account.name, now)
    if (problem) throw new Invalid(problem.sentence, undefined, problem.code)
    const later = sendAt === undefined ? null : Date.parse(sendAt)
    if (later !== null && later <= now) throw new Invalid('That time has passed. Choose a later one, or send it now.', { path: '/sendAt' }, 'conversations.send-past')
    const verdict = await ruled(tx, deps, actor, before, composed, content)
    const assigned = before.assignee === null && actor.kind === 'member' ? (await keepChanges(tx, deps, actor, now, [{ before, after: { ...before, assignee: actor.id }, lines: [{ deed: 'assigned', facts: { to: actor.id, name: actor.name, by: 'answering' } }] }]))[0] ?? before : before
    const { message, conversation } = await putAnswer(tx, deps, actor, assigned, {
      key: key ?? newId(now), account: composed.account, thread: composed.thread, visibility: composed.visibility, answers: composed.answers, to: composed.to, cc: parties(content.cc), bcc: parties(content.bcc), subject: subjectOf(before, composed, content), text: content.text, html: content.html === null ? null : safeOutgoingHtml(content.html),
      files: composed.files, template: content.template, language: content.language, sender: await signature(deps, settings, actor, before), content, then, sendAfter: later ?? now + settings.undoSeconds * secondMs, held: verdict.decision === 'approve', rule: null,
    }, now)
    await dropDraft(tx, actor.id, before.id)
    if (canned !== undefined) await sql`update conversations.canned_replies set used = used + 1, last_used_at = ${new Date(now)} where id = ${canned}`.execute(tx)
    if (message.state === 'held') for (const { onHeld } of deps.hooks) await onHeld?.(tx, { conversation, message, by: actor, verdict })
    return message
  })
}

/** @throws when a rule says no */
async function ruled(tx: Parameters<typeof verdictOf>[1], deps: ConversationDeps, actor: Actor, conversation: Conversation, { visibility, account, files, answers }: Composed, { text }: Content): Promise<Verdict> {
  if (!may(actor, 'conversations.answer')) throw new Forbidden('conversations.answer', actor.role)
  const [facts] = await factsOf(deps, tx, [conversation.id])
  if (!facts) throw new NotFound('conversation', conversation.id)
  const verdict = await verdictOf(deps.hooks, tx, actor, facts, { visibility, account: account.id, text, files, inReplyTo: answers?.id ?? null })
  if (verdict.decision === 'refuse') throw new Refused(verdict)
  return verdict
}

function subjectOf({ subject }: Conversation, { account, answers }: Composed, content: Content): string | null {
  // A warning is nobody's but the writer's.
  if (account.abilities.warning === true) return content.subject?.trim() || null
  if (!account.abilities.subject) return null
  if (content.subject !== null && content.subject.trim() !== '') return content.subject.trim()
  const about = withoutMarks(answers?.subject ?? subject)
  return answers === null ? about : `Re: ${about}`
}

async function signature({ db, teams }: ConversationDeps, { signsAs }: Settings, { name }: Actor, { team }: Conversation): Promise<string | null> {
  if (signsAs === 'member') return name
  if (signsAs === 'first-name') return name.trim().split(/\s+/)[0] ?? name
  return team === null ? null : (await teams.all(db)).find(({ id }) => id === team)?.name ?? null
}
