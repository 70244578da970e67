/** What only passes a mention on belongs to the topics of that mention, and says what it says. */
import { dayMs } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import { passesOn } from '../door/followed.ts'
import type { Mentions } from '../mentions.ts'
import type { Heard } from './hear.ts'

/** How far back a mention may lie for what passes it on to be one too. */
const reachMs = 60 * dayMs

/** Of those that pass a mention on without words, what was heard; the others are left as they are. */
export async function passedOn(mentions: Pick<Mentions, 'keptOf'>, editions: readonly number[], said: readonly { readonly id: Uuid; readonly interaction: Interaction }[], heard: ReadonlyMap<Uuid, Heard>): Promise<Map<Uuid, Heard>> {
  const sources = new Map<Uuid, Uuid>()
  let earliest = Infinity
  for (const { id, interaction } of said) {
    const source = passesOn(interaction)
    if (source === null) continue
    sources.set(id, source)
    earliest = Math.min(earliest, interaction.at)
  }
  if (sources.size === 0) return new Map()
  const elsewhere = [...new Set(sources.values())].filter((id) => !heard.has(id))
  const kept = await mentions.keptOf(editions, elsewhere, earliest - reachMs)
  return new Map([...sources].flatMap(([id, source]) => {
    const of = heard.get(source) ?? kept.get(source)
    if (of === undefined || of.editions.length === 0) return []
    return [[id, { ...of, editions: [...new Set([...(heard.get(id)?.editions ?? []), ...of.editions])].toSorted((a, b) => a - b) }]]
  }))
}
