import fc from 'fast-check'
import { sql } from 'kysely'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identityId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { freshPostgres } from '../../../../test/databases.ts'
import { forgetIdentities, identitiesOf, observe } from '../store.ts'
import { changePeople, undoAct } from './acts.ts'
import { identify, identifyAll, type IdentifiedBy } from './identify.ts'
import { allowTogether, joinIdentities, keepApart, personOf, personsOf, undoLink } from './join.ts'
import { linksTouching } from './link-store.ts'
import { partition, type PartitionLink } from './partition.ts'
import { regroup } from './regroup.ts'
import { forgetShared, stateShared } from './shared-store.ts'
import { splitPerson } from './split.ts'

let postgres: Postgres
const actor: Actor = { kind: 'member', id: 'm1', name: 'A manager', role: 'manager' }
let now = Date.parse('2026-11-22T12:00:00Z')
const at = (): number => (now += 1_000)
const id = (name: string): string => identityId('test', name)

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'people', folder: fileURLToPath(new URL('../migrations', import.meta.url)) }])
})
afterAll(() => postgres?.close())
beforeEach(async () => {
  await sql`truncate people.identities, people.link_acts cascade`.execute(postgres.db)
  await sql`delete from people.shared_addresses where because <> 'role'`.execute(postgres.db)
})

async function see(...names: string[]): Promise<void> {
  for (const name of names) await postgres.db.transaction().execute((tx) => observe(tx, [{ id: id(name), channel: 'test', author: { externalId: name, name: `Name of ${name}` }, at: at() }]))
}
/** Who is one person, as groups of names. */
async function groups(names: readonly string[]): Promise<string> {
  const persons = await personsOf(postgres.db, names.map(id))
  return [...Map.groupBy(names, (name) => persons.get(id(name))).values()].map((list) => list.join('')).toSorted().join(' ')
}
const say = (identities: IdentifiedBy[], source = 'test') => postgres.db.transaction().execute((tx) => identify(tx, { identities, source, at: now }, at()))
const personBy = (channel: string, externalId: string) => personOf(postgres.db, identityId(channel, externalId))
const linkBetween = async (x: string, y: string) => (await linksTouching(postgres.db, [id(x)])).find((link) => link.endedAt === null && [link.a, link.b].includes(id(y)))!

