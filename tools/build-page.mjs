// Builds the page, and the chat for other sites, when their sources changed since it was last built. Runs on Node 20; the builder itself runs on the installed Node.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify, stripVTControlCharacters } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { fingerprint } from './page-sources.mjs'
import { runtime } from './runtime.mjs'
import { Told, tellAndLeave } from './sentence.mjs'
import { soleRun } from './sole-run.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const page = join(root, 'web', 'dist')
const stamp = join(page, '.sources')

/** @param {string} sources */
function isBuilt(sources) {
  return existsSync(join(page, 'index.html')) && existsSync(join(page, 'embed', 'chat.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources
}

/**
 * @param {string} config of what is built
 * @param {string} folder where it goes
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function vite(config, folder) {
  return new Promise((settle, fail) => {
    const builder = spawn(runtime(root), [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', config, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [builder.stdout, builder.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    builder.on('error', fail)
    builder.on('close', (code) => settle({ code, output }))
  })
}

const compressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])
const brotli = promisify(brotliCompress)

/**
 * Puts beside each file of text what is sent of it, so that no server has to make it.
 * @param {string} folder
 */
async function compress(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => compressible.has(extname(path)))
  await Promise.all(files.map(async (path) => writeFileSync(join(folder, `${path}.br`), await brotli(readFileSync(join(folder, path))))))
}

/** @param {string} output */
function buildFault(output) {
  if (/ENOSPC|no space left/.test(output)) return new Told(`The disk that holds ${root} is full, so the page could not be built. Make room and start again.`)
  if (/EACCES|EPERM|EROFS/.test(output)) return new Told(`The page must be built but ${join(root, 'web')} cannot be written to. Run "bin/rapport install" once as the user who owns ${root}.`)
  return new Told(`The page could not be built:\n${stripVTControlCharacters(output).split(/\n +at /)[0]?.trim().slice(0, 2_000)}`)
}

/**
 * Builds beside the page in use and then swaps, so that a running server
 * never serves half a page and a failed build leaves the old one.
 * @param {string} sources
 */
async function build(sources) {
  const next = join(root, 'web', '.dist-next')
  // The chat goes into the page's folder, which building the page empties first.
  for (const { part, folder } of [{ part: 'web', folder: next }, { part: 'embed', folder: join(next, 'embed') }]) {
    const { code, output } = await vite(join(part, 'vite.config.ts'), folder)
    if (code !== 0) throw buildFault(output)
  }
  await compress(next)
  writeFileSync(join(next, '.sources'), sources)
  const old = join(root, 'web', '.dist-old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(page)) renameSync(page, old)
  renameSync(next, page)
  rmSync(old, { recursive: true, force: true })
}

/**
 * Makes sure that the page is built from the sources as they are; returns at
 * once when it is.
 * @throws {Told} with what to do
 */
export async function ensurePage() {
  const sources = fingerprint(root)
  if (isBuilt(sources)) return
  for (const part of ['web', 'embed']) if (!existsSync(join(root, part, 'vite.config.ts'))) throw new Told(`${join(root, part, 'vite.config.ts')} is not there. Fetch Rapport again: part of it is missing.`)
  const waiting = (/** @type {string} */ pid) => console.error(`Another process (${pid}) is building the page; waiting for it …`)
  try {
    await soleRun(join(root, 'web', '.building'), waiting, async () => {
      if (isBuilt(sources)) return
      console.error('Building the page …')
      await build(sources)
    })
  } catch (fault) {
    throw fault instanceof Told ? fault : buildFault(String(fault))
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensurePage().catch(tellAndLeave)
}
