/** The chat on a site and the inbox together: hours of the teams, and who is writing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
let chat = ''
const site = { 'content-type': 'application/json', origin: 'https://shop.example' }
beforeAll(async () => {
  world = await openWorld()
  const made = await world.call('POST', '/accounts', { channel: 'chat', settings: { name: 'Velora desk', origins: ['https://shop.example'] } })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  chat = `${world.app.url}/serve/chat/${(made.body as { id: string }).id}`
})
afterAll(() => world?.close())

const config = async (): Promise<{ isOpen: boolean; opensAt: string | null }> => (await fetch(`${chat}/config?languages=en`, { headers: site })).json() as never

test('outside the hours of every team the chat says so, and when somebody is back', async () => {
  expect(await config()).toMatchObject({ isOpen: true, opensAt: null })
  const day = new Date().getUTCDay() || 7
  const tomorrow = (day % 7) + 1
  const team = { name: 'Desk', members: [], skills: [], languages: [], leads: [], shares: [], calendar: { zone: 'UTC', week: [{ days: [tomorrow], from: '09:00', to: '17:00' }], holidays: [] } }
  const made = await world.call('POST', '/teams', team)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const closed = await config()
  expect(closed.isOpen).toBe(false)
  expect(new Date(closed.opensAt ?? 0).toISOString().slice(11, 16)).toBe('09:00')
})

test('a visitor sees that one of us is writing', async () => {
  const session = (await (await fetch(`${chat}/session`, { method: 'POST', headers: site, body: JSON.stringify({ language: 'en-US@posix' }) })).json()) as { token: string }
  const auth = { ...site, authorization: `Bearer ${session.token}` }
  const said = await fetch(`${chat}/messages`, { method: 'POST', headers: auth, body: JSON.stringify({ id: crypto.randomUUID(), text: 'Is anybody there?' }) })
  expect(said.ok).toBe(true)
  const [one] = await world.until(async () => ((await world.call('GET', '/conversations?view=all')).body as { items: { id: string }[] }).items, (items) => items.length === 1)
  const stop = new AbortController()
  const heard = (async (): Promise<string> => {
    const events = await fetch(`${chat}/events?after=0`, { headers: { ...auth, accept: 'text/event-stream' }, signal: stop.signal })
    let text = ''
    for await (const piece of events.body ?? []) {
      text += new TextDecoder().decode(piece as Uint8Array)
      if (text.includes('event: typing')) break
    }
    return text
  })()
  const saved = await world.call('PUT', `/conversations/${one?.id}/draft`, { text: 'Yes, I am' })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect(await heard).toContain('"name":"Owner"')
  stop.abort()
})

test('we see that a visitor types, and the visitor sees what we have read', async () => {
  const session = (await (await fetch(`${chat}/session`, { method: 'POST', headers: site, body: JSON.stringify({ language: 'en' }) })).json()) as { token: string }
  const auth = { ...site, authorization: `Bearer ${session.token}` }
  await fetch(`${chat}/messages`, { method: 'POST', headers: auth, body: JSON.stringify({ id: crypto.randomUUID(), text: 'Do you read this?' }) })
  const found = await world.until(async () => ((await world.call('GET', '/conversations?view=all')).body as { items: { id: string; lastWords: string }[] }).items.filter((one) => one.lastWords === 'Do you read this?'), (items) => items.length === 1)
  const id = found[0]?.id ?? ''
  const stop = new AbortController()
  const live = await world.live(stop.signal)
  const heard = (async (): Promise<string> => {
    let text = ''
    for await (const piece of live.body ?? []) {
      text += new TextDecoder().decode(piece as Uint8Array)
      if (text.includes('event: person-types')) break
    }
    return text
  })()
  expect((await fetch(`${chat}/signals`, { method: 'POST', headers: auth, body: JSON.stringify({ typing: true }) })).ok).toBe(true)
  expect(await heard).toContain(JSON.stringify({ conversation: id, isTyping: true }))
  stop.abort()
  const seen = async (): Promise<unknown> => ((await (await fetch(`${chat}/session`, { method: 'POST', headers: site, body: JSON.stringify({ token: session.token }) })).json()) as { state: { seenByUs: number | null } }).state.seenByUs
  expect(await seen()).toBeNull()
  expect((await world.call('POST', `/conversations/${id}/read`, {})).status).toBe(200)
  expect(await seen()).not.toBeNull()
})
