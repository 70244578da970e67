/** The HTTP intake: anything that is an interaction, from anywhere. */
import { admit, isTooDeep } from '../../kernel/admission.ts'
import { Invalid } from '../../kernel/fault.ts'
import { interactionId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import { interactionSchema, type Interaction } from '../../kernel/interaction.ts'
import { pointer } from '../../platform/http/body.ts'
import type { Db } from '../../platform/postgres/database.ts'
import { maxIntakeItems } from './api.ts'
import type { SetAside } from './contract.ts'
import type { TakeIn } from './ports.ts'
import { keepAside } from './source-store.ts'

export type IntakeResult =
  | { readonly status: 'accepted'; readonly id: string }
  | { readonly status: 'refused'; readonly code: string; readonly message: string; readonly path?: string }

/** Reads one item. Never throws: what is wrong is said in the result. */
function readItem(value: unknown, now: Instant): { interaction: Interaction } | { refused: Extract<IntakeResult, { status: 'refused' }> } {
  const result = interactionSchema.safeParse(value)
  if (!result.success) {
    const issue = result.error.issues[0]
    return { refused: { status: 'refused', code: 'interaction.invalid', message: `${pointer(issue?.path ?? []) || 'The item'}: ${issue?.message ?? 'not an interaction'}`, ...(issue && issue.path.length > 0 ? { path: pointer(issue.path) } : {}) } }
  }
  const admission = admit(result.data, now)
  return admission.admitted ? { interaction: admission.interaction } : { refused: { status: 'refused', code: admission.code, message: admission.because, path: admission.path } }
}

/** An interaction from JSON, for a second try of what was set aside. @throws {Invalid} */
export function readInteraction(value: unknown, now: Instant): Interaction {
  const read = readItem(value, now)
  if ('refused' in read) throw new Invalid(read.refused.message, read.refused.path === undefined ? undefined : { path: read.refused.path }, read.refused.code)
  return read.interaction
}

/**
 * Takes in one interaction or an array of them. On return the accepted ones
 * are on disk; the refused ones are set aside, each with its reason.
 */
export async function takeInItems(deps: { db: Db; takeIn: TakeIn }, body: unknown, origin: string, now: Instant): Promise<{ accepted: number; refused: number; results: IntakeResult[] }> {
  const values: unknown[] = Array.isArray(body) ? body : [body]
  if (values.length === 0) throw new Invalid('The array is empty. Send 1 to 1,000 interactions.', { path: '' }, 'intake.empty')
  if (values.length > maxIntakeItems) throw new Invalid(`The array holds ${values.length} interactions; at most ${maxIntakeItems} are taken at once. Send them in several requests.`, { path: '' }, 'intake.too-many')
  const items: Interaction[] = []
  const aside: SetAside[] = []
  const results = values.map((value): IntakeResult => {
    const read = readItem(value, now)
    if ('interaction' in read) {
      items.push(read.interaction)
      return { status: 'accepted', id: interactionId(read.interaction.channel, read.interaction.externalId) }
    }
    aside.push({ raw: isTooDeep(value) ? 'Nested too deep to be shown.' : JSON.stringify(value) ?? 'null', because: read.refused.message, code: read.refused.code })
    return read.refused
  })
  // Without anything to set aside, many senders share one commit.
  await deps.takeIn.append({ items, origin }, aside.length === 0 ? undefined : (tx) => keepAside(tx, { source: null, origin }, aside))
  return { accepted: items.length, refused: aside.length, results }
}

