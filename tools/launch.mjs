// Gets from any Node that is recent enough to the product: install, build the page, run the command on the installed Node.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensurePage } from './build-page.mjs'
import { ensureInstalled } from './install.mjs'
import { isRuntime, runtime } from './runtime.mjs'
import { tellAndLeave } from './sentence.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const main = join(root, 'src', 'main.ts')

/** Commands that serve the page, so need it built. */
const serving = new Set(['start', 'install'])

/**
 * Runs the product in a process of its own and is to the outside what that
 * process is: same streams, same signals, same exit code. Should this process
 * be killed, the channel between the two closes and the other one stops too.
 * @param {string[]} words
 */
function runBeside(words) {
  const child = spawn(runtime(root), [main, ...words], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])) process.on(signal, () => child.kill(signal))
  child.on('error', tellAndLeave)
  child.on('close', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/**
 * @param {string[]} words the command line after `rapport`
 */
export async function launch(words) {
  try {
    await ensureInstalled({ dev: false })
    const asksForHelp = words.some((word) => word === '--help' || word === '-h')
    if (serving.has(words[0] ?? '') && !asksForHelp) await ensurePage()
    if (!isRuntime()) return runBeside(words)
    process.argv.splice(1, Infinity, main, ...words)
    await import(pathToFileURL(main).href)
  } catch (fault) {
    tellAndLeave(fault)
  }
}
