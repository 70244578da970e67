/** `rapport doctor`: looks at everything an installation needs and says what is wrong and what to do. */
import { Command } from 'commander'
import { lockHolder } from '../platform/data-folder.ts'
import { checked, wrong, type Check, type State } from './check.ts'
import { checkClickhouse, checkPostgres, checkServer } from './check-engines.ts'
import { checkDataFolder, checkNode, checkPackages, checkPage, checkPort, checkPostgresProgram, checkSecrets } from './check-machine.ts'
import { aboutInstallation, installationOf, type InstallationOptions } from './installation.ts'
import { printJson } from './tell.ts'

const marks: Readonly<Record<State, string>> = { ok: '✓', wrong: '✗', note: '·' }

export function doctorCommand(): Command {
  return aboutInstallation(new Command('doctor'))
    .description('Checks the installation, its engines and connections, and says what is wrong and what to do. Exit code 1 when something is. A stopped embedded engine is opened for the look and closed again.')
    .option('--json', 'for a script or a monitor')
    .action(async (options: InstallationOptions & { json?: true }) => {
      const checks = await examine(options, options.json ? () => undefined : print)
      const isWell = checks.every(({ state }) => state !== 'wrong')
      if (options.json) printJson({ ok: isWell, checks })
      else console.log(isWell ? '\nNothing is wrong.' : `\n${checks.filter(({ state }) => state === 'wrong').length} things are wrong.`)
      if (!isWell) process.exitCode = 1
    })
}

const print = ({ name, state, words }: Check): void => { console.log(`${marks[state]} ${name.padEnd(20)} ${words}`) }

/** All checks, told one by one as they are done. */
async function examine(options: InstallationOptions, tell: (check: Check) => void): Promise<Check[]> {
  const config = installationOf(options)
  const holder = lockHolder(config.dataFolder)
  const running = holder?.purpose === 'server' ? holder : null
  const all: Check[] = []
  const add = (...found: readonly Check[]): void => {
    all.push(...found)
    for (const check of found) tell(check)
  }
  const addAll = async (name: string, look: () => Promise<Check[]>): Promise<void> => {
    add(...(await look().catch((thrown: unknown) => [wrong(name, thrown instanceof Error ? thrown.message : String(thrown))])))
  }

  add(checkNode(), await checked('Packages', checkPackages))
  if (config.databaseUrl === null) add(await checked('PostgreSQL program', checkPostgresProgram))
  add(await checked('Page', checkPage), await checked('Data folder', () => checkDataFolder(config)), await checked('Secrets', () => checkSecrets(config)), await checked('Port', () => checkPort(config, running)))
  const { clickhouseMigrations, migrations } = await import('../engines.ts')
  await addAll('PostgreSQL', () => checkPostgres(config, migrations))
  await addAll('ClickHouse', () => checkClickhouse(config, clickhouseMigrations, running))
  await addAll('Server', () => checkServer(config, running))
  return all
}
