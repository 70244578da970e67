import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world?.close())

interface Card { id: string; name: string; tags: string[]; stage: string | null; owner: string | null; ours: boolean; depth: string; purchases: number; spentMinor: number; interactions: number; companies: { id: string; name: string }[] }
interface Profile { tags: { value: string; entry: string }[]; traits: { name: string; holds: { value: string; source: string }; others: { value: string }[]; disputed: boolean }[]; notes: { value: string; entry: string }[]; tasks: { value: { title: string; doneAt: number | null }; entry: string }[]; life: { stage: string; depth: string; exchanges: number; hold: unknown; moves: { from: string; to: string; at: string; because: { by: string } }[] }; value: { state: string; spentMinor: number; purchases: { amountMinor: number }[] }; companies: { name: string; role: string }[]; suggestedCompanies: { domain: string }[] }

const days = (n: number): string => new Date(Date.now() - n * 86_400_000).toISOString()
const act = (n: number, who: string, extra: object = {}) => ({ channel: 'forum', externalId: `p-${who}-${n}`, kind: 'post', at: days(n), text: `words ${n}`, author: { externalId: who, handle: who, name: `Rider ${who}` }, ...extra })
const people = async (query = ''): Promise<Card[]> => ((await world.call('GET', `/people?${query}`)).body as { items: Card[] }).items
const idOf = async (name: string): Promise<string> => (await people(`q=${name}`))[0]?.id ?? ''
const profile = async (id: string): Promise<Profile> => (await world.call('GET', `/people/${id}/profile`)).body as Profile
const does = async (id: string, deed: object): Promise<string> => {
  const answer = await world.call('POST', `/people/${id}/acts`, deed)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return (answer.body as { id: string }).id
}
const undo = (id: string) => world.call('POST', `/people/acts/${id}/undo`, {})

beforeAll(async () => {
  const sent = await world.call('POST', '/interactions', [
    act(200, 'anna'), act(100, 'anna'), act(50, 'anna'), act(3, 'bert'),
    { channel: 'shop', externalId: 'o-1', kind: 'purchase', direction: 'inbound', at: days(30), author: { externalId: 'cora@workshop.example', name: 'Cora' }, purchase: { amountMinor: 289_000, currency: 'EUR', number: '1', items: [{ name: 'T2' }] } },
    { channel: 'forum', externalId: 'x', kind: 'post', at: days(1), author: { externalId: 'x' }, purchase: { amountMinor: 1, currency: 'EUR' } },
    ...[40, 38, 36].map((n) => ({ channel: 'chat', externalId: `m-${n}`, kind: 'message', direction: 'inbound', at: days(n), text: 'a question', author: { externalId: 'dirk', name: 'Dirk' } })),
    ...[39, 37, 35].map((n) => ({ channel: 'chat', externalId: `m-${n}`, kind: 'message', direction: 'outbound', at: days(n), text: 'an answer', author: { externalId: 'desk', name: 'The desk' }, relations: [{ kind: 'reply', externalId: `m-${n + 1}`, authorExternalId: 'dirk' }] })),
  ])
  expect(sent.body).toMatchObject({ accepted: 11, refused: 1 })
  expect((sent.body as { results: { code?: string }[] }).results[5]?.code).toBe('interaction.purchase')
  await world.app.recorded()
})

test('everybody is in the list with their stage, told as it came to be', async () => {
  const list = await people()
  expect(Object.fromEntries(list.map((one) => [one.name, one.stage]))).toEqual({ 'Rider anna': 'fan', 'Rider bert': 'stranger', Cora: 'customer', Dirk: 'prospect', 'The desk': null })
  const anna = await profile(await idOf('anna'))
  expect(anna.life.moves.map((move) => [move.from, move.to, move.at.slice(0, 10), move.because.by])).toEqual([['stranger', 'fan', days(50).slice(0, 10), 'rules']])
})

