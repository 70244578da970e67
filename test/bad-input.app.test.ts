/** What a hostile or unlucky sender can send: answered with a clear fault or kept safely, and the loop goes on. */
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Answer, type World } from './world.ts'

interface Sent { accepted: number; refused: number; results: { status: string; id?: string; code?: string; path?: string; message?: string }[] }
interface Mention { id: string; text: string; title: string | null; url: string | null; facets: { start: number; end: number; kind: string; target: string }[]; media: { url: string; previewUrl?: string }[]; relations: { url?: string }[]; metrics: Record<string, number>; author: { externalId: string; handle: string | null; name: string | null; url: string | null; avatar: string | null; person: string; followers: number | null } }
interface Page { items: Mention[]; next: string | null }

let world: World
let key = ''
let topic = ''

beforeAll(async () => {
  world = await openWorld()
  key = ((await world.call('POST', '/keys', { name: 'test' })).body as { key: string }).key
  topic = ((await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })).body as { id: string }).id
})
afterAll(() => world?.close())

/** As a program with a key that may do everything, with a body byte for byte. */
async function send(method: string, path: string, body?: string | Uint8Array | ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${world.app.url}/api/v1${path}`, {
    method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: body as string, duplex: 'half' }),
  } as RequestInit)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text }
}
const sendJson = (method: string, path: string, body: unknown): Promise<Answer> => send(method, path, JSON.stringify(body))
const get = (path: string): Promise<Answer> => send('GET', path)

let count = 0
function post(extra: object = {}): Record<string, unknown> & { externalId: string } {
  count += 1
  return { channel: 'forum', externalId: `post-${count}`, kind: 'post', at: '2026-10-01T12:00:00Z', text: `Velora ${count}`, author: { externalId: `author-${count}`, name: 'Rider' }, ...extra } as never
}
async function takeIn(...items: unknown[]): Promise<Sent> {
  const answer = await sendJson('POST', '/interactions', items)
  expect(answer.status, JSON.stringify(answer.body)).toBe(202)
  return answer.body as Sent
}
/** Waits until the loop has come past everything sent before. */
async function pastTheLoop(): Promise<void> {
  const last = post()
  await takeIn(last)
  await world.until(async () => (await get('/mentions?limit=200&q=' + encodeURIComponent(`"${String(last['text'])}"`))).body as Page, (page) => page.items.length === 1)
}
async function mention(sent: Sent, place = 0): Promise<Mention> {
  await pastTheLoop()
  const answer = await get(`/mentions/${sent.results[place]?.id}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as Mention
}

