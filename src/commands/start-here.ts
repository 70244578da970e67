/** An installation that does not run, started for as long as a command needs its API, on a free port of this machine. */
import { startApp } from '../app.ts'
import { readConfig } from '../platform/config.ts'
import type { StartHere } from './alarms.ts'
import { installationOf } from './installation.ts'

export const startHere: StartHere = async (options, act) => {
  const { dataFolder, databaseUrl, clickhouseUrl } = installationOf(options)
  const app = await startApp(readConfig(process.env, { dataFolder, databaseUrl, clickhouseUrl, port: 0, roles: ['web'], logLevel: 'error' }))
  try {
    return await act(app.url)
  } finally {
    await app.stop()
  }
}