describe('by hand', () => {
  test('two people become one, an old id leads to who holds it, and the join is undone exactly', async () => {
    await see('a', 'b', 'c')
    const { act, people } = await joinIdentities(postgres.db, actor, [id('b'), id('a')], at())
    expect(new Set(people).size).toBe(1)
    expect(await groups(['a', 'b', 'c'])).toBe('ab c')
    expect((await identitiesOf(postgres.db, id('b'))).map((one) => one.externalId)).toEqual(['a', 'b'])
    expect(await personOf(postgres.db, id('b'))).toBe(id('a'))
    await undoAct(postgres.db, actor, act, at())
    expect(await groups(['a', 'b', 'c'])).toBe('a b c')
    await expect(undoAct(postgres.db, actor, act, at())).rejects.toMatchObject({ code: 'people.undone-already' })
  })

  test('months later a join is undone, and what came since goes with the side it came to', async () => {
    await see('a', 'b', 'c', 'd')
    await joinIdentities(postgres.db, actor, [id('a'), id('b')], at())
    now += 90 * 86_400_000
    await joinIdentities(postgres.db, actor, [id('b'), id('c')], at())
    await joinIdentities(postgres.db, actor, [id('a'), id('d')], at())
    expect(await groups(['a', 'b', 'c', 'd'])).toBe('abcd')
    await undoLink(postgres.db, actor, (await linkBetween('a', 'b')).id, at())
    // The second join named the person by its id, which is that of "a".
    expect(await groups(['a', 'b', 'c', 'd'])).toBe('acd b')
  })

  test('a person cannot be joined with themselves, nor twice, nor with nobody', async () => {
    await see('a', 'b')
    await expect(joinIdentities(postgres.db, actor, [id('a'), id('a')], at())).rejects.toMatchObject({ code: 'people.join-oneself' })
    await expect(joinIdentities(postgres.db, actor, [id('a'), id('nobody')], at())).rejects.toMatchObject({ code: 'not-found' })
    await joinIdentities(postgres.db, actor, [id('a'), id('b')], at())
    await expect(joinIdentities(postgres.db, actor, [id('a'), id('b')], at())).rejects.toMatchObject({ code: 'people.same-person' })
    await expect(keepApart(postgres.db, actor, id('a'), id('a'), at())).rejects.toMatchObject({ code: 'people.apart-oneself' })
  })

  test('never join holds against joining, says who said so, and can be taken back', async () => {
    await see('a', 'b', 'c')
    await joinIdentities(postgres.db, actor, [id('a'), id('b')], at())
    await keepApart(postgres.db, actor, id('b'), id('c'), at())
    const refused = await joinIdentities(postgres.db, actor, [id('a'), id('c')], at()).catch((thrown: unknown) => thrown as { code: string; details: { statements: string[] } })
    expect(refused).toMatchObject({ code: 'people.kept-apart' })
    await allowTogether(postgres.db, actor, (refused as { details: { statements: string[] } }).details.statements[0]!, at())
    await joinIdentities(postgres.db, actor, [id('a'), id('c')], at())
    expect(await groups(['a', 'b', 'c'])).toBe('abc')
    // Said of two who are one: they come apart, and together again when it is taken back.
    const { act } = await keepApart(postgres.db, actor, id('a'), id('c'), at())
    expect(await groups(['a', 'b', 'c'])).toBe('ab c')
    await undoAct(postgres.db, actor, act, at())
    expect(await groups(['a', 'b', 'c'])).toBe('abc')
  })

  test('never join in a circle keeps all three apart, whatever ties them, and gives way one by one', async () => {
    await see('a', 'b', 'c')
    for (const [x, y] of [['a', 'b'], ['b', 'c'], ['c', 'a']] as const) await keepApart(postgres.db, actor, id(x), id(y), at())
    for (const [x, y] of [['a', 'b'], ['b', 'c'], ['c', 'a']] as const) await expect(joinIdentities(postgres.db, actor, [id(x), id(y)], at())).rejects.toMatchObject({ code: 'people.kept-apart' })
    await expect(joinIdentities(postgres.db, actor, [id('a'), id('b'), id('c')], at())).rejects.toMatchObject({ code: 'people.kept-apart' })
    // Said the other way round it is the same statement.
    await keepApart(postgres.db, actor, id('b'), id('a'), at()).catch(() => undefined)
    await say([{ channel: 'test', externalId: 'a' }, { channel: 'test', externalId: 'b' }, { channel: 'test', externalId: 'c' }])
    expect(await groups(['a', 'b', 'c'])).toBe('a b c')
    const refused = await joinIdentities(postgres.db, actor, [id('a'), id('b')], at()).catch((thrown: unknown) => thrown as { details: { statements: string[] } })
    for (const statement of (refused as { details: { statements: string[] } }).details.statements) await allowTogether(postgres.db, actor, statement, at())
    expect(await groups(['a', 'b', 'c'])).toBe('ab c')
  })

  test('splitting takes some identities out, keeps each side whole, and is undone exactly', async () => {
    await see('a', 'b', 'c', 'd')
    for (const other of ['b', 'c', 'd']) await joinIdentities(postgres.db, actor, [id('a'), id(other)], at())
    const { act } = await splitPerson(postgres.db, actor, id('a'), [id('c'), id('d')], at())
    expect(await groups(['a', 'b', 'c', 'd'])).toBe('ab cd')
    await expect(splitPerson(postgres.db, actor, id('a'), [id('c')], at())).rejects.toMatchObject({ code: 'people.not-theirs' })
    await expect(splitPerson(postgres.db, actor, id('a'), [id('a'), id('b')], at())).rejects.toMatchObject({ code: 'people.split-nothing' })
    await undoAct(postgres.db, actor, act, at())
    expect(await groups(['a', 'b', 'c', 'd'])).toBe('abcd')
  })
})

