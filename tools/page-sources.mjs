// Whether the built page is what its sources say, told by their contents and not by their dates: a clone has new dates.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that ends up in the page or decides how it is built, below the project's folder. */
const sources = ['web', 'embed', 'src/kernel', 'package-lock.json']
const notSources = /(^|\/)(dist|node_modules|\.[^/]*)(\/|$)|\.test\.tsx?$|\.md$/

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} paths of files below `root`, in a fixed order
 */
function filesIn(root, path) {
  /** @type {import('node:fs').Dirent[]} */
  let entries
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true })
  } catch (fault) {
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'ENOTDIR' ? [path] : []
  }
  return entries
    .map((entry) => ({ entry, below: `${path}/${entry.name}` }))
    .filter(({ below }) => !notSources.test(below))
    .sort((one, other) => (one.below < other.below ? -1 : 1))
    .flatMap(({ entry, below }) => (entry.isDirectory() ? filesIn(root, below) : [below]))
}

/**
 * A fingerprint of the page's sources.
 * @param {string} root the project's folder
 */
export function fingerprint(root) {
  const hash = createHash('sha256')
  for (const source of sources) for (const file of filesIn(root, source)) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0')
  return hash.digest('hex')
}
