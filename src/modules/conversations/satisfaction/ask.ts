/** Questions as they are kept: planned at closing, asked once, answered on the page or in the channel. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { dayMs, minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { satisfactionAnswered } from '../engagement/events.ts'
import { bySystem } from '../engagement/gather.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { readSettings } from '../engagement/settings.ts'
import type { Conversation, Message } from '../model.ts'
import { satisfiedBy } from '../recovery/cases.ts'
import { askedLanguage, askedText, readScore, satisfactionSchema, scales, whyNotAsked, type AskedLanguage, type Asking, type QuestionKind } from './question.ts'
import { signQuestion } from './link.ts'

/** A link, and a number in the channel, count as an answer for so long. */
export const answerableMs = 30 * dayMs

/** Plans a question when a conversation is closed; whether it is asked is decided when the time comes. */
export async function planQuestion(tx: Tx, conversation: Conversation, now: Instant): Promise<void> {
  const settings = await readSettings(tx, 'satisfaction', satisfactionSchema)
  if (!settings.active) return
  await sql`insert into conversations.questions (id, conversation, identity, kind, channel, language, planned_at, ask_at, team, assignee)
    values (${newId(now)}, ${conversation.id}, ${conversation.identity}, ${settings.kind}, ${conversation.channel}, ${askedLanguage(conversation.language)}, ${new Date(now)}, ${new Date(now + settings.delayMinutes * minuteMs)}, ${conversation.team}, ${conversation.assignee})
    on conflict do nothing`.execute(tx)
}

interface Planned {
  readonly id: Uuid
  readonly conversation: Uuid
  readonly identity: Uuid | null
  readonly kind: QuestionKind
  readonly language: AskedLanguage
  readonly state: string
  readonly visibility: 'public' | 'private'
  readonly channel: string
  readonly spam: boolean
  readonly sentiment: string | null
  readonly answered: boolean
  readonly openCase: boolean
  readonly subject: string
}

interface Last { readonly id: Uuid; readonly thread: Uuid; readonly account: Uuid; readonly visibility: 'public' | 'private'; readonly automatic: string | null; readonly author: { externalId: string; handle?: string; name?: string } | null; readonly subject: string | null }

/** Asks what is due, each in a transaction of its own. @returns how many were looked at. */
export async function askDue(deps: DecidingDeps, now: Instant): Promise<number> {
  const settings = await readSettings(deps.db, 'satisfaction', satisfactionSchema)
  for (let done = 0; done < 100; done++) {
    const isMore = await deps.db.transaction().execute(async (tx) => {
      const { rows } = await sql<Planned>`
        select question.id, question.conversation, question.identity, question.kind, question.language, conversation.state, conversation.visibility, conversation.channel, conversation.spam, conversation.sentiment, conversation.first_answer_at is not null as answered, conversation.subject,
          exists (select from conversations.cases where state = 'open' and (cases.conversation = conversation.id or (cases.identity is not null and cases.identity = question.identity))) as "openCase"
        from conversations.questions question join conversations.conversations conversation on conversation.id = question.conversation
        where question.state = 'planned' and question.ask_at <= ${new Date(now)} order by question.ask_at limit 1 for update of question skip locked`.execute(tx)
      const [planned] = rows
      if (!planned) return false
      await askOne(deps, tx, planned, settings, now)
      return true
    })
    if (!isMore) return done
  }
  return 100
}

async function askOne(deps: DecidingDeps, tx: Tx, planned: Planned, settings: ReturnType<typeof satisfactionSchema.parse>, now: Instant): Promise<void> {
  const { rows } = await sql<Last>`select id, thread, account, visibility, automatic, author, subject from conversations.messages where conversation = ${planned.conversation} and direction = 'inbound' and not note and removed_at is null order by at desc limit 1`.execute(tx)
  const [last] = rows
  const leaveOut = (because: string) => sql`update conversations.questions set state = 'left-out', because = ${because} where id = ${planned.id}`.execute(tx)
  if (!last?.author) return void await leaveOut('nobody-to-ask')
  const asking: Asking = { ...planned, automatic: last.automatic !== null, visibility: last.visibility, earlier: await earlierOf(deps, tx, planned) }
  const because = whyNotAsked(settings, asking, now)
  if (because !== null) return void await leaveOut(because)
  const { link } = signQuestion(deps, planned.id, now + answerableMs)
  const message = await deps.deeds().sendByRule(tx, 'satisfaction', {
    conversation: planned.conversation, thread: last.thread, account: last.account, visibility: last.visibility, inReplyTo: last.id, subject: last.subject,
    text: askedText(planned.kind, planned.language, settings.texts, link), html: null, to: [last.author], cc: [], bcc: [], files: [], template: null, language: planned.language,
  })
  await sql`update conversations.questions set state = 'asked', asked_at = ${new Date(now)}, message = ${message.id} where id = ${planned.id}`.execute(tx)
}

