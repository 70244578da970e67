/** HTTP of mail: settings, a test, the outbox, and what each member wants to get. */
import { Conflict, Invalid, Unauthenticated } from '../../kernel/fault.ts'
import { isUuid, newId } from '../../kernel/ids.ts'
import { iso, type Clock } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'
import * as api from './api.ts'
import { mayHaveByMail, type EventTypes } from './event-types.ts'
import { drawLetter } from './letter-layout.ts'
import { mailIsSetUp, openMailSettings, removeMailSettings, saveMailSettings, shownMailSettings } from './mail-settings.ts'
import { listMails, saveSubscriptions, subscriptionsOf, type LoggedMail } from './mails.ts'
import { testLetter } from './own-letters.ts'
import type { MembersToWrite } from './ports.ts'
import { messageId } from './postman.ts'
import { sendBySmtp } from './smtp.ts'

export interface MailRouteDeps {
  readonly db: Db
  readonly clock: Clock
  readonly seal: Seal
  readonly types: EventTypes
  readonly members: MembersToWrite
  readonly publicUrl: string
}

/** @throws {Unauthenticated} for a key: only a member reads mail */
function memberOnly(actor: Actor): string {
  if (actor.kind !== 'member') throw new Unauthenticated('Only a signed-in member gets mail; this is an API key.')
  return actor.id
}

function readCursor(text: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? []
  if (id === undefined || !isUuid(id)) throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
  return { at: Number(at), id }
}

export function mailRoutes({ db, clock, seal, types, members, publicUrl }: MailRouteDeps): MountedRoute[] {
  const shownMail = (addresses: ReadonlyMap<string, string>) => ({ id, member, address, type, subject, state, tries, dueAt, code, because, createdAt, finishedAt }: LoggedMail) => ({
    id, to: address ?? addresses.get(member ?? '') ?? '', type, subject, state, tries, nextTryAt: state === 'waiting' ? iso(dueAt) : null, code, because, createdAt: iso(createdAt), finishedAt: finishedAt === null ? null : iso(finishedAt),
  })

  return [
    handle(api.readMail, async () => ({ settings: await shownMailSettings(db) })),
    handle(api.saveMail, async ({ body: { password, ...settings } }) => {
      await saveMailSettings(db, seal, settings, password, clock.now())
      return {}
    }),
    handle(api.removeMail, async () => {
      await removeMailSettings(db, clock.now())
      return {}
    }),
    handle(api.testMail, async ({ actor, body }) => {
      const settings = await openMailSettings(db, seal)
      if (settings === null) throw new Conflict('Mail is not set up. Save the settings first.', 'outgoing.no-mail')
      const [reader] = actor.kind === 'member' ? await members.reachable([actor.id]) : []
      const language = reader?.language ?? 'en'
      const id = messageId(newId(clock.now()), settings)
      await sendBySmtp(settings, body.to, drawLetter(testLetter(actor.name, language), language, publicUrl), id)
      return { messageId: id }
    }),
    handle(api.listMails, async ({ query }) => {
      const items = await listMails(db, { before: query.cursor === undefined ? null : readCursor(query.cursor), limit: query.limit })
      const readers = await members.reachable([...new Set(items.flatMap(({ member }) => member ?? []))])
      const last = items.at(-1)
      return { items: items.map(shownMail(new Map(readers.map(({ id, email }) => [id, email])))), next: items.length === query.limit && last ? `${last.createdAt}.${last.id}` : null }
    }),
    handle(api.readSubscriptions, async ({ actor }) => ({ setUp: await mailIsSetUp(db), types: await subscriptionsOf(db, memberOnly(actor)) })),
    handle(api.saveSubscriptions, async ({ actor, body }) => {
      const wrong = body.types.find((type) => !mayHaveByMail(actor, types.find(type)))
      if (wrong !== undefined) throw new Invalid(`You cannot have "${wrong}" by mail. GET /event-types says what you can.`, { path: '/types' }, 'outgoing.not-by-mail')
      await saveSubscriptions(db, memberOnly(actor), body.types)
      return {}
    }),
  ]
}