describe('bodies that are none', () => {
  test.each([
    ['{"channel": "forum",}', 20], ['{"a":}', 5], ['[1, 2', 5], ['', 0], ['nul', 0], ['{"a": "x\ny"}', 8], ['{"a": 01}', 7], ['"\\x"', 2], ['{"a":1} x', 8],
  ])('%j is refused with the character at which it stops being JSON', async (body, at) => {
    const answer = await send('POST', '/interactions', body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'body.json', at })
  })
  test('bytes that are not UTF-8 are refused', async () => {
    const answer = await send('POST', '/interactions', new Uint8Array([0x22, 0xc3, 0x28, 0x22]))
    expect(answer.body).toMatchObject({ status: 422, code: 'body.encoding' })
  })
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])('the content type "%s" is refused', async (type) => {
    expect((await send('POST', '/interactions', '{}', { 'content-type': type })).body).toMatchObject({ status: 415, code: 'body.type' })
  })
  test.each(['null', '7', '"text"', 'true', '{}', '[[]]', '[null]'])('%s is refused item by item, never with a fault of ours', async (body) => {
    const answer = await send('POST', '/interactions', body)
    expect(answer.status).toBe(202)
    expect(answer.body).toMatchObject({ accepted: 0, refused: 1 })
  })
  test('an empty array, and 1,001 items, are refused whole', async () => {
    expect((await send('POST', '/interactions', '[]')).body).toMatchObject({ status: 422, code: 'intake.empty' })
    expect((await sendJson('POST', '/interactions', Array.from({ length: 1_001 }, () => post()))).body).toMatchObject({ status: 422, code: 'intake.too-many' })
  })
  test('a body that says it is too large is refused before it is sent', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${world.app.url}/api/v1/topics`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': '900000000' } }, (response) => {
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', reject)
      request.write('{')
    })
    expect(status).toBe(413)
  })
  test('a body without an end is refused once it is too large', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const piece = Buffer.alloc(64_000, ' ')
      let answered = false
      const request = httpRequest(`${world.app.url}/api/v1/topics`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } }, (response) => {
        answered = true
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', (error) => (answered ? undefined : reject(error)))
      const more = (): void => {
        if (!answered) request.write(piece, () => setImmediate(more))
      }
      more()
    })
    expect(status).toBe(413)
  })
})

describe('interactions that cannot be', () => {
  const author = { externalId: 'a' }
  test.each([
    ['a channel with capitals', { channel: 'Forum' }, '/channel'],
    ['a channel with a path', { channel: '../etc' }, '/channel'],
    ['a kind nobody knows', { kind: 'shout' }, '/kind'],
    ['a text that is a number', { text: 7 }, '/text'],
    ['an author that is a list', { author: [] }, '/author'],
    ['an author without an id', { author: { name: 'x' } }, '/author/externalId'],
    ['an empty id', { externalId: '' }, '/externalId'],
    ['a number for an id', { externalId: 7 }, '/externalId'],
    ['an id as long as a book', { externalId: 'x'.repeat(1_025) }, '/externalId'],
    ['an id with a NUL character', { externalId: 'a\0b' }, '/externalId'],
    ['an id of NUL characters', { author: { externalId: '\0' } }, '/author/externalId'],
    ['half a character in an id', { externalId: 'a\ud800' }, '/externalId'],
    ['half a character in the author\'s id', { author: { externalId: '\udc00a' } }, '/author/externalId'],
    ['a NUL character in the id answered to', { relations: [{ kind: 'reply', externalId: 'a\0' }] }, '/relations/0/externalId'],
    ['followers below none', { author: { ...author, followers: -1 } }, '/author/followers'],
    ['half a follower', { author: { ...author, followers: 1.5 } }, '/author/followers'],
    ['more likes than numbers go', { metrics: { likes: 1e300 } }, '/metrics/likes'],
    ['a time without a zone', { at: '2026-10-01T12:00:00' }, '/at'],
    ['a date alone', { at: '2026-10-01' }, '/at'],
    ['a number for a time', { at: 1_790_000_000 }, '/at'],
    ['the year 9999', { at: '9999-12-31T23:59:59Z' }, '/at'],
    ['the year 1969', { at: '1969-12-31T23:59:59Z' }, '/at'],
    ['1970 in Tokyo, which is 1969', { at: '1970-01-01T00:00:00+09:00' }, '/at'],
    ['the thirtieth of February', { at: '2026-02-30T12:00:00Z' }, '/at'],
    ['an hour 25', { at: '2026-02-20T25:00:00Z' }, '/at'],
    ['an offset of a hundred hours', { at: '2026-02-20T12:00:00+99:99' }, '/at'],
    ['a facet that ends at a fraction', { facets: [{ start: 0, end: 1.5, kind: 'tag', target: 'x' }] }, '/facets/0/end'],
    ['a country in small letters', { country: 'be' }, '/country'],
    ['extra that is a list', { extra: [] }, '/extra'],
  ])('%s is refused with its place', async (_, wrong, path) => {
    const sent = await takeIn(post(wrong))
    expect(sent.results[0]).toMatchObject({ status: 'refused', path })
  })
  test('what is refused is set aside in a form that can be read and shown', async () => {
    const sent = await takeIn({ ...post(), at: 'noon \0 \ud83d', text: '\0\ud800' })
    expect(sent.refused).toBe(1)
    expect((await get('/set-aside?limit=200')).status).toBe(200)
  })
  test('extra nested a hundred thousand deep is refused and stops nobody else', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const whole = JSON.stringify(post()).replace(/}$/, `,"extra":{"deep":${deep}}}`)
    const answer = await send('POST', '/interactions', `[${whole},${JSON.stringify(post())}]`)
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(202)
    expect(answer.body).toMatchObject({ accepted: 1, results: [{ status: 'refused', path: '/extra' }, { status: 'accepted' }] })
    expect((await send('POST', '/interactions', deep)).body).toMatchObject({ accepted: 0, refused: 1 })
    await pastTheLoop()
  })
  test('the eastern end of the day is read as it is meant', async () => {
    const sent = await takeIn(post({ at: '2026-10-01T12:00:00+14:00' }), post({ at: '2026-10-01t12:00:00.123456789z' }))
    expect(sent.accepted).toBe(2)
    expect((await mention(sent)) as unknown as { at: string }).toMatchObject({ at: '2026-09-30T22:00:00.000Z' })
  })
})

describe('texts from hell', () => {
  const places = ['text', 'title', 'url', 'site'] as const
  test.each([['NUL characters', '\0'], ['half a character', '\ud83d'], ['the other half', '\ude00'], ['an escape', '\u001b[31m']])('%s in every field are kept out, and the loop goes on', async (_, mark) => {
    const dirty = `velora ${mark}x`
    const sent = await takeIn(post({
      ...Object.fromEntries(places.map((place) => [place, dirty])),
      author: { externalId: `dirty-${count}`, handle: dirty, name: dirty, url: `https://x.example/${mark}`, avatarUrl: `https://x.example/${mark}`, bio: dirty, place: dirty },
      languages: [`e${mark}`], facets: [{ start: 0, end: 6, kind: 'tag', target: dirty }], media: [{ kind: 'image', url: `https://x.example/${mark}`, alt: dirty, title: dirty, description: dirty }],
      relations: [{ kind: 'reply', externalId: 'y', url: dirty }], extra: { [dirty]: dirty },
    }), post({ author: { externalId: 'all-gone', handle: mark, name: mark } }))
    expect(sent.accepted).toBe(2)
    const shown = await mention(sent)
    expect(JSON.stringify(shown)).not.toMatch(/\\u0000|\\u001b|\\ud[89a-f]/i)
    expect((await get(`/people/${shown.author.person}`)).status).toBe(200)
    expect((await get(`/people?q=velora`)).status).toBe(200)
  })
  test('100,001 characters are cut, never in the middle of one', async () => {
    const sent = await takeIn(post({ text: `velora ${'😀'.repeat(60_000)}` }), post({ text: `velora${'é'.repeat(100_000)}` }))
    const shown = await mention(sent)
    expect(shown.text.length).toBeLessThanOrEqual(100_000)
    expect(shown.text.isWellFormed()).toBe(true)
    expect(shown.text.at(-1)).not.toBe('\ufffd')
  })
  test.each([
    ['right-to-left overrides', 'velora \u202eevil\u202c'], ['zero-width text', 'velora \u200b\u200c\u200d\u2060\ufeff x'], ['a family of four', 'velora 👨‍👩‍👧‍👦 🏳️‍🌈'], ['a thousand accents', `velora z${'\u0301'.repeat(1_000)}`], ['Arabic beside Latin', 'velora دراجة'],
  ])('%s come out as they went in', async (_, text) => {
    expect((await mention(await takeIn(post({ text })))).text).toBe(text.normalize('NFC'))
  })
  test('facets with broken ranges are left out; those that hold stand where they stood', async () => {
    const text = 'velora 😀 #tag'
    const shown = await mention(await takeIn(post({ text, facets: [
      { start: 5, end: 2, kind: 'tag', target: 'x' }, { start: 3, end: 3, kind: 'tag', target: 'x' }, { start: 0, end: 9_007_199_254_740_991, kind: 'tag', target: 'x' },
      { start: 8, end: 9, kind: 'tag', target: 'half an emoji' }, { start: 10, end: 14, kind: 'tag', target: 'tag' }, { start: 0, end: 14, kind: 'mention', target: 'all' },
    ] })))
    expect(shown.text).toBe(text)
    expect(shown.facets.map(({ start, end, target }) => [start, end, target])).toEqual([[10, 14, 'tag'], [0, 14, 'all']])
  })
  test('HTML is text, and scripts are never addresses', async () => {
    const script = 'javascript:alert(1)'
    const html = '<img src=x onerror=alert(1)>'
    const shown = await mention(await takeIn(post({
      text: `velora ${html}`, title: html, url: script, author: { externalId: html, name: html, handle: html, url: script, avatarUrl: 'data:text/html,x' },
      facets: [{ start: 0, end: 6, kind: 'link', target: script }, { start: 0, end: 6, kind: 'link', target: ' JavaScript:alert(1)' }, { start: 0, end: 6, kind: 'link', target: 'https://ok.example/' }],
      media: [{ kind: 'link', url: script }, { kind: 'image', url: 'data:image/svg+xml,x' }, { kind: 'video', url: script, previewUrl: 'https://ok.example/p.jpg' }, { kind: 'link', url: 'https://ok.example/a', previewUrl: script }],
      relations: [{ kind: 'reply', externalId: 'z', url: script }],
    })))
    expect(shown.text).toBe(`velora ${html}`)
    expect(shown.author.name).toBe(html)
    expect([shown.url, shown.author.url, shown.author.avatar]).toEqual([null, null, null])
    expect(JSON.stringify(shown).toLowerCase()).not.toContain('javascript:')
    expect(JSON.stringify(shown)).not.toContain('data:')
    expect(shown.facets).toHaveLength(1)
    const person = await get(`/people/${shown.author.person}`)
    expect(JSON.stringify(person.body).toLowerCase()).not.toContain('javascript:')
    const timeline = await get(`/people/${shown.author.person}/timeline`)
    expect(JSON.stringify(timeline.body).toLowerCase()).not.toContain('javascript:')
  })
  test('a spreadsheet opens the export without running any of it', async () => {
    for (const start of ['=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', '＋', '－', '＠']) await takeIn(post({ text: `${start}cmd|' /C calc'!A0 velora`, title: `${start}1+1`, author: { externalId: `${start}x`, handle: `${start}h`, name: `${start}n` } }))
    await pastTheLoop()
    const csv = String((await get('/mentions/export.csv')).body)
    expect(csv.match(/cmd\|/g)).toHaveLength(11)
    const cells = [...csv.matchAll(/("(?:[^"]|"")*"|[^,"\r\n]*)(?:,|\r\n)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, ''))
    expect(cells.filter((cell) => cell.includes('cmd|'))).toHaveLength(11)
    expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([])
  })
  test('keys with a meaning in JavaScript mean nothing', async () => {
    const sent = await send('POST', '/interactions', JSON.stringify(post()).replace(/}$/, ',"extra":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1},"toString":7}'))
    expect(sent.body).toMatchObject({ accepted: 1 })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    await mention(sent.body as Sent)
  })
  test('ten thousand keys in extra pass', async () => {
    await mention(await takeIn(post({ extra: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`key ${n}`, n])) })))
  })
  test('numbers beyond what can be counted stay large instead of turning over', async () => {
    const most = Number.MAX_SAFE_INTEGER
    const shown = await mention(await takeIn(post({ author: { externalId: 'star', followers: most, following: most }, metrics: { likes: most, reposts: most, replies: most, quotes: most, views: most }, at: '2001-01-01T00:00:00Z' })))
    expect(shown.metrics['likes']).toBeGreaterThan(4e9)
    for (const measure of ['reach', 'engagement']) {
      const volume = (await get(`/mentions/volume?measure=${measure}&from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z`)).body as { total: number }
      expect(volume.total, measure).toBe(4_294_967_295)
    }
  })
})

