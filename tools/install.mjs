// Installs what Rapport runs on, once, and at once knows when there is nothing to do. Runs on Node 20 with nothing but npm.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { missingPackages, thisMachine } from './installed.mjs'
import { npmFault } from './npm-fault.mjs'
import { proveRuntime } from './runtime.mjs'
import { Told, tellAndLeave } from './sentence.mjs'
import { soleRun } from './sole-run.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const account = join(modules, '.package-lock.json')
const stamp = join(modules, '.rapport-installed.json')

/**
 * What the stamp says when nothing changed since our last install: the lock
 * file, the machine, what was asked for, and npm's own account untouched.
 * @param {string} lock text of package-lock.json
 * @param {boolean} dev
 */
function mark(lock, dev) {
  return JSON.stringify({ lock: createHash('sha256').update(lock).digest('hex'), machine: thisMachine(), dev, account: statSync(account).mtimeMs })
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** @param {boolean} dev */
function isInstalled(dev) {
  const lock = textOf(join(root, 'package-lock.json'))
  const installed = textOf(account)
  if (lock === null) throw new Told(`${join(root, 'package-lock.json')} is not there. Fetch Rapport again: part of it is missing.`)
  if (installed === null) return false
  const stamped = textOf(stamp)
  if (stamped !== null && (stamped === mark(lock, true) || (!dev && stamped === mark(lock, false)))) return true
  return missingPackages(JSON.parse(lock), JSON.parse(installed), { dev, machine: thisMachine() }).length === 0
}

/**
 * The environment for npm: without our own node_modules/.bin, because npm
 * empties that folder while it works and must not run on a Node inside it,
 * and without the switches of an npm that may have called us.
 */
function cleanEnvironment() {
  const own = join(modules, '.bin')
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(config_(omit|include|only|production|dev|ignore_scripts|prefix|local_prefix|global)|package_|lifecycle_|command)/i.test(name) && name !== 'NODE_ENV')
  return { ...Object.fromEntries(kept), PATH: (process.env['PATH'] ?? '').split(delimiter).filter((part) => resolve(part) !== own).join(delimiter) }
}

/**
 * @param {boolean} dev
 * @returns {Promise<{ done: boolean, output: string }>}
 */
function npmInstall(dev) {
  return new Promise((settle, fail) => {
    // Not "npm ci": it refuses a lock file that does not name the prebuilt engines of every other system.
    const npm = spawn('npm', ['install', '--no-save', ...(dev ? ['--include=dev'] : ['--omit=dev']), '--ignore-scripts=false', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], { cwd: root, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    /** @param {Buffer} chunk */
    const hear = (chunk) => {
      output = (output + chunk.toString()).slice(-100_000)
    }
    npm.stdout.on('data', hear)
    npm.stderr.on('data', hear)
    npm.on('error', (fault) => {
      fail(/** @type {NodeJS.ErrnoException} */ (fault).code === 'ENOENT' ? new Told('npm is not on your PATH. It comes with Node; install Node 20 or newer from https://nodejs.org and start again.') : fault)
    })
    /** @param {NodeJS.Signals} signal */
    const breakOff = (signal) => {
      npm.kill(signal)
      console.error('\nInstalling was broken off. The next start does it again from the beginning.')
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    process.on('SIGINT', breakOff).on('SIGTERM', breakOff)
    npm.on('close', (code) => {
      process.off('SIGINT', breakOff).off('SIGTERM', breakOff)
      settle({ done: code === 0, output })
    })
  })
}

/**
 * Says that work goes on: seconds on one line for a person, one line for a log.
 * @param {string} what
 */
function progress(what) {
  if (!process.stderr.isTTY) {
    console.error(what)
    return () => {}
  }
  const began = Date.now()
  const show = () => process.stderr.write(`\r${what} ${Math.round((Date.now() - began) / 1000)} s`)
  show()
  const timer = setInterval(show, 1000)
  return () => {
    clearInterval(timer)
    process.stderr.write('\r\x1b[K')
  }
}

/** Whether the tools of the tests were installed here before, so that an update for a start keeps them. */
function hadTools() {
  const installed = textOf(account)
  return installed !== null && Object.values(/** @type {import('./installed.mjs').Lock} */ (JSON.parse(installed)).packages ?? {}).some((entry) => entry.dev)
}

/** @param {boolean} asked */
async function install(asked) {
  const dev = asked || hadTools()
  for (let attempt = 1; ; attempt += 1) {
    const stop = progress(attempt === 1 ? 'Installing what Rapport runs on (once; about 2 GB, a few minutes) …' : 'That did not work; trying once more …')
    const { done, output } = await npmInstall(dev).finally(stop)
    if (done) break
    const fault = npmFault(output, root)
    if (!fault.mayPass || attempt === 2) throw new Told(fault.message)
  }
  proveRuntime(root)
  writeFileSync(stamp, mark(readFileSync(join(root, 'package-lock.json'), 'utf8'), dev))
  console.error('Installed.')
}

/**
 * Makes sure that everything is installed; returns at once when it is.
 * @param {{ dev: boolean }} how with the tools of the tests, or without
 * @throws {Told} with what to do
 */
export async function ensureInstalled({ dev }) {
  if (isInstalled(dev)) return
  const waiting = (/** @type {string} */ pid) => console.error(`Another process (${pid}) is installing Rapport here; waiting for it …`)
  try {
    await soleRun(join(root, '.installing'), waiting, async () => {
      if (!isInstalled(dev)) await install(dev)
    })
  } catch (fault) {
    const code = /** @type {NodeJS.ErrnoException} */ (fault).code
    if (code !== undefined && /^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT)$/.test(code)) throw new Told(npmFault(code, root).message)
    throw fault
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureInstalled({ dev: process.argv.includes('--dev') }).catch(tellAndLeave)
}