/** To the same person, on whatever address. */
async function earlierOf(deps: DecidingDeps, tx: Tx, planned: Planned): Promise<Asking['earlier']> {
  if (planned.identity === null) return []
  const known = (await deps.people.known(tx, [planned.identity])).get(planned.identity)
  const { rows } = await sql<{ askedAt: Instant; kind: QuestionKind; score: number | null; sentiment: string | null }>`
    select question.asked_at as "askedAt", question.kind, question.score, conversation.sentiment from conversations.questions question join conversations.conversations conversation on conversation.id = question.conversation
    where question.identity = any(${[...(known?.identities ?? [planned.identity])]}::uuid[]) and question.asked_at is not null and question.id <> ${planned.id} order by question.asked_at desc limit 20`.execute(tx)
  return rows.map(({ askedAt, kind, score, sentiment }) => ({ askedAt, wasAngry: score === null ? sentiment === 'negative' : score <= scales[kind].bad }))
}

interface Open { readonly id: Uuid; readonly conversation: Uuid; readonly kind: QuestionKind; readonly state: string; readonly score: number | null; readonly comment: string | null; readonly language: AskedLanguage }
const openColumns = sql`id, conversation, kind, state, score, comment, language`

export async function questionById(deps: DecidingDeps, id: Uuid): Promise<Open | null> {
  const { rows } = await sql<Open>`select ${openColumns} from conversations.questions where id = ${id} and state in ('asked', 'answered')`.execute(deps.db)
  return rows[0] ?? null
}

/** Keeps a score. A later one of the same person takes the place of the earlier, and a comment is added to it. */
export async function keepScore(deps: DecidingDeps, tx: Tx, question: Pick<Open, 'id' | 'conversation' | 'kind'>, score: number, comment: string, by: 'page' | 'reply', now: Instant): Promise<void> {
  await sql`update conversations.questions set state = 'answered', score = ${score}, comment = case when ${comment} = '' then comment else ${comment} end, answered_at = ${new Date(now)}, answered_by = ${by} where id = ${question.id}`.execute(tx)
  const { max, good } = scales[question.kind]
  await deps.deeds().record(tx, bySystem('Satisfaction'), question.conversation, 'satisfaction.answered', { kind: question.kind, score, of: max, comment })
  await deps.announce(tx, { type: satisfactionAnswered.type, at: now, data: { conversation: question.conversation, kind: question.kind, score, comment: comment.slice(0, 2_000), by } })
  if (score >= good) await satisfiedBy(deps, tx, question.conversation, 'Satisfaction', `They rated us ${score} of ${max}.`, now)
}

/** A number, an emoji or a word in the channel, after we asked. @returns whether it was an answer to us and nothing else. */
export async function readReply(deps: DecidingDeps, tx: Tx, conversation: Conversation, message: Message, now: Instant): Promise<boolean> {
  if (message.direction !== 'inbound' || message.automatic !== null) return false
  const { rows } = await sql<Open & { askedAt: Instant }>`select ${openColumns}, asked_at as "askedAt" from conversations.questions where conversation = ${conversation.id} and state = 'asked' and asked_at > ${new Date(now - answerableMs)} order by asked_at desc limit 1 for update`.execute(tx)
  const [question] = rows
  if (!question || message.at < question.askedAt) return false
  const read = readScore(question.kind, message.text)
  if (read === null) return false
  await keepScore(deps, tx, question, read.score, read.comment, 'reply', now)
  return read.comment === ''
}
