// Finds the Node that runs the product: the one that is installed with it, whatever runs the launcher.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Told } from './sentence.mjs'

/** Runs TypeScript as it is, without a flag and without a warning. */
const neededMajor = 24

/** @param {string} version such as `24.21.0` */
const major = (version) => Number(version.split('.')[0])

/** Whether this very process may run the product. */
export function isRuntime() {
  return major(process.versions.node) >= neededMajor
}

/**
 * The path of a Node that can run the product.
 * @param {string} folder where Rapport lives
 * @throws {Told} when the installed one does not run here
 */
export function runtime(folder) {
  if (isRuntime()) return process.execPath
  const installed = join(folder, 'node_modules', 'node', 'bin', 'node')
  if (existsSync(installed)) return installed
  throw new Told(`Node ${neededMajor}, which npm installs beside Rapport, is not there. Its install step may have been switched off (ignore-scripts in .npmrc): run "npm rebuild node --ignore-scripts=false" in ${folder}, or put Node ${neededMajor} first on your PATH.`)
}

/**
 * Tries the installed Node once, right after installing, so that a library
 * missing from the machine is named while somebody is looking.
 * @param {string} folder
 */
export function proveRuntime(folder) {
  const node = runtime(folder)
  if (node === process.execPath) return
  const tried = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (tried.status === 0) return
  const said = `${tried.error?.message ?? ''} ${tried.stderr ?? ''}`
  const library = /loading shared libraries: ([^\s:]+)/.exec(said)?.[1]
  if (library) throw new Told(`Node ${neededMajor} needs the library ${library}, which this machine lacks. On Debian and Ubuntu: ${packageOf(library)}`)
  if (/GLIBC|ENOENT|not found/.test(said)) throw new Told(`Node ${neededMajor} does not run on this system: it needs glibc 2.28 or newer (Debian 10, Ubuntu 20.04, RHEL 8 or later; not Alpine). Put a Node ${neededMajor} made for this system first on your PATH.`)
  throw new Told(`Node ${neededMajor} does not run on this machine: ${said.trim() || `it ended with ${tried.status ?? tried.signal}`}`)
}

/** @param {string} library */
function packageOf(library) {
  /** @type {Record<string, string>} */
  const packages = { 'libatomic.so.1': 'libatomic1', 'libstdc++.so.6': 'libstdc++6', 'libgcc_s.so.1': 'libgcc-s1' }
  const name = packages[library]
  return name ? `apt-get install ${name}` : `apt-get install apt-file && apt-file update && apt-file search ${library} tells which package has it.`
}