describe('by rule', () => {
  const mail = (externalId: string, verified = true): IdentifiedBy => ({ channel: 'mail', externalId, verified })
  const customer = (externalId: string, name: string): IdentifiedBy => ({ channel: 'customer', externalId, profile: { name } })

  test('records with the same verified mail are one person, however it is written, also when said twice', async () => {
    await say([customer('17', 'Nel de Wit'), mail('Nel@Post.example')])
    await say([{ channel: 'shop', externalId: 'u9', profile: { name: 'N. de Wit' } }, mail(' nel@post.example ')])
    await say([{ channel: 'shop', externalId: 'u9' }, mail('nel@post.example')])
    expect(await personBy('customer', '17')).toBe(await personBy('shop', 'u9'))
    expect(await linksTouching(postgres.db, [identityId('mail', 'nel@post.example')])).toHaveLength(2)
  })

  test('a claim that nobody verified waits, and joins once it is verified', async () => {
    await say([{ channel: 'cookie', externalId: 'k1' }, mail('a@post.example', false)])
    expect(await personBy('cookie', 'k1')).not.toBe(await personBy('mail', 'a@post.example'))
    await say([{ channel: 'cookie', externalId: 'k1' }, mail('a@post.example')])
    expect(await personBy('cookie', 'k1')).toBe(await personBy('mail', 'a@post.example'))
  })

  test('boxes like info@ join nobody; said to be one person\'s, they do', async () => {
    await say([customer('1', 'A B'), mail('info@firm.example')])
    await say([customer('2', 'A B'), mail('info@firm.example')])
    expect(await personBy('customer', '1')).not.toBe(await personBy('customer', '2'))
    await stateShared(postgres.db, actor, 'mail', 'info@firm.example', false, at())
    expect(await personBy('customer', '1')).toBe(await personBy('customer', '2'))
    await forgetShared(postgres.db, 'mail', 'info@firm.example', at())
    expect(await personBy('customer', '1')).not.toBe(await personBy('customer', '2'))
  })

  test('a telephone that two different people have is a family\'s, and a browser on which two customers sign in a shop\'s', async () => {
    const phone: IdentifiedBy = { channel: 'phone', externalId: '+32 470 11 22 33' }
    await say([customer('1', 'Jan Peeters'), phone])
    await say([customer('2', 'J. Peeters'), phone])
    expect(await personBy('customer', '1')).toBe(await personBy('customer', '2'))
    await say([customer('3', 'Mieke Peeters'), phone])
    expect(new Set([await personBy('customer', '1'), await personBy('customer', '2'), await personBy('customer', '3')]).size).toBe(3)
    await say([customer('7', ''), { channel: 'cookie', externalId: 'kiosk' }])
    await say([customer('8', ''), { channel: 'cookie', externalId: 'kiosk' }])
    expect(await personBy('customer', '7')).not.toBe(await personBy('customer', '8'))
  })

  test('thousands with one telephone come in fast and stay apart', async () => {
    for (let block = 0; block < 4; block++) {
      await postgres.db.transaction().execute((tx) => identifyAll(tx, Array.from({ length: 500 }, (_, n) => ({ identities: [customer(`c${block}-${n}`, `Number${n * 7919} Person${block}${n}`), { channel: 'phone', externalId: '0000000' }], source: 'test', at: now })), at()))
    }
    const { rows } = await sql<{ people: number }>`select count(distinct person)::int as people from people.identities`.execute(postgres.db)
    expect(rows[0]!.people).toBe(2_001)
  })

  test('what somebody undid by hand is not joined again by the same claim', async () => {
    await say([customer('1', 'A'), mail('x@post.example')])
    const [link] = await linksTouching(postgres.db, [identityId('customer', '1')])
    await undoLink(postgres.db, actor, link!.id, at())
    await say([customer('1', 'A'), mail('x@post.example')])
    expect(await personBy('customer', '1')).not.toBe(await personBy('mail', 'x@post.example'))
  })

  test.each([[[mail('no address')], 'people.mail'], [[{ channel: 'phone', externalId: '12' }], 'people.phone'], [[], 'people.identities'], [[{ channel: 'No Channel', externalId: '1' }], 'people.channel'], [[{ channel: 'x', externalId: '\0' }], 'people.external-id']])('%j is refused', async (identities, code) => {
    await expect(say(identities as IdentifiedBy[])).rejects.toMatchObject({ code })
  })
})

