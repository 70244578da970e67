/** Under which number our server knows what the whole network knows by its address. */
import { SendFault } from '../../../../kernel/send-fault.ts'
import type { Notes } from '../../account-contract.ts'
import { listOf, objectOf } from '../../untrusted-json.ts'
import { idOf } from '../status.ts'
import type { Session } from './session.ts'

export const idKey = (uri: string): string => `id/${uri}`
export const uriKey = (id: string): string => `uri/${id}`

/** As noted when it was heard, or as the server finds it. @throws {SendFault} when it knows nothing of it. */
export async function numberOf(uri: string, session: Session, notes: Notes): Promise<string> {
  const noted = (await notes.of([idKey(uri)])).get(idKey(uri))
  if (noted !== undefined) return noted
  const { body } = await session.ask('/api/v2/search', { query: [['q', uri], ['type', 'statuses'], ['resolve', 'true'], ['limit', '1']] })
  const found = listOf(objectOf(body)?.['statuses']).map(objectOf).find((status) => status?.['uri'] === uri || status?.['url'] === uri)
  const id = idOf(found?.['id'])
  if (id === undefined) throw new SendFault(`${session.base.host} does not find what this answers: it was removed, or is not shown to our account.`, 'fediverse.no-status', 'refused')
  return id
}
