/** Which branches of which queries made a mention match. */
import { Invalid, NotFound } from '../../kernel/fault.ts'
import { isUuid } from '../../kernel/ids.ts'
import { knownToQueries, labelsOf } from './labels/known.ts'
import { postOfHeard } from './present.ts'
import { explain, type Reason } from './query/index.ts'
import type { ReadDeps } from './read.ts'

/** By topic, in the order of topics. @throws {NotFound} */
export async function whyMention(deps: ReadDeps, id: string): Promise<{ topic: string; reasons: { kind: Reason['kind']; query: string; found: string[] }[] }[]> {
  if (!isUuid(id)) throw new Invalid(`"${id}" is not the id of a mention.`, { path: '/id' })
  await deps.listener.refresh()
  const heard = await deps.history.interaction(id)
  if (!heard) throw new NotFound('mention', id)
  const known = (await labelsOf(deps, [heard])).get(id)
  const post = postOfHeard(heard, knownToQueries(deps.listener, known))
  return (known?.editions ?? []).flatMap((edition) => {
    const topic = deps.listener.topicOfEdition(edition)
    const query = topic && deps.listener.query(topic.id)
    return topic && query ? [{ topic: topic.id, reasons: explain(query, post).map((reason) => ({ ...reason, found: [...reason.found] })) }] : []
  })
}
