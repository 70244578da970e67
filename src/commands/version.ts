/** `rapport version`: for those who ask for help, and those who give it. */
import { Command } from 'commander'
import { version } from '../platform/version.ts'
import { printJson } from './tell.ts'

export function versionCommand(): Command {
  return new Command('version')
    .description('Prints the versions of Rapport and of what it runs on.')
    .option('--json', 'for a script')
    .action(({ json }: { json?: true }) => {
      const versions = { rapport: version, node: process.versions.node, platform: `${process.platform}-${process.arch}` }
      if (json) printJson(versions)
      else console.log(`Rapport ${versions.rapport}, Node ${versions.node}, ${versions.platform}`)
    })
}
