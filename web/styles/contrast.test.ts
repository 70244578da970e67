import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const source = readFileSync(fileURLToPath(new URL('tokens.css', import.meta.url)), 'utf8')

/** The colours that a selector's block sets. */
function coloursOf(selector: string): Record<string, string> {
  const start = source.indexOf(`${selector} {`)
  const block = source.slice(start, source.indexOf('\n}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]))
}
const light = coloursOf(':root')
const themes = { light, dark: { ...light, ...coloursOf(":root[data-theme='dark']") } }

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
function contrast(one: string, other: string): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (brighter! + 0.05) / (darker! + 0.05)
}

const grounds = ['paper', 'surface', 'sunken', 'hover', 'selected']
/** Text, WCAG 1.4.3: at least 4.5. */
const texts = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'positive', 'negative', 'warn', 'danger'].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ['accent-ink', 'accent'], ['accent-ink', 'accent-strong'], ['danger-ink', 'danger'], ['accent', 'accent-soft'], ['positive', 'positive-soft'], ['negative', 'negative-soft'], ['warn', 'warn-soft'],
  ['ink', 'accent-soft'], ['ink', 'warn-soft'], ['ink', 'negative-soft'], ['ink', 'positive-soft'], ['ink', 'mark'], ['paper', 'ink'],
  ...['bluesky', 'fediverse', 'feed', 'x', 'youtube', 'reddit', 'mail', 'reviews', 'site', 'other'].map((channel) => ['channel-ink', `channel-${channel}`] as const),
  ...[1, 2, 3, 4, 5, 6].map((tint) => [`tint-ink-${tint}`, `tint-${tint}`] as const),
] as const
/** What is no text but must be seen, WCAG 1.4.11: at least 3. */
const shapes = ['line-control', 'neutral', 'accent'].flatMap((line) => ['paper', 'surface', 'sunken'].map((ground) => [line, ground] as const))

describe.each(Object.entries(themes))('in the %s theme', (_, colours) => {
  test.each(texts)('%s can be read on %s', (ink, ground) => {
    expect(contrast(colours[ink]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(shapes)('%s can be seen on %s', (line, ground) => {
    expect(contrast(colours[line]!, colours[ground]!)).toBeGreaterThanOrEqual(3)
  })
})

test('the dark theme knows every colour of the light one or takes it over on purpose', () => {
  const takenOver = Object.keys(light).filter((name) => !(name in coloursOf(":root[data-theme='dark']")))
  expect(takenOver.every((name) => name.startsWith('channel-'))).toBe(true)
})