test('who speaks for us is one of us, and talk both ways is a relationship', async () => {
  const list = await people()
  expect(list.find((one) => one.name === 'The desk')?.ours).toBe(true)
  expect(list.find((one) => one.name === 'Dirk')?.depth).toBe('relationship')
  expect(list.find((one) => one.name === 'Rider anna')?.depth).toBe('connection')
  expect((await profile(await idOf('dirk'))).life.exchanges).toBe(5)
  const partners = (await world.call('GET', `/people/${await idOf('dirk')}/partners`)).body as { items: { name: string; fromThem: number }[] }
  expect(partners.items).toMatchObject([{ name: 'The desk', fromThem: 3 }])
})

test('money is counted, and value says what it needs', async () => {
  const cora = await profile(await idOf('cora'))
  expect(cora.value).toMatchObject({ state: 'too-little', spentMinor: 289_000, needs: { customers: 100, repeaters: 30 } })
  expect((await people('sort=spent'))[0]).toMatchObject({ name: 'Cora', spentMinor: 289_000, depth: 'business' })
})

describe('what is said by hand', () => {
  test('is seen at once, found by search, and undone exactly', async () => {
    const bert = await idOf('bert')
    const tagged = await does(bert, { is: 'tag', tag: 'test rider' })
    await does(bert, { is: 'note', text: 'Asked for a courtesy wheel.' })
    expect((await people('q=courtesy')).map((one) => one.name)).toEqual(['Rider bert'])
    expect((await people('tags=test%20rider')).map((one) => one.name)).toEqual(['Rider bert'])
    await undo(tagged)
    expect((await people('tags=test%20rider')).length).toBe(0)
    expect((await profile(bert)).notes.map((note) => note.value)).toEqual(['Asked for a courtesy wheel.'])
    await undo(tagged)
    expect((await people('q=courtesy')).length).toBe(1)
  })
  test('holds against what channels show, and both stay to be seen', async () => {
    const anna = await idOf('anna')
    const named = await does(anna, { is: 'trait', name: 'name', value: 'Anna by hand' })
    const { traits } = await profile(anna)
    expect(traits.find((trait) => trait.name === 'name')).toMatchObject({ holds: { value: 'Anna by hand', source: 'hand' }, others: [{ value: 'Rider anna' }], disputed: false })
    await undo(named)
    expect((await people('q=anna'))[0]?.name).toBe('Rider anna')
  })
  test('a stage is held until it is given back', async () => {
    const anna = await idOf('anna')
    await does(anna, { is: 'stage', stage: 'advocate' })
    expect((await people('stages=advocate')).map((one) => one.id)).toEqual([anna])
    await does(anna, { is: 'stage', stage: null })
    expect((await profile(anna)).life).toMatchObject({ stage: 'fan', hold: null })
    expect((await profile(anna)).life.moves.map((move) => move.to)).toEqual(['fan', 'advocate', 'fan'])
    expect((await world.call('POST', `/people/${anna}/acts`, { is: 'stage', stage: 'wizard' })).body).toMatchObject({ code: 'people.no-stage' })
  })
  test('a task is done and opened again', async () => {
    const anna = await idOf('anna')
    await does(anna, { is: 'task', title: 'Call back', due: '2026-12-01' })
    const [task] = (await profile(anna)).tasks
    const done = await does(anna, { is: 'task-done', entry: task?.entry, done: true })
    expect((await profile(anna)).tasks[0]?.value.doneAt).not.toBeNull()
    expect(((await world.call('GET', '/people/tasks')).body as { items: unknown[] }).items).toEqual([])
    await undo(done)
    expect(((await world.call('GET', '/people/tasks')).body as { items: { name: string }[] }).items).toMatchObject([{ name: 'Rider anna' }])
  })
})

test('an act on many is done in the background and undone as a whole', async () => {
  const begun = await world.call('POST', '/people/acts', { deed: { is: 'tag', tag: 'winter' }, whom: { filter: { channels: 'forum' } } })
  expect(begun.status).toBe(202)
  const { id } = begun.body as { id: string }
  await world.until(async () => (await world.call('GET', `/people/acts/${id}`)).body as { state: string; done: number }, (one) => one.state === 'done')
  await world.app.recorded()
  expect((await people('tags=winter')).length).toBe(2)
  await undo(id)
  await world.until(async () => (await world.call('GET', `/people/acts/${id}`)).body as { state: string }, (one) => one.state === 'undone')
  await world.app.recorded()
  expect((await people('tags=winter')).length).toBe(0)
})

