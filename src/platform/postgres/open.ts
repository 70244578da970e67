/** PostgreSQL ready for use: yours by address, or the embedded one. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Unavailable, sentence } from '../../kernel/fault.ts'
import type { Config } from '../config.ts'
import { ensureDataFolder, lockHolder, takeLock } from '../data-folder.ts'
import { connect, type Postgres } from './database.ts'
import { runningUrl, startEmbedded } from './embedded.ts'

/** An open PostgreSQL; `onSpawned` is called once its process, if it is ours, comes up by itself. Closing it also stops the embedded server if this process started or took it over. */
export async function openPostgres(config: Pick<Config, 'databaseUrl' | 'dataFolder'>, onError?: (message: string) => void, onSpawned?: () => void): Promise<Postgres> {
  const options = onError ? { onError } : {}
  if (config.databaseUrl !== null) {
    const postgres = connect(config.databaseUrl, options)
    try {
      await postgres.pool.query('select 1')
      return postgres
    } catch (thrown) {
      await postgres.close()
      throw new Unavailable(`PostgreSQL at DATABASE_URL does not answer: ${sentence(thrown)}. Check that it runs, and the host, user, password and database name in the address.`, 'postgres.unreachable', { cause: thrown })
    }
  }
  const server = await startEmbedded(config.dataFolder, onSpawned)
  const postgres = connect(server.url, options)
  return {
    ...postgres,
    close: async () => {
      await postgres.close()
      await server.stop()
    },
  }
}

/**
 * Runs a short act on the database, whether the installation runs or not: uses
 * the running server's PostgreSQL, or starts the embedded one for as long as it takes.
 */
export async function withPostgres<T>(config: Config, act: (postgres: Postgres) => Promise<T>): Promise<T> {
  ensureDataFolder(config.dataFolder)
  if (config.databaseUrl !== null || lockHolder(config.dataFolder)?.purpose !== 'server') {
    const lock = config.databaseUrl === null ? await takeLock(config.dataFolder, 'command') : null
    const postgres = await openPostgres(config).catch((thrown: unknown) => {
      lock?.release()
      throw thrown
    })
    try {
      return await act(postgres)
    } finally {
      await postgres.close()
      lock?.release()
    }
  }
  const postgres = connect(await addressOfRunning(config.dataFolder), { maxConnections: 4 })
  try {
    return await act(postgres)
  } finally {
    await postgres.close()
  }
}

async function addressOfRunning(dataFolder: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 100) {
    if (existsSync(join(dataFolder, 'postgres', 'postmaster.pid'))) {
      const url = runningUrl(dataFolder)
      if (url !== null) return url
    }
    await wait(100)
  }
  throw new Unavailable(`Rapport is starting from ${dataFolder}, but its PostgreSQL did not come up within 30 seconds. See ${join(dataFolder, 'postgres.log')}.`, 'postgres.unreachable')
}
