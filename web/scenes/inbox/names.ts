/** How somebody outside is called where there is room for one name. Pure. */
import type { Conversation } from '../../api/routes.ts'

type Party = NonNullable<Conversation['with']>

/** Their name, their handle, or their address: whichever says most. */
export function nameOf(party: Pick<Party, 'name' | 'handle' | 'externalId'> | null): string {
  if (party === null) return ''
  if (party.name !== null && party.name.trim() !== '') return party.name
  if (party.handle !== null && party.handle !== '') return party.handle.includes('@') || /^\+?\d/.test(party.handle) ? party.handle : `@${party.handle}`
  return party.externalId
}
