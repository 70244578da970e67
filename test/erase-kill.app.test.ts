import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { identityId } from '../src/kernel/ids.ts'
import { newDataFolder, startServer, type ServerProcess } from './server-process.ts'
import { until } from './until.ts'

const at = '2026-11-20T10:00:00Z'
const from = (who: string, count: number) => Array.from({ length: count }, (_, n) => ({ channel: 'forum', externalId: `${who}-${n}`, kind: 'post', at, text: `Words ${n}`, author: { externalId: who, handle: who } }))

test('an erasure that is killed again and again is done in the end, and nothing else is touched', { timeout: 300_000 }, async () => {
  const folder = newDataFolder()
  let server: ServerProcess = await startServer(folder)
  await server.call('POST', '/interactions', from('goes-away', 500))
  await server.call('POST', '/interactions', from('stays-here', 50))
  const person = identityId('forum', 'goes-away')
  await until(() => server.call('GET', `/people/${person}`), ({ status }) => status === 200)
  const ordered = await server.call('POST', `/people/${person}/erase`, { because: 'They asked.', neverAgain: true })
  expect(ordered.status, JSON.stringify(ordered.body)).toBe(202)
  const { id } = ordered.body as { id: string }
  // What arrives meanwhile is not kept either.
  await server.call('POST', '/interactions', from('goes-away', 520).slice(500))
  for (const waitMs of [30, 150, 600, 1_500]) {
    await wait(waitMs)
    await server.kill()
    server = await startServer(folder)
  }
  let state = ''
  for (let tries = 0; tries < 300 && state !== 'done'; tries++) {
    await wait(500)
    state = ((await server.call('GET', `/privacy/erasures/${id}`)).body as { state: string }).state
  }
  expect(state).toBe('done')
  expect((await server.call('GET', `/people/${person}`)).status).toBe(404)
  const stays = (await server.call('GET', `/people/${identityId('forum', 'stays-here')}`)).body as { interactions: number }
  expect(stays.interactions).toBe(50)
  await server.remove()
})
