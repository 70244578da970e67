/** Which installation a command is about: the options and environment that name it. */
import { InvalidArgumentError, type Command } from 'commander'
import { resolve } from 'node:path'
import { readConfig, type Config } from '../platform/config.ts'

export interface InstallationOptions {
  readonly data?: string
}

/** Gives a command `--data`, for those who keep more than one installation. */
export function aboutInstallation(command: Command): Command {
  return command.option('--data <folder>', 'data folder of the installation (default: RAPPORT_DATA, or data/ beside the program)')
}

/**
 * The configuration of the installation that the options name.
 * @throws {Invalid} naming the variable that is not understood
 */
export function installationOf(options: InstallationOptions, overrides: Partial<Config> = {}): Config {
  return readConfig(process.env, { ...(options.data === undefined ? {} : { dataFolder: resolve(options.data) }), ...overrides })
}

/** Reads a port for commander. */
export function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535; 0 takes a free one.')
  return port
}
