// Lets one process at a time do a piece of work, across processes, and survives a holder that was killed.
import { closeSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * The state of a process (`Z`: ended, and not yet looked at by its parent) and
 * when it started, in clock ticks since boot; the latter tells a living holder
 * from a stranger that got the same number later. Empty where /proc is absent.
 * @param {number} pid
 */
function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return { state: '', started: '' }
  }
}

/** @param {string} holder */
function isAlive(holder) {
  const [pidText = '', started = ''] = holder.trim().split(' ')
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (fault) {
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'EPERM'
  }
  const now = look(pid)
  return now.state !== 'Z' && (!started || now.started === started)
}

/** @param {string} file */
function take(file) {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, `${process.pid} ${look(process.pid).started}`)
    closeSync(handle)
    return true
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code === 'EEXIST') return false
    throw fault
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * Puts a dead holder's file aside. Renaming first means that of two processes
 * that both saw the dead holder only one removes it; if by then the file was
 * somebody living's, it is put back.
 * @param {string} file
 */
function clear(file) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const holder = read(aside)
  if (holder !== null && isAlive(holder)) renameSync(aside, file)
  else unlinkSync(aside)
}

/**
 * Runs `work` while holding `file`. Waits for another living holder; `onWait`
 * is told once, with the holder's process number.
 * @template T
 * @param {string} file
 * @param {(pid: string) => void} onWait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function soleRun(file, onWait, work) {
  let told = false
  let emptyReads = 0
  while (!take(file)) {
    const holder = read(file)
    if (holder === null) continue
    if (holder !== '') emptyReads = 0
    // A file is empty for the moment between its making and its writing.
    if (holder === '' && emptyReads++ < 5) await pause(50)
    else if (isAlive(holder)) {
      if (!told) onWait(holder.split(' ')[0] ?? '')
      told = true
      await pause(300)
    } else clear(file)
  }
  const release = () => {
    try {
      unlinkSync(file)
    } catch {
      // Whoever removed the folder meanwhile removed the file with it.
    }
  }
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}
