/** `rapport stop`: ends the Rapport that runs from a data folder, and waits until it is gone. */
import { Command } from 'commander'
import { setTimeout as wait } from 'node:timers/promises'
import { Unavailable } from '../kernel/fault.ts'
import { lockHolder } from '../platform/data-folder.ts'
import { aboutInstallation, installationOf, type InstallationOptions } from './installation.ts'

const patienceMs = 60_000

export function stopCommand(): Command {
  return aboutInstallation(new Command('stop'))
    .description('Stops the Rapport that runs from this data folder and waits until it has. Does nothing when none runs.')
    .action(async (options: InstallationOptions) => {
      const { dataFolder } = installationOf(options)
      const holder = lockHolder(dataFolder)
      if (holder?.purpose !== 'server') {
        console.log(`No Rapport runs from ${dataFolder}.`)
        return
      }
      ask(holder.pid)
      for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 100) {
        if (lockHolder(dataFolder)?.pid !== holder.pid) {
          console.log('Stopped.')
          return
        }
        await wait(100)
      }
      throw new Unavailable(`Process ${holder.pid} was asked to stop but still runs after ${patienceMs / 1_000} seconds. Look at its log; "kill -9 ${holder.pid}" ends it without losing anything that was acknowledged.`, 'stop.timeout')
    })
}

function ask(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM') throw new Unavailable(`Process ${pid} belongs to another user. Run this as that user, or as root.`, 'stop.not-yours')
    throw thrown
  }
}
