/** What all who take part say to an answer: the strictest holds. */
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { ConversationHooks, Verdict } from '../hooks.ts'
import type { ConversationFacts, Reply } from '../model.ts'

const strictness = ['send', 'approve', 'refuse'] as const

export async function verdictOf(hooks: readonly ConversationHooks[], db: Db | Tx, actor: Actor, facts: ConversationFacts, reply: Pick<Reply, 'visibility' | 'account' | 'text' | 'files' | 'inReplyTo'>): Promise<Verdict> {
  let all: Verdict = { decision: 'send', because: [], marks: [], playbooks: [] }
  for (const { mayAnswer } of hooks) {
    const one = await mayAnswer?.(db, actor, facts, reply)
    if (!one) continue
    const stricter = strictness.indexOf(one.decision) > strictness.indexOf(all.decision)
    all = { decision: stricter ? one.decision : all.decision, because: stricter ? [...one.because, ...all.because] : [...all.because, ...one.because], marks: [...(all.marks ?? []), ...(one.marks ?? [])], playbooks: [...(all.playbooks ?? []), ...(one.playbooks ?? [])] }
  }
  return all
}
