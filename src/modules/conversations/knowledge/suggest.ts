/** What fits as an answer: shortcuts, canned replies by their words, and what we answered to the like before. */
import { sql } from 'kysely'
import { iso } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { ConversationDeps } from '../deps.ts'
import { mayRead } from '../scope.ts'
import { conversationsById } from '../conversation-store.ts'
import { factsOf } from '../facts.ts'
import type { Conversation } from '../model.ts'
import { fold } from '../searching/parse-search.ts'
import { cannedWith, earlierAnswers, listCanned, type Canned } from './canned-store.ts'
import { filled, type Known } from './variables.ts'

export interface Suggestion {
  readonly is: 'canned' | 'answered'
  readonly id: string
  readonly name: string
  readonly text: string
  readonly language: string | null
  readonly missing: string[]
  readonly conversation: { readonly id: string; readonly number: number } | null
  readonly at: string | null
}

/** Words that tell something, the longest first: short ones are in everything. */
export function tellingWords(text: string): string[] {
  const words = [...new Set(fold(text).match(/[\p{L}\p{N}]{4,}/gu) ?? [])]
  return words.toSorted((a, b) => b.length - a.length).slice(0, 12)
}

export async function knownOf(deps: ConversationDeps, actor: Actor, conversation: Conversation): Promise<Known> {
  const [people, accounts, company] = await Promise.all([deps.people.known(deps.db, conversation.identity === null ? [] : [conversation.identity]), deps.accounts.all(), deps.company()])
  const { rows: [taking] } = await sql<{ name: string | null }>`select name from conversations.participants where conversation = ${conversation.id} and identity = ${conversation.identity}`.execute(deps.db)
  return { personName: taking?.name ?? (conversation.identity === null ? null : people.get(conversation.identity)?.name ?? null), memberName: actor.name, company, number: conversation.number, subject: conversation.subject, account: accounts.find(({ id }) => id === conversation.account)?.name ?? '' }
}

/** In their language where there is one; else as it stands first. */
export function textFor({ texts }: Pick<Canned, 'texts'>, language: string | null): { readonly language: string; readonly text: string } | null {
  const base = language?.split('-')[0]?.toLowerCase()
  return texts.find((one) => one.language === language?.toLowerCase()) ?? texts.find((one) => one.language.split('-')[0] === base) ?? texts[0] ?? null
}

export async function suggestions(deps: ConversationDeps, actor: Actor, conversation: Conversation, typed: string, limit: number): Promise<Suggestion[]> {
  const { db } = deps
  const teams = await deps.teams.of(db, actor.id)
  const known = await knownOf(deps, actor, conversation)
  const shown = (one: Canned): Suggestion[] => {
    const chosen = textFor(one, conversation.language)
    if (chosen === null) return []
    const { text, missing } = filled(chosen.text, known)
    return [{ is: 'canned', id: one.id, name: one.name, text, language: chosen.language, missing: [...missing], conversation: null, at: null }]
  }
  if (typed.startsWith('/')) {
    const sought = typed.slice(1).toLowerCase()
    const all = await listCanned(db, teams, '')
    return all.filter(({ shortcut, name }) => (shortcut ?? '').toLowerCase().startsWith(sought) || name.toLowerCase().includes(sought)).toSorted((a, b) => b.used - a.used).slice(0, limit).flatMap(shown)
  }
  const [facts] = await factsOf(deps, db, [conversation.id])
  const question = tellingWords(facts?.words ?? '')
  const words = typed.trim() === '' ? question : tellingWords(typed)
  const [canned, answered] = await Promise.all([cannedWith(db, words, teams, limit), earlierAnswers(db, question, conversation.id, limit * 2)])
  const scope = await deps.governance.scopeOf(actor)
  const conversations = await conversationsById(db, answered.map((one) => one.conversation))
  const readable = answered.filter((one) => { const where = conversations.get(one.conversation); return where !== undefined && mayRead(scope, where) })
  const earlier = readable.map((one): Suggestion => ({ is: 'answered', id: one.id, name: one.asked, text: one.text, language: one.language, missing: [], conversation: { id: one.conversation, number: one.number }, at: iso(one.at) }))
  const fromCanned = canned.flatMap(shown)
  return [...fromCanned.slice(0, Math.max(limit - earlier.length, Math.ceil(limit / 2))), ...earlier].slice(0, limit)
}
