/** Channels: sources that are read, files that are imported, what is sent to us over HTTP. */
import { forgetOrigin } from '../flows/forget.ts'
import { nameAuthors } from '../flows/name-authors.ts'
import { channels } from '../modules/channels/all.ts'
import { channelRoutes, importFiles, importRoutes, startImports, startRunner, trimAside, type Accounts } from '../modules/channels/index.ts'
import type { Listener } from '../modules/listening/index.ts'
import type { MountedRoute } from '../platform/http/route.ts'
import type { Ground } from './ground.ts'

export interface WiredChannels {
  /** Files of imports of what was said. */
  readonly files: ReturnType<typeof importFiles>
  readonly routes: MountedRoute[]
}

/** The largest file that is imported. */
export const maxImportBytes = 20_000_000_000

export function wireChannels(ground: Ground, listener: Listener, accounts: Pick<Accounts, 'readAgain'>): WiredChannels {
  const { db, log, clock, metrics, seal, fetch, takeIn, pressure, notifications, stream, history, mentions, demo } = ground
  const files = importFiles(ground.filesIn('imports'), { maxBytes: maxImportBytes })
  ground.begin('work', () => {
    const imports = startImports({ db, log, clock, files, takeIn, takenIn: { forget: (origin, onProgress) => forgetOrigin({ db, stream, history, mentions }, origin, onProgress) }, notifications })
    ground.onStop('imports', () => imports.stop())
  })
  if (demo) ground.begin('work', (signal) => demo.populate({ db, takeIn, log }, signal))
  ground.begin('listen', (signal) => {
    const runner = startRunner({
      db, log, metrics, clock, seal, fetch, channels, takeIn, notifications,
      door: { wanted: async (items) => { await listener.refresh(); return listener.door(items) }, sieve: listener.sieve },
    })
    ground.onStop('sources', () => runner.stop())
    return nameAuthors({ db, log, clock, seal, fetch, channels }, signal)
  })
  ground.tidy(() => trimAside(db))
  return { files, routes: [...channelRoutes({ db, clock, metrics, seal, fetch, channels, takeIn, pressure, readAgain: (account, aside) => accounts.readAgain(account, aside) }), ...importRoutes({ db, clock, files })] }
}
