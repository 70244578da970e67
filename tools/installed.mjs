// Whether node_modules holds what package-lock.json asks for.
import { existsSync, readdirSync } from 'node:fs'

/**
 * One entry of a lock file, as npm writes it.
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 * @typedef {{ os: string, cpu: string, libc: string | undefined }} Machine
 */

/**
 * @param {string[] | undefined} wanted
 * @param {string | undefined} has
 */
function fits(wanted, has) {
  if (wanted === undefined || has === undefined) return true
  if (wanted.includes(`!${has}`)) return false
  const named = wanted.filter((name) => !name.startsWith('!'))
  return named.length === 0 || named.includes(has) || named.includes('any')
}

/**
 * The packages that the lock file asks for on this machine and that are not
 * installed in that version. npm keeps its own account of what it finished in
 * `node_modules/.package-lock.json`, so a broken-off install shows here too.
 *
 * Optional packages count only when they name the system they are for: those
 * are the prebuilt engines; others may be left out when they cannot be built.
 * @param {Lock} wanted package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json
 * @param {{ dev: boolean, machine: Machine }} how
 * @returns {string[]} paths such as `node_modules/pg`
 */
export function missingPackages(wanted, installed, { dev, machine }) {
  const have = installed?.packages ?? {}
  const missing = []
  for (const [path, entry] of Object.entries(wanted.packages ?? {})) {
    if (path === '' || entry.link) continue
    if (!dev && (entry.dev || entry.devOptional)) continue
    const isOptional = entry.optional || entry.devOptional || entry.peer
    if (isOptional && entry.os === undefined) continue
    if (!fits(entry.os, machine.os) || !fits(entry.cpu, machine.cpu) || !fits(entry.libc, machine.libc)) continue
    const found = have[path]
    if (found === undefined || found.version !== entry.version) missing.push(path)
  }
  return missing
}

/** @returns {Machine} */
export function thisMachine() {
  return { os: process.platform, cpu: process.arch, libc: process.platform === 'linux' ? (usesMusl() ? 'musl' : 'glibc') : undefined }
}

function usesMusl() {
  try {
    return readdirSync('/lib').some((name) => name.startsWith('ld-musl-')) && !existsSync('/lib64')
  } catch {
    return false
  }
}
