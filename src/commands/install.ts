/** `rapport install`: what the launcher does before every start, done alone, for images and for users who may not write here. */
import { Command } from 'commander'

export function installCommand(): Command {
  return new Command('install')
    .description('Installs what Rapport runs on and builds the page, without starting. Run it as the user who owns the folder; afterwards anybody who may read it can start.')
    .action(() => {
      // The launcher has done the work by the time any command runs.
      console.log('Everything is installed and the page is built. Start with: bin/rapport start')
    })
}
