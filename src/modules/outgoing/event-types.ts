/** The catalogue of what can be told, put together from every module. */
import { Invalid } from '../../kernel/fault.ts'
import type { Announcement, EventType } from '../../kernel/event.ts'
import { iso } from '../../kernel/instant.ts'
import { may, type Actor } from '../../kernel/permission.ts'

/** A longer body is refused where the event is made: receivers expect some 20 kB. */
const maxBodyLength = 256_000

export interface EventTypes {
  readonly all: readonly EventType[]
  find(type: string): EventType | undefined
  /**
   * The text that is sent: `{"type", "timestamp", "data"}`.
   * @throws {Invalid} when the type is not in the catalogue or the data is not as its schema says
   */
  bodyOf(event: Announcement): string
}

/** Whether somebody may have events of a type by mail. */
export function mayHaveByMail(reader: Pick<Actor, 'role' | 'scopes'>, type: EventType | undefined): boolean {
  return type?.letter !== undefined && (type.needs === undefined || may(reader, type.needs))
}

const typeForm = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/

/** @throws {Invalid} when two types share a name, a name is none, or an example does not fit its own schema */
export function eventTypes(all: readonly EventType[]): EventTypes {
  const byName = new Map(all.map((one) => [one.type, one]))
  const broken = all.find((one) => !typeForm.test(one.type) || all.indexOf(one) !== all.findLastIndex(({ type }) => type === one.type) || !one.data.safeParse(one.example).success)
  if (broken) throw new Invalid(`The event type "${broken.type}" cannot be offered: its name must be lower-case words joined by full stops and its own, and its example must fit its schema.`, undefined, 'outgoing.event-type')
  return {
    all,
    find: (type) => byName.get(type),
    bodyOf: ({ type, at, data }) => {
      const known = byName.get(type)
      if (!known) throw new Invalid(`"${type}" is not an event type that Rapport tells. Add it to the catalogue in wiring/outgoing.ts.`, undefined, 'outgoing.unknown-type')
      const read = known.data.safeParse(data)
      if (!read.success) throw new Invalid(`The data of ${type} is not as its schema says: ${read.error.issues[0]?.path.join('/') ?? ''} ${read.error.issues[0]?.message ?? ''}`, undefined, 'outgoing.data')
      const body = JSON.stringify({ type, timestamp: iso(at), data: read.data })
      if (body.length > maxBodyLength) throw new Invalid(`An event of ${type} has ${body.length} characters; at most ${maxBodyLength} are sent. Name what it is about by its id instead.`, undefined, 'outgoing.too-long')
      return body
    },
  }
}