test('rules are tried before they are saved, and then move everybody with a reason', async () => {
  const life = (await world.call('GET', '/people/life-cycle')).body as { edition: number; stages: { id: string; rule: unknown[] }[] }
  const stages = life.stages.map((stage) => (stage.id === 'fan' ? { ...stage, rule: [[{ measure: 'acts', value: 1 }]] } : stage))
  const tried = (await world.call('POST', '/people/life-cycle/try', { stages })).body as { moving: number; moves: { from: string; to: string; count: number }[] }
  expect(tried.moves).toMatchObject([{ from: 'stranger', to: 'fan', count: 1 }])
  expect((await people('stages=stranger')).length).toBe(1)
  expect((await world.call('PUT', '/people/life-cycle', { stages, after: life.edition })).status).toBe(200)
  expect((await world.call('PUT', '/people/life-cycle', { stages, after: life.edition })).body).toMatchObject({ code: 'people.stages-changed' })
  await world.until(() => people('stages=stranger'), (list) => list.length === 0)
  const flow = (await world.call('GET', `/people/life-cycle/flow?from=${days(365)}&to=${new Date().toISOString()}&steps=2`)).body as { flows: { from: string | null; to: string; count: number }[][]; at: string[] }
  expect(flow.flows[1]?.reduce((sum, one) => sum + one.count, 0)).toBe(4)
  const band = flow.flows[1]?.find((one) => one.to === 'customer')
  expect(band).toMatchObject({ from: null, count: 1 })
  expect((await people(`flowFrom=new&flowTo=customer&flowStart=${flow.at[1]}&flowEnd=${flow.at[2]}`)).map((one) => one.name)).toEqual(['Cora'])
})

test('companies have people, and mail addresses suggest them', async () => {
  const cora = await idOf('cora')
  expect((await profile(cora)).suggestedCompanies).toMatchObject([{ domain: 'workshop.example' }])
  expect((await world.call('POST', '/companies', { name: 'Everybody', domains: ['gmail.com'] })).body).toMatchObject({ code: 'people.free-domain' })
  const made = (await world.call('POST', '/companies', { name: 'The Workshop', domains: ['workshop.example'] })).body as { id: string }
  expect((await world.call('POST', '/companies', { name: 'Another', domains: ['workshop.example'] })).body).toMatchObject({ code: 'people.domain-taken' })
  expect((await world.call('GET', `/companies/${made.id}`)).body).toMatchObject({ people: [], suggested: [{ name: 'Cora' }] })
  await does(cora, { is: 'company', company: made.id, role: 'buys' })
  expect((await world.call('GET', `/companies/${made.id}`)).body).toMatchObject({ people: [{ name: 'Cora', role: 'buys' }], suggested: [], spentMinor: 289_000 })
  expect((await people(`company=${made.id}`)).map((one) => one.name)).toEqual(['Cora'])
  expect(((await world.call('GET', `/companies/${made.id}/timeline`)).body as { items: { kind: string }[] }).items).toMatchObject([{ kind: 'purchase' }])
  expect(((await world.call('GET', '/companies')).body as { items: object[] }).items).toMatchObject([{ name: 'The Workshop', people: 1 }])
})

test('habits say how sure they are', async () => {
  const habits = (await world.call('GET', `/people/${await idOf('dirk')}/habits`)).body as { acts: number; needs: number; best: unknown; channels: { asked: number; answered: number; perWeek: { low: number; high: number } }[] }
  expect(habits).toMatchObject({ acts: 3, sittings: 3, best: null })
  expect(habits.channels[0]).toMatchObject({ asked: 3, answered: 2 })
  expect(habits.channels[0]!.perWeek.high).toBeGreaterThan(habits.channels[0]!.perWeek.low)
})

test('views are mine until I share them, and the export is what is seen', async () => {
  const view = (await world.call('POST', '/people/views', { name: 'Buyers', search: { bought: 'true' }, columns: ['spent'] })).body as { id: string }
  expect(((await world.call('GET', '/people/views')).body as { items: object[] }).items).toMatchObject([{ name: 'Buyers', mine: true, shared: false }])
  expect((await world.call('PATCH', `/people/views/${view.id}`, { shared: true })).body).toMatchObject({ shared: true })
  const csv = (await world.call('GET', '/people/export.csv?bought=true&columns=spent,stage')).body as string
  expect(csv).toContain('person,name,spent,stage,currency')
  expect(csv.trim().split('\r\n')).toHaveLength(2)
  expect(csv).toContain('Cora,2890,customer,EUR')
})

