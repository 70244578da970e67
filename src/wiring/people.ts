/** People: recognised, their cards kept true, brought in and out, and what they consent to. */
import { resolveTxt } from 'node:dns/promises'
import { forgetOrigin } from '../flows/forget.ts'
import { openPrivacy, type Privacy } from '../flows/privacy.ts'
import { importFiles, listSources, tableFiles } from '../modules/channels/index.ts'
import { companyOf, type MemberTables } from '../modules/members/index.ts'
import { recipientsOf, type Outgoing } from '../modules/outgoing/index.ts'
import { checkProofs, exchangeRoutes, keepCardsTrue, openPlacer, peopleRoutes, recognitionRoutes, runPeopleImports, type PeopleImportDeps } from '../modules/people/index.ts'
import type { MountedRoute } from '../platform/http/route.ts'
import { maxImportBytes, type WiredChannels } from './channels.ts'
import type { Ground } from './ground.ts'
import type { WiredListening } from './listening.ts'

export interface WiredPeople {
  readonly privacy: Privacy
  readonly routes: MountedRoute[]
}

export function wirePeople(ground: Ground, { listening, channels, outgoing }: { listening: WiredListening; channels: WiredChannels; outgoing: Outgoing }): WiredPeople {
  const { config, db, postgres, clickhouse, clock, log, notifications, stream, history, mentions, takeIn, fetch, pictures, demo } = ground
  const peopleFiles = importFiles(ground.filesIn('people-imports'), { maxBytes: maxImportBytes })
  const privacy = openPrivacy({
    db, postgres, clickhouse, stream, history, mentions, files: channels.files, peopleFiles, messageFiles: ground.messageFiles, clock, log, notifications, dataFolder: config.dataFolder, publicUrl: config.publicUrl,
    hashKey: ground.secret('addresses'), linkKey: ground.secret('links'), company: () => companyOf(db.withTables<MemberTables>()), announce: (tx, event) => outgoing.announce(tx, event),
    sources: async () => (await listSources(db)).map(({ name, channel }) => ({ name, channel })), recipients: () => recipientsOf(db),
  })
  const exchange: PeopleImportDeps = {
    db, log, clock, notifications, files: peopleFiles, tables: tableFiles, barred: privacy.barred, takeIn: (delivery, alongside) => takeIn.append(delivery, alongside),
    forget: (origin, onProgress) => forgetOrigin({ db, stream, history, mentions }, origin, onProgress), acted: async (ids) => new Set((await history.counts(ids)).keys()),
  }
  const placer = ground.plays('work') ? openPlacer({ db, clock, log, writing: history.writing }) : null
  if (placer) ground.onStop('placer', () => placer.stop())

  ground.begin('work', (signal) => keepCardsTrue({ db, deeds: history, log, clock, now: () => clock.now() }, signal))
  ground.begin('work', (signal) => privacy.run(signal))
  ground.begin('work', (signal) => runPeopleImports(exchange, signal))
  ground.begin('work', (signal) => checkProofs({ db, clock, log, fetch: demo?.reach(fetch) ?? fetch, resolveTxt }, signal))
  return {
    privacy,
    routes: [
      ...privacy.routes,
      ...exchangeRoutes(exchange),
      ...recognitionRoutes({ db, clock, picture: pictures.address, placer }),
      ...peopleRoutes({ db, deeds: history, subjects: listening.subjects, picture: pictures.address, now: () => clock.now() }),
    ],
  }
}
