import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../../test/world.ts'
import type { ImportView, PreviewView } from '../api.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const posts = `id,created_at,user,text\n${Array.from({ length: 700 }, (_, id) => `p${id},2026-01-02 03:04,wad,Late again ${id}`).join('\n')}\nbad,soon,wad,x\n`
const get = async (id: string) => (await world.call('GET', `/imports/${id}`)).body as ImportView

async function imported(file: string): Promise<ImportView> {
  const made = await world.call('POST', '/imports?fileName=posts.csv', file)
  expect(made.status).toBe(201)
  const { id } = made.body as ImportView
  const preview = (await world.call('POST', `/imports/${id}/preview`, {})).body as PreviewView
  expect((await world.call('POST', `/imports/${id}/start`, { mapping: preview.mapping })).status).toBe(200)
  return world.until(() => get(id), (view) => view.state === 'finished' && view.takenIn + view.alreadyKnown === 700)
}

test('an archive is taken in once, however often it is imported, and undoing takes back only its own', { timeout: 120_000 }, async () => {
  const first = await imported(posts)
  expect(first).toMatchObject({ rowsRead: 701, refused: 1 })
  await world.until(() => get(first.id), (view) => view.takenIn === 700)
  const second = await imported(posts)
  await world.until(() => get(second.id), (view) => view.alreadyKnown === 700 && view.takenIn === 0)
  await world.restart()
  expect(await get(first.id)).toMatchObject({ state: 'finished', takenIn: 700 })

  await world.call('POST', `/imports/${second.id}/undo`)
  expect((await world.until(() => get(second.id), (view) => view.state === 'undone')).words).toMatch(/^Undone: 0 interactions/)
  await world.call('POST', `/imports/${first.id}/undo`)
  expect((await world.until(() => get(first.id), (view) => view.state === 'undone')).words).toMatch(/^Undone: 700 interactions/)
  const again = await imported(posts)
  await world.until(() => get(again.id), (view) => view.takenIn === 700 && view.alreadyKnown === 0)
})
