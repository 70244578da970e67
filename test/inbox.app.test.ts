/** The inbox as the page uses it: from the stream to the list, the thread, acts and their undoing, search, and the live stream. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StreamItem } from '../src/flows/take-in.ts'
import { interactionId, newId } from '../src/kernel/ids.ts'
import { connect, type Postgres } from '../src/platform/postgres/database.ts'
import { postgresStream, type Stream } from '../src/platform/stream/stream.ts'
import { openWorld, type World } from './world.ts'

let world: World
let postgres: Postgres
let stream: Stream
const account = newId()

beforeAll(async () => {
  world = await openWorld()
  postgres = connect(world.config.databaseUrl ?? '')
  stream = postgresStream(postgres)
})
afterAll(async () => {
  await postgres.close()
  await world.close()
})

interface View { id: string; number: number; subject: string; state: string; assignee: { id: string } | null; labels: string[]; unread: boolean; lastWords: string; waitingSince: string | null; messages: number; with: { person: string; name: string | null } | null }
const items = (body: unknown): View[] => (body as { items: View[] }).items

async function hear(externalId: string, text: string, over: { thread?: string; at?: number; visibility?: 'public' | 'private'; author?: string } = {}): Promise<void> {
  const item: StreamItem = {
    is: 'said', at: Date.now(), origin: `account:${account}`,
    interaction: { channel: 'mail', externalId, kind: 'message', direction: 'inbound', author: { externalId: over.author ?? 'wad@tide.example', name: 'Wad Loper' }, at: over.at ?? Date.now(), text, message: { account, visibility: over.visibility ?? 'private', subject: 'Late hub gear', html: `<p>${text}</p><script>alert(1)</script><img src="https://track.example/x.gif" width="1" height="1"><img src="https://pictures.example/a.png">`, ...(over.thread === undefined ? {} : { thread: over.thread }) } },
  }
  await stream.append([item])
  await world.app.recorded()
}
const get = async (path: string): Promise<unknown> => {
  const { status, body } = await world.call('GET', path)
  expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200)
  return body
}
async function only(text: string): Promise<View> {
  const found = items(await get('/conversations?view=all')).find(({ lastWords }) => lastWords === text)
  if (!found) throw new Error(`no conversation with "${text}"`)
  return found
}

test('a private message is in the inbox, is understood, and its words are nowhere in history or listening', async () => {
  await hear('m1', 'Third week without the hub gear I ordered, this is terrible!', { thread: 'm' })
  const one = await only('Third week without the hub gear I ordered, this is terrible!')
  expect(one).toMatchObject({ subject: 'Late hub gear', state: 'open', unread: true, messages: 1, with: { name: 'Wad Loper' } })
  expect(await get(`/conversations/${one.id}`)).toMatchObject({ language: 'en' })
  const timeline = items(await get(`/people/${one.with?.person}/timeline`)) as unknown as { id: string; text: string }[]
  expect(timeline).toMatchObject([{ id: interactionId('mail', 'm1') }])
  const topic = await world.call('POST', '/topics', { name: 'Hub', query: 'hub OR terrible OR kind:message', role: 'own' })
  expect(topic.status).toBe(201)
  await world.until(async () => ((await get('/topics')) as { items: { backfill: { state: string } | null }[] }).items[0], (shown) => shown?.backfill === null || shown?.backfill?.state === 'done')
  await hear('m2', 'Terrible hub, again', { thread: 'm' })
  expect(items(await get('/mentions'))).toEqual([])
  expect(await get(`/conversations/${one.id}`)).toMatchObject({ sentiment: 'negative', messages: 2 })
})

test('acts on many are one act, in the story, and undone exactly but for what others changed since', async () => {
  await hear('a1', 'first matter', { thread: 'a1', author: 'a@tide.example' })
  await hear('a2', 'second matter', { thread: 'a2', author: 'b@tide.example' })
  const [first, second] = [await only('first matter'), await only('second matter')]
  const label = (await world.call('POST', '/conversation-labels', { name: 'Late', tone: 'red' })).body as { id: string }
  const acted = await world.call('POST', '/conversations/acts', { conversations: [first.id, second.id], deed: { is: 'label', add: [label.id] } })
  expect(acted.body).toMatchObject({ changed: 2, items: [{ labels: [label.id] }, { labels: [label.id] }] })
  const closed = (await world.call('POST', '/conversations/acts', { conversations: [first.id, second.id], deed: { is: 'close', because: 'answered by phone' } })).body as { act: string }
  expect(items(await get('/conversations?view=closed')).map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]))
  await world.call('POST', '/conversations/acts', { conversations: [second.id], deed: { is: 'reopen' } })
  const undone = (await world.call('POST', `/conversations/acts/${closed.act}/undo`, {})).body as { undone: number; left: number; items: View[] }
  expect(undone.left).toBe(1)
  expect(undone.items.find(({ id }) => id === first.id)).toMatchObject({ state: 'open', waitingSince: first.waitingSince })
  const story = ((await get(`/conversations/${first.id}/entries`)) as { items: { is: string; deed?: string }[] }).items
  expect(story.filter(({ is }) => is === 'activity').map(({ deed }) => deed)).toEqual(['undone', 'closed', 'labelled'])
  expect((await world.call('POST', `/conversations/acts/${closed.act}/undo`, {})).status).toBe(409)
})

test('conversations join and split, later messages follow, and both are undone exactly', async () => {
  await hear('j1', 'joins one', { thread: 'j1', author: 'j@tide.example' })
  await hear('j2', 'joins two', { thread: 'j2', author: 'j@tide.example' })
  const [one, two] = [await only('joins one'), await only('joins two')]
  const joined = (await world.call('POST', `/conversations/${one.id}/join`, { others: [two.id] })).body as { act: string }
  await hear('j3', 'follows two', { thread: 'j2', author: 'j@tide.example' })
  expect(await get(`/conversations/${one.id}`)).toMatchObject({ messages: 3, lastWords: 'follows two', threads: [{ messages: 1 }, { messages: 2 }] })
  expect(await get(`/conversations/${two.id}`)).toMatchObject({ joinedTo: one.id })
  expect((await world.call('POST', `/conversations/acts/${joined.act}/undo`, {})).status).toBe(200)
  expect(((await get(`/conversations/${two.id}/entries`)) as { items: { is: string; text?: string }[] }).items.filter(({ is }) => is === 'message').map(({ text }) => text)).toEqual(['follows two', 'joins two'])
  expect(await get(`/conversations/${two.id}`)).toMatchObject({ joinedTo: null })

  const split = (await world.call('POST', `/conversations/${two.id}/split`, { messages: [interactionId('mail', 'j3')], subject: 'Another matter' })).body as { act: string; conversation: string }
  await hear('j4', 'goes with the split', { thread: 'j2', author: 'j@tide.example' })
  expect(await get(`/conversations/${split.conversation}`)).toMatchObject({ subject: 'Another matter', messages: 2, lastWords: 'goes with the split' })
  expect((await world.call('POST', `/conversations/acts/${split.act}/undo`, {})).status).toBe(200)
  expect(((await get(`/conversations/${two.id}/entries`)) as { items: { is: string; text?: string }[] }).items.filter(({ is }) => is === 'message').map(({ text }) => text)).toEqual(['goes with the split', 'follows two', 'joins two'])
})

test('search finds words without accents, phrases, what is not meant, and points at what it cannot read', async () => {
  await hear('s1', 'Het café in Oostende is open, wanneer komt mijn fiets?', { thread: 's1', author: 's@tide.example' })
  const found = async (q: string): Promise<string[]> => ((await get(`/conversations/search?q=${encodeURIComponent(q)}`)) as { items: { message: string }[] }).items.map(({ message }) => message)
  const id = interactionId('mail', 's1')
  expect(await found('cafe oostende')).toEqual([id])
  expect(await found('"komt mijn fiets"')).toEqual([id])
  expect(await found('"mijn komt"')).toEqual([])
  expect(await found('fiet* from:s@tide is:open channel:mail')).toEqual([id])
  expect(await found('cafe -fiets')).toEqual([])
  expect(await found('cafe before:2020-01-01')).toEqual([])
  const bad = await world.call('GET', `/conversations/search?q=${encodeURIComponent('cafe is:lost')}`)
  expect(bad).toMatchObject({ status: 422, body: { code: 'conversations.search', at: 8 } })
})

test('the HTML of strangers is safe, and what would tell that it was read is named', async () => {
  const { html, remotePictures, trackers } = (await get(`/messages/${interactionId('mail', 's1')}/html`)) as { html: string; remotePictures: number; trackers: string[] }
  expect(html).not.toMatch(/script|alert|https:/)
  expect({ remotePictures, trackers }).toEqual({ remotePictures: 1, trackers: ['track.example'] })
  expect(((await get(`/messages/${interactionId('mail', 's1')}/html?pictures=true`)) as { html: string }).html).toMatch(/src="\/pictures?\//)
})

test('a file is what its bytes say, whatever it is called, and only pictures are shown', async () => {
  const upload = async (name: string, bytes: Buffer): Promise<{ file: string; mediaType: string; picture: boolean }> => {
    const response = await fetch(`${world.app.url}/api/v1/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'image/png', authorization: `Bearer ${await key()}` } })
    expect(response.status).toBe(201)
    return (await response.json()) as { file: string; mediaType: string; picture: boolean }
  }
  const page = await upload('harmless.png', Buffer.from('<html><script>alert(1)</script></html>'))
  expect(page).toMatchObject({ mediaType: 'text/html', picture: false })
  const picture = await upload('a.html', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  expect(picture).toMatchObject({ mediaType: 'image/png', picture: true })
  const served = await fetch(`${world.app.url}/api/v1/uploads/${page.file}`, { headers: { authorization: `Bearer ${await key()}`, range: 'bytes=0-4' } })
  expect({ status: served.status, type: served.headers.get('content-type'), as: served.headers.get('content-disposition'), part: await served.text() }).toMatchObject({ status: 206, type: 'application/octet-stream', as: expect.stringMatching(/^attachment/), part: '<html' })
})

let made: string | null = null
async function key(): Promise<string> {
  made ??= ((await world.call('POST', '/keys', { name: 'files', role: 'agent' })).body as { key: string }).key
  return made
}

test('a draft is kept, a note names a colleague, and both are told live to whoever listens', async () => {
  const one = await only('first matter')
  const stop = new AbortController()
  const response = await fetch(`${world.app.url}/api/v1/live`, { headers: { authorization: `Bearer ${await key()}` }, signal: stop.signal })
  let heard = ''
  const listening = (async () => { for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) heard += new TextDecoder().decode(part) })().catch(() => undefined)
  const content = { is: 'reply', text: 'Hello Wad, I am look' }
  expect((await world.call('PUT', `/conversations/${one.id}/draft`, content)).status).toBe(200)
  expect(await get(`/conversations/${one.id}/draft`)).toMatchObject({ draft: { content }, others: [] })
  const { items: people } = (await get('/conversations/colleagues')) as { items: { id: string }[] }
  const note = await world.call('POST', `/conversations/${one.id}/notes`, { text: '@Owner can you look?', mentions: [people[0]?.id] })
  expect(note).toMatchObject({ status: 201, body: { is: 'note', mentions: [{ name: 'Owner' }] } })
  expect(items(await get('/conversations?view=mentions')).map(({ id }) => id)).toEqual([one.id])
  await world.until(async () => heard, (text) => text.includes('event: presence') && text.includes('"is":"note"'))
  stop.abort()
  await listening
})

test('the list is paged by key and counts agree with it', async () => {
  const all: string[] = []
  let cursor: string | null = null
  do {
    const page = (await get(`/conversations?view=open&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)) as { items: View[]; next: string | null }
    all.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null)
  expect(new Set(all).size).toBe(all.length)
  expect(((await get('/conversations/counts')) as { views: { open: { count: number } } }).views.open.count).toBe(all.length)
})

test('whatever can be asked about a conversation is answered for a real one', async () => {
  await hear('q1', 'The belt of my bike slips again and nobody answers the telephone', { thread: 'q1', author: 'q@tide.example' })
  const one = await only('The belt of my bike slips again and nobody answers the telephone')
  const { paths } = (await world.call('GET', '/api/openapi.json')).body as { paths: Record<string, Record<string, unknown>> }
  const asked = Object.entries(paths).filter(([path, methods]) => 'get' in methods && path.startsWith('/api/v1/conversations/{id}')).map(([path]) => path.replace('/api/v1', '').replace('{id}', one.id))
  expect(asked.length).toBeGreaterThan(5)
  for (const path of asked) expect([path, (await world.call('GET', path)).status]).toEqual([path, 200])
  for (const by of ['none', 'team', 'assignee', 'channel', 'account', 'topic', 'label', 'hour', 'day']) {
    const period = `from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date(Date.now() + 60_000).toISOString()}&by=${by}`
    const { total, groups } = (await get(`/conversation-figures?${period}`)) as { total: { opened: number; backlog: number }; groups: { key: string | null; opened: number }[] }
    expect(total.opened, by).toBeGreaterThan(0)
    for (const group of groups.filter(({ opened }) => opened > 0)) {
      const behind = items(await get(`/conversation-figures/open?${period}&measure=opened&limit=200${group.key === null ? '' : `&key=${encodeURIComponent(group.key)}`}`))
      expect([by, group.key, behind.length]).toEqual([by, group.key, group.opened])
    }
  }
})

test('a canned reply is found by its shortcut and its words, filled in, and a macro does what it says as one act', async () => {
  const one = await only('The belt of my bike slips again and nobody answers the telephone')
  const canned = (await world.call('POST', '/canned-replies', { name: 'Slipping belt', shortcut: 'belt', texts: [{ language: 'en', text: 'Hello {{person.first-name|there}}, a belt that slips is tightened in a minute.' }] })).body as { id: string }
  const byShortcut = (await get(`/conversations/${one.id}/suggestions?text=${encodeURIComponent('/bel')}`)) as { items: { id: string; text: string }[] }
  expect(byShortcut.items).toMatchObject([{ id: canned.id, text: 'Hello Wad, a belt that slips is tightened in a minute.' }])
  const byWords = (await get(`/conversations/${one.id}/suggestions`)) as { items: { id: string }[] }
  expect(byWords.items.map(({ id }) => id)).toContain(canned.id)
  const macro = (await world.call('POST', '/macros', { name: 'Urgent', steps: [{ is: 'priority', to: 'urgent' }, { is: 'note', text: 'Call them' }] })).body as { id: string }
  const run = await world.call('POST', `/macros/${macro.id}/run`, { conversations: [one.id] })
  expect(run.body).toMatchObject({ changed: 1 })
  expect(await get(`/conversations/${one.id}`)).toMatchObject({ priority: 'urgent' })
  const undone = await world.call('POST', `/conversations/acts/${(run.body as { act: string }).act}/undo`, {})
  expect(undone.body).toMatchObject({ items: [{ id: one.id, priority: 'normal' }] })
})

test('what sleeps until a time wakes by itself, and what sleeps until they answer wakes when they do', async () => {
  await hear('z1', 'sleeps a moment', { thread: 'z1', author: 'z1@tide.example' })
  await hear('z2', 'sleeps until an answer', { thread: 'z2', author: 'z2@tide.example' })
  const [timed, answered] = [await only('sleeps a moment'), await only('sleeps until an answer')]
  const snooze = async (id: string, until: string | null): Promise<void> => expect((await world.call('POST', '/conversations/acts', { conversations: [id], deed: { is: 'snooze', until } })).status).toBe(200)
  await snooze(timed.id, new Date(Date.now() + 1_500).toISOString())
  await snooze(answered.id, null)
  expect(items(await get('/conversations?view=snoozed')).map(({ id }) => id)).toEqual(expect.arrayContaining([timed.id, answered.id]))
  await hear('z3', 'here I am', { thread: 'z2', author: 'z2@tide.example' })
  expect(await get(`/conversations/${answered.id}`)).toMatchObject({ state: 'open' })
  await world.until(async () => (await get(`/conversations/${timed.id}`)) as View, ({ state }) => state === 'open')
  for (const { id } of [timed, answered]) expect(((await get(`/conversations/${id}/entries`)) as { items: { is: string; deed?: string }[] }).items.map(({ deed }) => deed)).toContain('woken')
})
