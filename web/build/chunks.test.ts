import { expect, test } from 'vitest'
import { isLight } from './chunks.ts'

const imports: Record<string, string[]> = {
  '/web/components/badge.tsx': ['/node_modules/react/index.js', '/web/hooks/now.ts'],
  '/web/hooks/now.ts': ['/web/components/badge.tsx'],
  '/web/components/menu.tsx': ['/node_modules/react/index.js', '/node_modules/radix-ui/dist/index.mjs'],
  '/web/components/account-menu.tsx': ['/web/components/badge.tsx', '/web/components/menu.tsx'],
}
const graph = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) }

test('a part that needs a library of its own, also by another part, is left with those who show it', () => {
  expect(Object.keys(imports).filter((id) => isLight(id, graph))).toEqual(['/web/components/badge.tsx', '/web/hooks/now.ts'])
})
