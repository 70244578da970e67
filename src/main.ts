/** The command line: finds the command, loads only what it needs, and tells faults as sentences. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { commandList } from './commands/list.ts'
import { tell } from './commands/tell.ts'
import { version } from './platform/version.ts'

/** Exit codes: 0 done, 1 a fault, 2 the command line itself was not understood. */
const usageExitCode = 2

/** Makes commander throw instead of leaving, in the command and all below it. */
function throwing(command: Command): Command {
  command.exitOverride().showHelpAfterError('(add --help to see what it takes)').showSuggestionAfterError()
  for (const below of command.commands) throwing(below)
  return command
}

/** The program; a command that is not asked for is known by its summary alone. */
async function program(asked: string | undefined): Promise<Command> {
  const root = new Command('rapport')
    .description('The place where a company meets people.')
    .version(version, '-V, --version', 'print the version')
    // What stands after a command is that command's, also below commands that have options of their own.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'say what a command takes')
    .addHelpText('after', '\nEach command has its own --help. What an installation is told by environment variables is in docs/manual/command-line.md.')
  for (const { name, summary, load } of commandList) root.addCommand(name === asked ? await load() : new Command(name).description(summary))
  return throwing(root)
}

async function run(words: readonly string[]): Promise<number> {
  const asked = words[0] === 'help' ? words[1] : words[0]
  try {
    await (await program(asked)).parseAsync([...words], { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 || thrown.code === 'commander.help' ? 0 : usageExitCode
    tell(thrown)
    return 1
  }
}

// Questions to ClickHouse wait in Node's thread pool, and must leave threads for files, names and passwords.
process.env['UV_THREADPOOL_SIZE'] ??= '12'

// Keeps what V8 made of our files: a start then costs a third less time and a quarter less memory.
// Where the folder cannot be written it does nothing.
const compiled = join(import.meta.dirname, '..', 'node_modules', '.cache', 'rapport')
enableCompileCache(compiled)
// Threads look for it here.
process.env['NODE_COMPILE_CACHE'] ??= compiled

process.exitCode = await run(process.argv.slice(2))