describe('the same id twice', () => {
  test('in one batch, in two, and at the same moment: one mention, with a word that was sent', async () => {
    const one = post()
    const sent = await takeIn(one, { ...one, text: 'Velora, said again' })
    await takeIn({ ...one, text: 'Velora, said anew' })
    const other = post()
    await Promise.all(Array.from({ length: 12 }, (_, n) => takeIn({ ...other, text: `Velora at once ${n % 3}` })))
    const shown = await mention(sent)
    expect(shown.text).toBe('Velora, said anew')
    const page = (await get('/mentions?limit=200')).body as Page
    expect(page.items.filter((item) => item.id === sent.results[0]?.id)).toHaveLength(1)
    expect(page.items.filter((item) => item.text.startsWith('Velora at once'))).toHaveLength(1)
  })
})

describe('questions that make no sense', () => {
  const sqlish = `x' OR 1=1; drop table rapport.mentions; -- \\ " \n \t {a:b}`
  const awkward = [sqlish, '\0', '%', '%00', '\ud83d', '👨‍👩‍👧', '-1', '1e999', 'NaN', '__proto__', 'constructor', '../../etc/passwd', 'a'.repeat(3_000)]
  const readings = ['/mentions', '/mentions/volume', '/mentions/share-of-voice', '/mentions/facets', '/mentions/export.csv', '/people', '/set-aside', '/imports']
  const names = ['topics', 'roles', 'channels', 'languages', 'kinds', 'author', 'person', 'q', 'reposts', 'from', 'to', 'by', 'split', 'measure', 'zone', 'cursor', 'limit', 'sort', 'source']

  test.each(readings)('no query parameter of %s breaks it', async (path) => {
    for (const name of names) {
      for (const value of awkward) {
        const answer = await get(`${path}?${name}=${encodeURIComponent(value.toWellFormed())}`)
        expect(answer.status, `${name}=${JSON.stringify(value.slice(0, 60))}: ${JSON.stringify(answer.body).slice(0, 400)}`).toBeLessThan(500)
      }
    }
  })
  test('nor of a person', async () => {
    await pastTheLoop()
    const person = ((await get('/people?limit=1')).body as { items: { id: string }[] }).items[0]?.id
    for (const path of [`/people/${person}/timeline`, `/people/${person}/activity`]) for (const name of ['kinds', 'topics', 'channels', 'q', 'before', 'cursor', 'limit', 'zone']) for (const value of awkward) {
      const answer = await get(`${path}?${name}=${encodeURIComponent(value.toWellFormed())}`)
      expect(answer.status, `${path} ${name}=${JSON.stringify(value.slice(0, 60))}: ${JSON.stringify(answer.body).slice(0, 400)}`).toBeLessThan(500)
    }
  })
  test('the tables are still there', () => pastTheLoop())

  const id = '00000000-0000-7000-8000-000000000000'
  const place = (value: unknown): string => Buffer.from(JSON.stringify([value, id])).toString('base64url')
  test.each([
    ['/mentions', `zzzzzzzzzzzzzzzz.${id}`], ['/mentions', `-zzzzzzzz.${id}`], ['/mentions', `.${id}`], ['/mentions', 'x.y'], ['/mentions', `Infinity.${id}`],
    ['/set-aside', '1.x'], ['/set-aside', `1e300.${id}`], ['/set-aside', `-1e15.${id}`], ['/imports', `999999999999999.${id}`], ['/imports', 'x'],
    ['/people', place('soon')], ['/people', place(1e300)], ['/people', place(-1e15)], ['/people?sort=followers', place('many')], ['/people?sort=followers', place(1e12)], ['/people?sort=followers', place(1.5)],
    ['/people?sort=name', place('a\0')], ['/people?sort=name', place('\ud800')], ['/people?sort=name', place(7)], ['/people', 'rubbish'], ['/people', Buffer.from('null').toString('base64url')],
  ])('%s with the forged cursor %s is a page or a clear fault', async (path, cursor) => {
    const answer = await get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
    if (answer.status >= 400) expect(answer.body).toMatchObject({ status: 422, path: '/cursor' })
  })
  test.each([
    ['from after to', 'from=2026-11-01T00:00:00Z&to=2026-10-01T00:00:00Z', 200], ['the same moment', 'from=2026-11-01T00:00:00Z&to=2026-11-01T00:00:00Z', 200],
    ['before 1970', 'from=1965-01-01T00:00:00Z&to=1969-01-01T00:00:00Z', 200], ['long before 1970', 'from=1900-01-01T00:00:00Z&to=1960-01-01T00:00:00Z', undefined], ['before and after', 'from=0001-01-01T00:00:00Z&to=2026-12-01T00:00:00Z', undefined],
    ['far ahead', 'from=2300-01-01T00:00:00Z&to=2301-01-01T00:00:00Z', 200], ['all years there are', 'from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z', undefined],
    ['a time without a zone', 'from=2026-10-01T00:00:00', 422], ['no time', 'from=yesterday', 422],
  ])('a period %s is answered', async (_, period, expected) => {
    for (const path of ['/mentions', '/mentions/volume', '/mentions/share-of-voice', '/mentions/facets', '/mentions/export.csv']) {
      const answer = await get(`${path}?${period}`)
      expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(500)
      if (expected !== undefined) expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(expected)
    }
  })
  test.each(['hour', 'day', 'week', 'month'])('fifty years by %s come quickly or are refused with a way out', async (by) => {
    const answer = await get(`/mentions/volume?by=${by}&from=1976-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&zone=Europe/Brussels`)
    if (by === 'hour' || by === 'day' || by === 'week') expect([200, 422]).toContain(answer.status)
    else expect(answer.status).toBe(200)
    if (answer.status === 422) expect(answer.body).toMatchObject({ code: 'calendar.too-many', path: '/by' })
  })
  test.each(['europe/brussels', 'UTC', 'utc', 'Etc/GMT+12', 'Etc/GMT-14', 'GMT', 'Asia/Kolkata', 'Asia/Calcutta', 'Asia/Kathmandu', 'Pacific/Chatham', 'US/Pacific', 'America/Coyhaique', 'EST', 'CET', 'EST5EDT', '+05:30', '-0330', 'Mars/Olympus', '', 'Europe/', '../etc', 'local', 'Factory', 'posixrules', 'right/UTC'])('the zone "%s" is known or refused', async (zone) => {
    const person = ((await get('/people?limit=1')).body as { items: { id: string }[] }).items[0]?.id
    for (const path of ['/mentions/volume?by=day&from=2026-09-01T00:00:00Z&to=2026-11-01T00:00:00Z', '/mentions/volume?by=hour&from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z', `/people/${person}/activity?`]) {
      const answer = await get(`${path}&zone=${encodeURIComponent(zone)}`)
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
      if (answer.status !== 200) expect(answer.body).toMatchObject({ code: 'calendar.zone' })
    }
  })
  test('limits beyond the limit are refused', async () => {
    for (const limit of ['0', '-1', '100000', '1.5', 'many', '']) for (const path of ['/mentions', '/people', '/set-aside', '/imports']) expect((await get(`${path}?limit=${limit}`)).body, `${path} ${limit}`).toMatchObject({ status: 422, path: '/limit' })
  })
  test('ids that are none, of nothing, and of other things, are not found', async () => {
    const source = 'not-an-id'
    for (const path of ['/mentions/', '/people/', '/imports/']) for (const wrong of [source, id, topic, '%00', "'", '%F0%9F%98%80', 'ffffffff-ffff-ffff-ffff-ffffffffffff', topic.toUpperCase()]) {
      const answer = await get(path + wrong)
      expect([404, 422], `${path}${wrong} ${JSON.stringify(answer.body)}`).toContain(answer.status)
    }
    for (const [method, path] of [['PATCH', '/topics/'], ['DELETE', '/topics/'], ['DELETE', '/keys/'], ['DELETE', '/sources/'], ['PATCH', '/sources/'], ['DELETE', '/members/'], ['PATCH', '/members/'], ['DELETE', '/invitations/'], ['DELETE', '/set-aside/']] as const) for (const wrong of [source, id, '%00', "'"]) {
      const answer = await send(method, path + wrong, method === 'PATCH' ? '{}' : undefined)
      expect([404, 422], `${method} ${path}${wrong} ${JSON.stringify(answer.body)}`).toContain(answer.status)
    }
  })
  test('a query that cannot be read is a fault also where a file was asked for', async () => {
    expect((await get(`/mentions/export.csv?q=${encodeURIComponent('velora AND (')}`)).body).toMatchObject({ status: 422, code: 'listening.query.syntax' })
  })
})

