/** Where a password comes from: an option, a pipe, a prompt that shows nothing, or chance. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Command } from 'commander'
import { Invalid } from '../kernel/fault.ts'
import { randomText } from '../modules/members/index.ts'

export interface PasswordOptions {
  readonly password?: string
  readonly generate?: true
}

export function withPasswordOptions(command: Command): Command {
  return command
    .option('--password <text>', 'the password; others on this machine may see it in the list of processes')
    .option('--generate', 'make a password up and print it')
    .addHelpText('after', '\nWithout --password and --generate the password is asked for, or read from standard input when that is not a terminal.')
}

/** @throws {Invalid} when two sources are named or the two typings differ */
export async function passwordFrom(options: PasswordOptions): Promise<{ password: string; generated: boolean }> {
  if (options.generate && options.password !== undefined) throw new Invalid('Give --password or --generate, not both.')
  if (options.generate) return { password: randomText(20), generated: true }
  if (options.password !== undefined) return { password: options.password, generated: false }
  if (!process.stdin.isTTY) return { password: await firstLine(), generated: false }
  const password = await asked('Password: ')
  if (password !== (await asked('Again: '))) throw new Invalid('The two passwords differ. Nothing was changed.')
  return { password, generated: false }
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new Invalid('No password: give --generate or --password, or write one to standard input.')
}

async function asked(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => { done() } })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  terminal.on('SIGINT', () => {
    process.stderr.write('\n')
    process.exit(130)
  })
  const answer = await terminal.question('')
  terminal.close()
  process.stderr.write('\n')
  return answer
}
