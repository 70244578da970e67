import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { first } from './first.en.ts'
import { later } from './later.en.ts'

const web = resolve(import.meta.dirname, '..')

/** The modules that these bring along at once, words aside. */
function broughtBy(entries: readonly string[]): string[] {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file) || file.includes('/words/') || !/\.tsx?$/.test(file) || !existsSync(file)) return
    seen.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm)) visit(resolve(dirname(file), path))
  }
  for (const entry of entries) visit(join(web, entry))
  return [...seen]
}

test('what a first visit to Today shows finds its words among the first', () => {
  const modules = broughtBy(['main.tsx', 'shell/shell.tsx', 'scenes/today/today-scene.tsx'])
  expect(modules.length).toBeGreaterThan(40)
  const scenes = Object.keys(later).join('|')
  const late = modules.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(new RegExp(`'((?:${scenes})\\.\\w+)'`, 'g'))].map(([, key]) => `${relative(web, file)}: ${key}`))
    .filter((use) => !/: people\.(read|manage|export|erase)$/.test(use))
  expect(late).toEqual([])
})

test('no scene stands in both parts', () => {
  expect(Object.keys(first).filter((scene) => scene in later)).toEqual([])
})
