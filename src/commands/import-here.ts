/** Imports while no server runs: starts one for as long as it takes, on a free port of this machine. */
import { stat } from 'node:fs/promises'
import { startApp } from '../app.ts'
import { readConfig } from '../platform/config.ts'
import { importOverApi } from './import-over-api.ts'
import type { WithServer } from './import-people.ts'
import { withOwnKey, type ImportHere } from './import.ts'
import { installationOf } from './installation.ts'

export const importHere: ImportHere = async (options, path, mapping, onProgress) => {
  const { size: bytes } = await stat(path)
  const { dataFolder, databaseUrl, clickhouseUrl } = installationOf(options)
  const app = await startApp(readConfig(process.env, { dataFolder, databaseUrl, clickhouseUrl, port: 0, roles: ['web', 'work'], logLevel: 'error' }))
  try {
    const view = await withOwnKey(options, app.url, (access) => importOverApi(access, path, bytes, mapping, onProgress))
    await app.recorded()
    return view
  } finally {
    await app.stop()
  }
}

/** The same for whatever else needs a server: on return everything that came in is recorded. */
export const withServerHere: WithServer = async (options, act) => {
  const { dataFolder, databaseUrl, clickhouseUrl } = installationOf(options)
  const app = await startApp(readConfig(process.env, { dataFolder, databaseUrl, clickhouseUrl, port: 0, roles: ['web', 'work'], logLevel: 'error' }))
  try {
    const done = await withOwnKey(options, app.url, act)
    await app.recorded()
    return done
  } finally {
    await app.stop()
  }
}
