/** What the rules of engagement say to an answer: for the composer, and once more where it is sent. */
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Verdict } from '../hooks.ts'
import type { ConversationFacts } from '../model.ts'
import { activeRules, noteUses, type Made } from '../rules/store.ts'
import { decide, type Decision } from './decide.ts'
import { namesNow, withMoment, writerOf } from './gather.ts'
import type { DecidingDeps } from './ports.ts'

export async function decisionOn(deps: DecidingDeps, db: Db | Tx, actor: Actor, facts: ConversationFacts, draft: string, now: Instant): Promise<Decision> {
  const rules = await activeRules(db, 'engagement')
  const nobody: Decision = { may: true, because: [], approvals: [], playbooks: [], forbidden: [], touched: [] }
  if (rules.length === 0) return nobody
  const [known] = await withMoment(db, [facts], now)
  return known ? decide(rules, known, await writerOf(db, actor), draft, now, await namesNow(deps, db)) : nobody
}

export function verdictOf(decision: Decision, names: ReadonlyMap<Uuid, string>): Verdict {
  const isRefused = !decision.may
  return {
    decision: isRefused ? 'refuse' : decision.approvals.length > 0 ? 'approve' : 'send',
    because: [
      ...decision.forbidden.filter(({ what }) => what === 'refuse').map(({ rule, sentence }) => ({ rule, name: '', sentence: sentence.en })),
      ...decision.because.map(({ rule, name, sentence }) => ({ rule, name, sentence: sentence.en })),
    ],
    marks: decision.forbidden.map(({ start, end, sentence }) => ({ start, end, sentence: sentence.en })),
    playbooks: decision.playbooks.flatMap((id) => { const name = names.get(id); return name === undefined ? [] : [{ id, name }] }),
  }
}

const madeOf = (decision: Decision): Made => (!decision.may ? 'refuse' : decision.approvals.length > 0 ? 'approve' : 'send')

/** Every use is on record. A refusal is kept beside the transaction that it ends. */
export async function noteDecision(deps: DecidingDeps, db: Db | Tx, decision: Decision, conversation: Uuid, actor: Actor, now: Instant): Promise<void> {
  const made = madeOf(decision)
  const spoken = (rule: Uuid) => [...decision.because, ...decision.forbidden].find((one) => one.rule === rule)?.sentence ?? { en: 'It held, and let it go.', nl: 'Ze gold, en liet het gaan.' }
  const uses = decision.touched.map(({ rule, version }) => ({ rule, version, conversation, made, by: { id: isUuid(actor.id) || actor.kind === 'member' ? actor.id : null, name: actor.name }, because: spoken(rule) }))
  if (uses.length > 0) await noteUses(made === 'refuse' ? deps.db : db, uses, now)
}
