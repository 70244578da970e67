/** What an event type is called in the page. */
import type { Words } from '../../../words/words.tsx'

/** Our own word where there is one, else what the server says. */
export function eventName(type: string, find: Words['find'], summary?: string): string {
  return find(`outgoing.event_${type.replaceAll('.', '_')}`) ?? summary ?? type
}