describe('at once', () => {
  test('many joins of the same people at the same time leave one person and no half of anything', async () => {
    const names = Array.from('abcdefgh')
    await see(...names)
    const outcomes = await Promise.allSettled(names.flatMap((name, n) => names.slice(n + 1).map((other) => joinIdentities(postgres.db, actor, [id(name), id(other)], at()))))
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(7)
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'people.same-person' })
    expect(await groups(names)).toBe('abcdefgh')
  })

  test('joining somebody who is being erased either joins before or says that they are gone', async () => {
    const names = Array.from('abcd')
    await see(...names)
    await joinIdentities(postgres.db, actor, [id('a'), id('b')], at())
    await Promise.allSettled([
      changePeople(postgres.db, (tx) => forgetIdentities(tx, [id('a')])),
      joinIdentities(postgres.db, actor, [id('a'), id('c')], at()),
      joinIdentities(postgres.db, actor, [id('b'), id('d')], at()),
    ])
    expect(await personOf(postgres.db, id('a'))).toBeNull()
    const { rows } = await sql<{ id: string; person: string }>`select id, person from people.identities`.execute(postgres.db)
    for (const row of rows) expect(rows.map((one) => one.id)).toContain(row.person)
    const { rows: left } = await sql<{ n: number }>`select count(*)::int as n from people.links where a = ${id('a')} or b = ${id('a')}`.execute(postgres.db)
    expect(left[0]!.n).toBe(0)
  })
})

type Step = { do: 'join' | 'apart' | 'undo' | 'allow' | 'split' | 'forget'; x: number; y: number }
const steps = fc.array(fc.record({ do: fc.constantFrom<Step['do']>('join', 'join', 'join', 'apart', 'undo', 'undo', 'allow', 'split', 'forget'), x: fc.nat(6), y: fc.nat(6) }), { minLength: 3, maxLength: 14 })

test('property: whatever is joined, split, undone, kept apart and erased, in any order, people are exactly those of the links that remain', async () => {
  const names = Array.from('abcdefg')
  await fc.assert(fc.asyncProperty(steps, async (list) => {
    await sql`truncate people.identities, people.link_acts cascade`.execute(postgres.db)
    await see(...names)
    for (const step of list) {
      const [x, y] = [id(names[step.x]!), id(names[step.y]!)]
      await perform(step.do, x, y).catch((thrown: unknown) => { if (!(thrown instanceof Error && 'status' in thrown && Number(thrown.status) < 500)) throw thrown })
    }
    const { rows: members } = await sql<{ id: string; person: string; since: number; shared: boolean }>`select id, person, created_at as since, shared from people.identities`.execute(postgres.db)
    const { rows: links } = await sql<PartitionLink>`select id, a, b, kind, state, bits from people.links where state = 'standing'`.execute(postgres.db)
    const { rows: apart } = await sql<{ a: string; b: string }>`select a, b from people.apart where ended_at is null`.execute(postgres.db)
    const expected = partition({ members, links, apart }).personOf
    for (const member of members) expect(member.person).toBe(expected.get(member.id))
    // Nothing is left to do.
    expect(await changePeople(postgres.db, (tx) => regroup(tx, members.map((member) => member.id)))).toEqual([])
  }), { numRuns: 60 })
})

async function perform(deed: Step['do'], x: string, y: string): Promise<void> {
  const { db } = postgres
  if (deed === 'join') await joinIdentities(db, actor, [x, y], at())
  if (deed === 'apart') await keepApart(db, actor, x, y, at())
  if (deed === 'split') await splitPerson(db, actor, x, [y], at())
  if (deed === 'forget') await changePeople(db, (tx) => forgetIdentities(tx, [x]))
  if (deed === 'undo') {
    const { rows } = await sql<{ id: string }>`select id from people.link_acts where undone_at is null order by at desc offset ${x < y ? 1 : 0} limit 1`.execute(db)
    if (rows[0]) await undoAct(db, actor, rows[0].id, at())
  }
  if (deed === 'allow') {
    const { rows } = await sql<{ id: string }>`select id from people.apart where ended_at is null limit 1`.execute(db)
    if (rows[0]) await allowTogether(db, actor, rows[0].id, at())
  }
}