describe('topics under strain', () => {
  test.each([['a NUL character', 'a\0b'], ['half a character', '\ud800']])('%s in a name is refused with its place', async (_, name) => {
    for (const [method, path, body] of [['POST', '/topics', { name, role: 'own', query: 'x' }], ['POST', '/keys', { name }], ['PATCH', `/topics/${topic}`, { name }], ['POST', '/sources', { channel: 'feed', name, settings: { url: 'https://news.example/feed' } }]] as const) {
      expect((await sendJson(method, path, body)).body, path).toMatchObject({ status: 422, path: '/name' })
    }
    expect((await world.call('PATCH', '/me', { name })).body).toMatchObject({ status: 422, path: '/name' })
  })
  test.each([
    ['a query of blanks', '   '], ['ten thousand brackets', '('.repeat(10_000)], ['ten thousand pairs of them', `${'('.repeat(10_000)}x${')'.repeat(10_000)}`], ['ten thousand times NOT', `x ${'NOT '.repeat(10_000)}y`], ['a minus alone', '-'], ['a star alone', '*'],
    ['stars that could go on for ever', `${'*a'.repeat(50)}*`], ['a NUL character', 'a\0b'], ['half a character', '\ud800'], ['a hundred thousand words', 'word '.repeat(19_999)], ['a hundred thousand signs', '"'.repeat(99_999)],
  ])('%s is a query or a clear fault', async (_, query) => {
    const preview = await sendJson('POST', '/topics/preview', { query })
    expect(preview.status, JSON.stringify(preview.body).slice(0, 300)).toBeLessThan(500)
    const made = await sendJson('POST', '/topics', { name: 'strange', role: 'own', query })
    expect(made.status, JSON.stringify(made.body).slice(0, 300)).toBeLessThan(500)
    if (made.status === 201) await send('DELETE', `/topics/${(made.body as { id: string }).id}`)
    await pastTheLoop()
  })
  test('two hundred topics at once, edited and removed at once, end as they were left', async () => {
    const made = await Promise.all(Array.from({ length: 200 }, (_, n) => sendJson('POST', '/topics', { name: `many ${n}`, role: 'industry', query: `velora AND ${n + 1}` })))
    expect(made.every((answer) => answer.status === 201)).toBe(true)
    const ids = made.map((answer) => (answer.body as { id: string }).id)
    await pastTheLoop()
    const [first = ''] = ids
    const edited = await Promise.all(Array.from({ length: 20 }, (_, n) => sendJson('PATCH', `/topics/${first}`, { query: `velora AND x${n}` })))
    expect(edited.every((answer) => answer.status === 200)).toBe(true)
    const removed = await Promise.all(ids.flatMap((id) => [send('DELETE', `/topics/${id}`), send('DELETE', `/topics/${id}`)]))
    expect(removed.filter((answer) => answer.status === 200)).toHaveLength(200)
    expect(removed.filter((answer) => answer.status === 404)).toHaveLength(200)
    expect((await sendJson('PATCH', `/topics/${first}`, { name: 'gone' })).status).toBe(404)
    expect(((await get('/topics')).body as { items: unknown[] }).items.length).toBe(1)
  })
  test('a topic removed before or while history is searched for it does not hold up the next', async () => {
    for (let round = 0; round < 15; round++) {
      const made = (await sendJson('POST', '/topics', { name: 'short-lived', role: 'industry', query: 'velora' })).body as { id: string }
      if (round % 3 > 0) await new Promise((resolve) => setTimeout(resolve, round * 40))
      await send('DELETE', `/topics/${made.id}`)
    }
    const next = (await sendJson('POST', '/topics', { name: 'next', role: 'industry', query: 'velora' })).body as { id: string }
    const done = await world.until(async () => ((await get('/topics')).body as { items: { id: string; backfill: { state: string } | null }[] }).items.find((one) => one.id === next.id), (one) => one?.backfill?.state === 'done')
    expect(done?.backfill?.state).toBe('done')
    await send('DELETE', `/topics/${next.id}`)
  })
  test('a topic that wants everything gets everything', async () => {
    const made = await sendJson('POST', '/topics', { name: 'all', role: 'industry', query: 'velora OR NOT velora' })
    expect([201, 422]).toContain(made.status)
    await pastTheLoop()
    if (made.status === 201) await send('DELETE', `/topics/${(made.body as { id: string }).id}`)
  })
})

test('the loop is still going, and nothing waits', async () => {
  await pastTheLoop()
  const health = (await world.anonymous('GET', '/health')).body as { ready: boolean }
  expect(health.ready).toBe(true)
  expect((await sendJson('POST', '/interactions', post())).status).toBe(202)
})
