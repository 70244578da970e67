/** Knowing whether an install is complete. */
import { describe, expect, test } from 'vitest'
import { missingPackages } from './installed.mjs'

const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/pg': { version: '8.0.0' },
    'node_modules/vitest': { version: '4.0.0', dev: true },
    'node_modules/engine-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/engine-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/engine-mac': { version: '1.0.0', optional: true, os: ['darwin'] },
    'node_modules/not-windows': { version: '1.0.0', os: ['!win32'] },
    'node_modules/may-not-build': { version: '1.0.0', optional: true },
  },
}
const installed = (...paths: string[]) => ({ packages: Object.fromEntries(paths.map((path) => [`node_modules/${path}`, { version: lock.packages[`node_modules/${path}` as 'node_modules/pg'].version }])) })

describe('an installation', () => {
  test('is complete with what this machine needs, and no more is asked', () => {
    expect(missingPackages(lock, installed('pg', 'engine-linux', 'not-windows'), { dev: false, machine })).toEqual([])
  })

  test('lacks everything when npm never finished', () => {
    expect(missingPackages(lock, null, { dev: false, machine })).toEqual(['node_modules/pg', 'node_modules/engine-linux', 'node_modules/not-windows'])
  })

  test('lacks the tools when tests are to be run', () => {
    expect(missingPackages(lock, installed('pg', 'engine-linux', 'not-windows'), { dev: true, machine })).toEqual(['node_modules/vitest'])
  })

  test('is stale when a version changed', () => {
    expect(missingPackages(lock, { packages: { ...installed('engine-linux', 'not-windows').packages, 'node_modules/pg': { version: '7.0.0' } } }, { dev: false, machine })).toEqual(['node_modules/pg'])
  })

  test('carried to another system lacks that system’s engine', () => {
    expect(missingPackages(lock, installed('pg', 'engine-linux', 'not-windows'), { dev: false, machine: { os: 'darwin', cpu: 'arm64', libc: undefined } })).toEqual(['node_modules/engine-mac'])
  })
})
