/** `rapport audit`: holds the audit trail against its seals, whether Rapport runs or not. */
import { Command } from 'commander'
import { sealKeyName, verifyTrail } from '../modules/governance/index.ts'
import { secret } from '../platform/data-folder.ts'
import { withPostgres } from '../platform/postgres/open.ts'
import { aboutInstallation, installationOf, type InstallationOptions } from './installation.ts'
import { printJson } from './tell.ts'

export function auditCommand(): Command {
  return new Command('audit')
    .description('The record of who did what.')
    .addCommand(
      aboutInstallation(new Command('verify'))
        .description('Holds every block of the record against its seal. Leaves with 1 when one does not hold.')
        .option('--json', 'for a script')
        .action(async (options: InstallationOptions & { json?: true }) => {
          const installation = installationOf(options)
          const found = await withPostgres(installation, ({ db }) => verifyTrail(db, secret(installation.dataFolder, sealKeyName)))
          if (options.json) printJson(found)
          else if (found.broken === null) console.log(`${found.entries} entries in ${found.seals} blocks hold; ${found.unsealed} are too young to be sealed.`)
          else console.log(`Block ${found.broken.seal} (entries ${found.broken.fromSeq} to ${found.broken.untilSeq}) does not hold: ${found.broken.because} What came before it, ${found.entries} entries, holds.`)
          if (found.broken !== null) process.exitCode = 1
        }),
    )
}
