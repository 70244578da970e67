/** What is told to the outside of who is who. */
import { z } from 'zod'
import { eventType } from '../../../kernel/event.ts'

const time = z.iso.datetime()
const id = z.guid()
const example = { person: '0e8dd3a5-9f4b-8c11-8a42-1f6f0c1a2b3c', other: '5b1c6a0e-3d52-8f7a-9d10-77a1f4c2b9e8', at: '2026-11-22T10:00:00.000Z' }

export const personCreated = eventType({
  type: 'person.created', summary: 'Somebody was noted for the first time',
  data: z.object({ person: id, identities: z.array(id).describe('Their identities when this was told, at most a hundred.'), at: time }),
  example: { person: example.person, identities: [example.person], at: example.at },
})

export const personJoined = eventType({
  type: 'person.joined', summary: 'People turned out to be one',
  data: z.object({ person: id.describe('Who they are now.'), joined: z.array(id).describe('The people who are part of them since; their ids go on leading there.'), at: time }),
  example: { person: example.person, joined: [example.other], at: example.at },
})

export const personSplit = eventType({
  type: 'person.split', summary: 'A person turned out to be several',
  data: z.object({ person: id.describe('Who they were.'), split: z.array(id).describe('The people who stand on their own since.'), at: time }),
  example: { person: example.person, split: [example.other], at: example.at },
})

export const personEvents = [personCreated, personJoined, personSplit] as const