describe('questions that make no sense', () => {
  const awkward = ['\0', '%', '%00', "x' or 1=1; --", '👨‍👩‍👧', '-1', '1e999', 'NaN', '__proto__', ',', ',,a,', 'a'.repeat(3_000), '00000000-0000-7000-8000-000000000000']
  test('break neither the list nor its count nor its export', async () => {
    for (const name of ['q', 'channels', 'stages', 'tags', 'owner', 'ours', 'company', 'depth', 'bought', 'spentMin', 'aliveMax', 'silentDays', 'flowFrom', 'flowStart', 'sort', 'columns']) for (const value of awkward) for (const path of ['/people', '/people/count', '/people/export.csv']) {
      const answer = await world.call('GET', `${path}?${name}=${encodeURIComponent(value)}`)
      expect(answer.status, `${path} ${name}=${JSON.stringify(value.slice(0, 40))} ${JSON.stringify(answer.body).slice(0, 300)}`).toBeLessThan(500)
    }
  })
  test('are refused with their place where they would change something', async () => {
    const anna = await idOf('anna')
    for (const [deed, status] of [[{ is: 'tag', tag: 'a,b' }, 422], [{ is: 'tag', tag: ' ' }, 422], [{ is: 'note', text: '' }, 422], [{ is: 'wizardry' }, 422], [{ is: 'task', title: 'x', due: 'soon' }, 422], [{ is: 'household', person: '00000000-0000-7000-8000-000000000000' }, 422], [{ is: 'company', company: '00000000-0000-7000-8000-000000000000' }, 422]] as const) {
      expect((await world.call('POST', `/people/${anna}/acts`, deed)).status, JSON.stringify(deed)).toBe(status)
    }
    expect((await world.call('POST', '/people/00000000-0000-7000-8000-000000000000/acts', { is: 'tag', tag: 'x' })).status).toBe(404)
    expect((await undo('00000000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await world.call('PUT', '/people/life-cycle', { stages: [{ id: 'a', name: 'A', rule: [[{ measure: 'purchases', value: 1 }]] }], after: 1 })).body).toMatchObject({ code: 'people.stages', path: '/stages/0' })
    expect((await world.call('GET', '/people/life-cycle/flow?from=2026-10-01T00:00:00Z&to=2026-09-01T00:00:00Z')).body).toMatchObject({ code: 'people.flow-period' })
    expect((await world.call('GET', '/people?flowFrom=new')).body).toMatchObject({ code: 'people.flow' })
  })
})

test('what was said survives a restart, and what was begun for many goes on', async () => {
  const begun = (await world.call('POST', '/people/acts', { deed: { is: 'tag', tag: 'survivor' }, whom: { filter: {} } })).body as { id: string; total: number }
  await world.restart()
  await world.until(async () => (await world.call('GET', `/people/acts/${begun.id}`)).body as { state: string }, (one) => one.state === 'done')
  await world.app.recorded()
  expect((await people('tags=survivor')).length).toBe(begun.total)
})

test('a talk of one evening is no habit, however much is said in it', async () => {
  const at = (n: number): string => new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000 + n * 60_000).toISOString()
  await world.call('POST', '/interactions', Array.from({ length: 40 }, (_, n) => ({ channel: 'chat', externalId: `talk-${n}`, kind: 'message', direction: 'inbound', at: at(n), text: `Line ${n}`, author: { externalId: 'ella', name: 'Ella' } })))
  const person = await world.until(async () => ((await world.call('GET', '/people?q=ella')).body as { items: { id: string }[] }).items[0]?.id, (id) => id !== undefined)
  const habits = await world.until(async () => (await world.call('GET', `/people/${person ?? ''}/habits`)).body as { acts: number; sittings: number; best: unknown }, ({ acts }) => acts === 40)
  expect(habits).toMatchObject({ sittings: 1, best: null })
})
