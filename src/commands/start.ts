/** `rapport start`: runs the product until it is told to stop. */
import { flushCompileCache } from 'node:module'
import { Command } from 'commander'
import type { Config } from '../platform/config.ts'
import { aboutInstallation, installationOf, portOf, type InstallationOptions } from './installation.ts'
import { tell } from './tell.ts'

interface StartOptions extends InstallationOptions {
  readonly demo?: true
  readonly port?: number
}

/** Signals this close together are one: a terminal sends Ctrl-C to the launcher and to us, and the launcher passes its own on. */
const sameSignalMs = 1_000
/** A stop that takes longer than this is given up; what was acknowledged is on disk anyway. */
const patienceMs = 30_000

export function startCommand(): Command {
  return aboutInstallation(new Command('start'))
    .description('Runs Rapport: starts PostgreSQL and ClickHouse under the data folder (or uses those of DATABASE_URL and CLICKHOUSE_URL), brings their tables up to date, listens to the channels and serves the page and the API. Ctrl-C stops it.')
    .option('--demo', 'add a simulated world of people, brands and conversations')
    .option('--port <number>', 'where the page and the API are served (default: PORT, or 8420)', portOf)
    .action(async (options: StartOptions) => {
      await serve(installationOf(options, { ...(options.demo ? { demo: true } : {}), ...(options.port === undefined ? {} : { port: options.port }) }))
    })
}

async function serve(config: Config): Promise<void> {
  const asked = whenAskedToStop()
  const { startApp } = await import('../app.ts')
  const app = await startApp(config)
  console.log(`Rapport runs at ${app.url}`)
  if (app.claimUrl !== null) console.log(`It has no owner yet. Make the owner account here (the link works once):\n  ${app.claimUrl}`)
  // Now, because a process that is killed does not come to it.
  flushCompileCache()
  await asked
  console.error('Stopping …')
  const impatience = setTimeout(() => {
    console.error(`Stopping took longer than ${patienceMs / 1_000} seconds, so it was cut short. Nothing that was acknowledged is lost.`)
    process.exit(1)
  }, patienceMs)
  impatience.unref()
  try {
    await app.stop()
    console.error('Stopped.')
  } catch (thrown) {
    tell(thrown)
    process.exitCode = 1
  } finally {
    clearTimeout(impatience)
  }
}

/** Resolves at the first wish to stop; the second one, a while later, leaves at once. */
function whenAskedToStop(): Promise<void> {
  return new Promise((settle) => {
    let firstAt = 0
    const ask = (): void => {
      if (firstAt !== 0 && Date.now() - firstAt > sameSignalMs) process.exit(130)
      firstAt ||= Date.now()
      settle()
    }
    process.on('SIGINT', ask).on('SIGTERM', ask).on('SIGHUP', ask)
    // The launcher was killed without a chance to pass a signal on.
    process.once('disconnect', settle)
    process.channel?.unref()
  })
}
