import { expect, test } from 'vitest'
import { firstLoad, tooEarly } from './script-budget.ts'

const chunk = (fileName: string, more: { imports?: string[]; isEntry?: boolean; facadeModuleId?: string; moduleIds?: string[] } = {}) => ({ type: 'chunk' as const, fileName, code: '', isEntry: false, imports: [], dynamicImports: [], facadeModuleId: null, moduleIds: [], ...more })

test('the first load is the entry, Today and the shell with all they import, each counted once', () => {
  const bundle = Object.fromEntries([
    chunk('index.js', { isEntry: true, imports: ['react.js'] }),
    chunk('react.js'),
    chunk('shell.js', { facadeModuleId: '/web/shell/shell.tsx', imports: ['react.js', 'words.js'] }),
    chunk('words.js'),
    chunk('today.js', { facadeModuleId: '/web/scenes/today/today-scene.tsx', imports: ['words.js'] }),
    chunk('settings.js', { facadeModuleId: '/web/scenes/settings/settings-scene.tsx', imports: ['react.js'] }),
  ].map((each) => [each.fileName, each]))
  expect(firstLoad({ ...bundle, 'style.css': { type: 'asset' } }).sort()).toEqual(['index.js', 'react.js', 'shell.js', 'today.js', 'words.js'])
})

test('the Dutch of what the server says is not among it, and is noticed when it is', () => {
  const catalogue = chunk('said.js', { moduleIds: ['/web/words/said/nl.ts', '/web/words/said-template.ts'] })
  const words = { ...chunk('index.js', { isEntry: true, moduleIds: ['/web/words/words.tsx', '/web/components/said.tsx'] }), dynamicImports: ['said.js'] }
  expect(tooEarly({ 'index.js': words, 'said.js': catalogue })).toEqual([])
  expect(tooEarly({ 'index.js': { ...words, imports: ['said.js'] }, 'said.js': catalogue })).toEqual(['/web/words/said/nl.ts', '/web/words/said-template.ts'])
})
