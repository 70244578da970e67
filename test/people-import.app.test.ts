import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityId } from '../src/kernel/ids.ts'
import { openWorld, type World } from './world.ts'

let world: World
let key = ''
interface View { id: string; state: string; words: string; created: number; changed: number; unchanged: number; joined: number; refused: number; rowsRead: number; shared: { address: string }[]; kept: { identity: string; because: string }[]; keptCount: number }
interface Preview { mapping: { columns: { column: string; target: string }[]; written: object }; looksLike: string | null; doubts: string[]; counts: Record<string, number>; rows: { row: number; outcome: string; because: string | null }[] }

beforeAll(async () => {
  world = await openWorld()
  key = ((await world.call('POST', '/keys', { name: 'files' })).body as { key: string }).key
})
afterAll(() => world?.close())

const upload = async (text: string | Uint8Array, what = 'people', name = 'file.csv'): Promise<View> => {
  const answer = await fetch(`${world.app.url}/api/v1/people-imports?what=${what}&fileName=${name}`, { method: 'POST', body: typeof text === 'string' ? text : new Uint8Array(text), headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' } })
  const view = await answer.json() as View
  expect(answer.status, JSON.stringify(view)).toBe(201)
  return view
}
const look = async (id: string, mapping?: object): Promise<Preview> => {
  const { status, body } = await world.call('POST', `/people-imports/${id}/preview`, mapping ? { mapping } : {})
  expect(status, JSON.stringify(body)).toBe(200)
  return body as Preview
}
const until = (id: string, state: string): Promise<View> => world.until(async () => (await world.call('GET', `/people-imports/${id}`)).body as View, (view) => {
  if (view.state === 'failed' && state !== 'failed') throw new Error(view.words)
  return view.state === state
})
const take = async (text: string, what = 'people', change: object = {}): Promise<View> => {
  const { id } = await upload(text, what)
  const { mapping } = await look(id)
  await world.call('POST', `/people-imports/${id}/start`, { mapping: { ...mapping, ...change } })
  return until(id, 'finished')
}
const personOf = async (channel: string, address: string) => (await world.call('GET', `/people/${identityId(channel, address)}`)).body as { id: string; name: string; identities: { channel: string; externalId: string; name: string | null }[]; status?: number }
const consentsOf = async (channel: string, address: string) => ((await world.call('GET', `/people/${identityId(channel, address)}/consents`)).body as { standing: { purpose: string; channel: string; answer: { may: boolean; because: { is: string } } }[] }).standing
const exported = async (): Promise<Record<string, unknown>[]> => {
  const answer = await fetch(`${world.app.url}/api/v1/people/export?format=ndjson`, { headers: { authorization: `Bearer ${key}` } })
  return (await answer.text()).trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)
}
const row = async (mail: string) => (await exported()).find((one) => JSON.stringify(one['identities']).includes(mail))

describe('a list of people', () => {
  const list = 'Klantnummer;Voornaam;Naam;E-mail;Telefoon;Geboortedatum;Bedrijf;Segment;Nieuwsbrief\nC-1;Ann;Ride;ann@ride.example;+32 470 11 11 11;13/02/1984;Tide Ltd;gold;ja\nC-2;Bo;Wave;bo@wave.example;;01/02/1990;Tide Ltd;;nee\nC-3;;;not a mail;;;;;\nC-4;;;c4@wave.example;;01/02/2090;;;\n;;;;;;;;nee\n'
  let id = ''

  test('is read with its separator, its dates and its words, and shows what would become of each row without keeping anything', async () => {
    id = (await upload(list)).id
    const preview = await look(id)
    expect(Object.fromEntries(preview.mapping.columns.map(({ column, target }) => [column, target]))).toMatchObject({ Klantnummer: 'customer', Voornaam: 'firstName', 'E-mail': 'mail', Telefoon: 'phone', Geboortedatum: 'birthday', Bedrijf: 'company', Segment: 'trait', Nieuwsbrief: 'consent:news:mail' })
    expect(preview.counts).toMatchObject({ rows: 5, created: 2, changed: 0, refused: 3 })
    expect(preview.rows.filter((one) => one.because !== null).map((one) => one.because)).toEqual([expect.stringContaining('no mail address'), expect.stringContaining('2090-02-01 lies ahead'), expect.stringContaining('names nobody')])
    expect((await world.call('GET', `/people/${identityId('mail', 'ann@ride.example')}`)).status).toBe(404)
  })

  test('can be tried out whole, and keeps nothing then', async () => {
    const { mapping } = await look(id)
    await world.call('POST', `/people-imports/${id}/check`, { mapping })
    expect(await until(id, 'checked')).toMatchObject({ created: 2, refused: 3, rowsRead: 5 })
    expect((await world.call('GET', `/people/${identityId('mail', 'ann@ride.example')}`)).status).toBe(404)
  })

  test('makes people with all their addresses, traits, companies and choices', async () => {
    const { mapping } = await look(id)
    await world.call('POST', `/people-imports/${id}/start`, { mapping })
    expect(await until(id, 'finished')).toMatchObject({ created: 2, refused: 3 })
    const ann = await personOf('mail', 'ann@ride.example')
    expect(ann.name).toBe('Ann Ride')
    expect(ann.identities.map((one) => `${one.channel}:${one.externalId}`).toSorted()).toEqual(['customer:C-1', 'mail:ann@ride.example', 'phone:+32470111111'])
    expect(await row('ann@ride.example')).toMatchObject({ traits: { birthday: '1984-02-13', Segment: 'gold' }, companies: ['Tide Ltd'] })
    expect((await consentsOf('mail', 'ann@ride.example')).find((one) => one.purpose === 'news' && one.channel === 'mail')?.answer.may).toBe(true)
    expect((await consentsOf('mail', 'bo@wave.example')).find((one) => one.purpose === 'news' && one.channel === 'mail')?.answer).toMatchObject({ may: false, because: { is: 'withdrawn' } })
    const refused = await fetch(`${world.app.url}/api/v1/people-imports/${id}/refused.csv`, { headers: { authorization: `Bearer ${key}` } }).then((answer) => answer.text())
    expect(refused.trim().split('\n')).toHaveLength(4)
  })

  test('imported again changes nothing', async () => {
    expect(await take(list)).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
  })

  test('never turns a no into a yes that is older', async () => {
    await world.call('POST', `/people/${identityId('mail', 'ann@ride.example')}/consents`, { purpose: 'news', channel: 'mail', act: 'withdrawn', proof: 'They called.', identity: identityId('mail', 'ann@ride.example') })
    await take('email,newsletter,opt-in time\nann@ride.example,yes,2020-01-01\n')
    expect((await consentsOf('mail', 'ann@ride.example')).find((one) => one.purpose === 'news' && one.channel === 'mail')?.answer.may).toBe(false)
  })
})

describe('an undo', () => {
  test('brings everything back as it was, joins included, and lists what was changed since', async () => {
    await take('email,name,loyalty\nkept@undo.example,Before,old\n')
    await take('phone,name\n+32470999999,Somebody\n')
    const before = await row('kept@undo.example')
    const made = await take('email,phone,name,loyalty,company\nkept@undo.example,+32470999999,After,new,Undo Ltd\nfresh@undo.example,,Fresh,x,Undo Ltd\nspoke@undo.example,,Spoke,y,\n')
    expect(made).toMatchObject({ joined: 1, created: 2, changed: 1 })
    expect((await personOf('mail', 'kept@undo.example')).identities).toHaveLength(2)
    await world.call('POST', '/interactions', { channel: 'mail', externalId: 'spoke-1', kind: 'message', direction: 'inbound', author: { externalId: 'spoke@undo.example' }, at: '2026-11-20T10:00:00Z', text: 'Hello' })
    await world.app.recorded()
    await world.call('POST', `/people-imports/${made.id}/undo`)
    const undone = await until(made.id, 'undone')
    expect(undone).toMatchObject({ keptCount: 1, kept: [{ identity: identityId('mail', 'spoke@undo.example'), because: 'acted' }] })
    // The stage is made from the rest in the background, and may not have been there yet.
    expect({ ...(await row('kept@undo.example')), stage: null }).toEqual({ ...before, stage: null })
    expect((await personOf('phone', '+32470999999')).identities).toHaveLength(1)
    expect((await world.call('GET', `/people/${identityId('mail', 'fresh@undo.example')}`)).status).toBe(404)
    expect((await personOf('mail', 'spoke@undo.example')).identities).toHaveLength(1)
  })
})

describe('purchases', () => {
  const orders = 'Order number;Date;Email;Total;Currency\nA-1;20-11-2026;buyer@shop.example;1.234,50;EUR\nA-2;21-11-2026;buyer@shop.example;12,00;EUR\nA-3;31-12-2090;buyer@shop.example;1,00;EUR\nA-4;22-11-2026;;1,00;EUR\nA-5;22-11-2026;buyer@shop.example;free;EUR\n'
  test('count once, however often the file comes, and go with an undo', async () => {
    const first = await take(orders, 'purchases')
    expect(first).toMatchObject({ created: 2, refused: 3 })
    await world.app.recorded()
    expect(await row('buyer@shop.example')).toMatchObject({ purchases: 2, spentMinor: 124650, currency: 'EUR' })
    expect(await take(orders, 'purchases')).toMatchObject({ created: 0, unchanged: 2 })
    await world.app.recorded()
    expect(await row('buyer@shop.example')).toMatchObject({ purchases: 2 })
    await world.call('POST', `/people-imports/${first.id}/undo`)
    await until(first.id, 'undone')
    expect(await row('buyer@shop.example')).toBeUndefined()
  })
})

test('relations and companies come in, and a relation with oneself is refused', async () => {
  expect(await take('company name,domain\nBelt Works,www.belts.example\nBelt Works,\n,\n', 'companies')).toMatchObject({ created: 1, unchanged: 1 })
  expect(await take('from,to,relation\nnew@friend.example,old@friend.example,referred by\nself@friend.example,self@friend.example,family\n', 'relations')).toMatchObject({ refused: 1 })
  const answer = await fetch(`${world.app.url}/api/v1/companies/export`, { headers: { authorization: `Bearer ${key}` } })
  expect(await answer.text()).toContain('Belt Works,belts.example')
})

describe('what people send', () => {
  test('a telephone that many share joins nobody, and says so', async () => {
    const view = await take(`email,phone,name\n${Array.from({ length: 60 }, (_, at) => `shared${at}@many.example,+3221234567,${['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'][at % 6]} ${['Ride', 'Wave', 'Moss', 'Dune', 'Fjord'][at % 5]}${at}`).join('\n')}\n`)
    expect(view.refused).toBe(0)
    expect(view.shared.map((one) => one.address)).toEqual(['+3221234567'])
    expect((await personOf('mail', 'shared1@many.example')).identities).toHaveLength(1)
  })
  test('names that are SQL, HTML, emoji or a formula are names', async () => {
    const names = ["Robert'); drop table people.identities;--", '<script>alert(1)</script>', '🚲🌊', '=HYPERLINK("https://evil.example")', 'אבגד', 'a\u200bb']
    const view = await take(`email,name\n${names.map((name, at) => `odd${at}@names.example,"${name.replaceAll('"', '""')}"`).join('\n')}\n`)
    expect(view).toMatchObject({ created: names.length, refused: 0 })
    expect((await personOf('mail', 'odd0@names.example')).name).toBe(names[0])
    const csv = await fetch(`${world.app.url}/api/v1/people/export`, { headers: { authorization: `Bearer ${key}` } }).then((answer) => answer.text())
    expect(csv).not.toMatch(/(^|,)"?=HYPERLINK/m)
    expect(csv).toContain("'=HYPERLINK")
  })
  test('names that are empty, of spaces alone or with signs that no database keeps lose nobody', async () => {
    const names = ['', '   ', 'Zero\0Byte', 'Half \ud83d', 'N/A', '"', 'a\tb\\c']
    const view = await take(`email,name,segment\n${names.map((name, at) => `blank${at}@names.example,"${name.replaceAll('"', '""')}","x${name.replaceAll('"', '""')}"`).join('\n')}\n`)
    const refused = await fetch(`${world.app.url}/api/v1/people-imports/${view.id}/refused.csv`, { headers: { authorization: `Bearer ${key}` } }).then((answer) => answer.text())
    expect({ created: view.created, refused: view.refused }, refused).toEqual({ created: names.length - 1, refused: 1 })
    expect(refused).toContain('blank2@names.example')
    expect((await personOf('mail', 'blank0@names.example')).name).toBe('blank0@names.example')
    expect((await personOf('mail', 'blank6@names.example')).name).toBe('a\tb\\c')
  })
  test('five hundred columns are five hundred traits', async () => {
    const columns = Array.from({ length: 499 }, (_, at) => `column ${at}`)
    const view = await take(`email,${columns.join(',')}\nwide@columns.example,${columns.map((_, at) => at).join(',')}\n`)
    expect(view.created).toBe(1)
    expect(Object.keys((await row('wide@columns.example'))!['traits'] as object)).toHaveLength(499)
  })
  test('letters of another time are read as they were meant', async () => {
    const { id } = await upload(Buffer.from('email;name\nrene@letters.example;Ren\xe9e Ver\xedn\n', 'latin1'))
    const { mapping, doubts } = await look(id)
    expect(doubts.join(' ')).toContain('windows-1252')
    await world.call('POST', `/people-imports/${id}/start`, { mapping })
    await until(id, 'finished')
    expect((await personOf('mail', 'rene@letters.example')).name).toBe('Renée Verín')
  })
  test('a file that is none, an unknown meaning and a wrong state each have an answer', async () => {
    const none = await fetch(`${world.app.url}/api/v1/people-imports?fileName=x.xlsx`, { method: 'POST', body: new Uint8Array([0x50, 0x4b, 3, 4, 5, 6, 7, 8, 9]), headers: { authorization: `Bearer ${key}` } })
    expect(none.status).toBe(422)
    const { id } = await upload('email\nx@state.example\n')
    const { mapping } = await look(id)
    expect((await world.call('POST', `/people-imports/${id}/start`, { mapping: { ...mapping, columns: [{ column: 'email', target: 'password' }] } })).body).toMatchObject({ code: 'people.import.target' })
    expect((await world.call('POST', `/people-imports/${id}/undo`)).body).toMatchObject({ code: 'people.import.state' })
    expect((await world.call('DELETE', `/people-imports/${id}`)).status).toBe(200)
  })
  test('who asked never to be recorded is passed over', async () => {
    await take('email\ngone@never.example\n')
    await world.call('POST', `/people/${identityId('mail', 'gone@never.example')}/erase`, { because: 'Asked.', neverAgain: true })
    expect(await take('email,name\ngone@never.example,Gone\nhere@never.example,Here\n')).toMatchObject({ created: 1, refused: 1 })
  })
})

describe.each([
  ['HubSpot contacts', 'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lifecycle Stage,Associated Company,Create Date,Unsubscribed from all email\n51,Ina,Hub,ina@hub.example,+32470000051,owner@company.example,customer,Hub Ltd,2024-03-01 10:00,true\n', 'ina@hub.example', { companies: ['Hub Ltd'], out: true }],
  ['Salesforce contacts', '"Id","IsDeleted","AccountId","LastName","FirstName","Salutation","Name","MailingCity","Phone","MobilePhone","Email","Title","Birthdate","HasOptedOutOfEmail","DoNotCall","CreatedDate"\n"0035g00000AAAAAAA1","false","0015g00000BBBBBBB1","Force","Sal","","Sal Force","Ghent","","+32470000052","sal@force.example","Buyer","1980-05-01","1","0","2023-01-01T10:00:00.000Z"\n', 'sal@force.example', { place: 'Ghent', out: true }],
  ['Mautic contacts', 'id,title,firstname,lastname,company,position,email,phone,mobile,city,country,preferred_locale,points,tags,last_active,twitter\n7,,Mau,Tic,Tic Ltd,Chief,mau@tic.example,,+32470000053,Liège,Belgium,fr,25,"vip|fair",2026-01-01 10:00:00,@mautic\n', 'mau@tic.example', { companies: ['Tic Ltd'], tags: ['fair', 'vip'], out: false }],
  ['Chatwoot contacts', 'id,name,email,phone_number,identifier,company_name\n9,Cha Woot,cha@woot.example,+32470000054,cust-9,Woot Ltd\n', 'cha@woot.example', { companies: ['Woot Ltd'], out: false }],
  ['Mailchimp', '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\nmai@chimp.example,Mai,Chimp,4,"2024-01-01 10:00:00",192.0.2.1,"2024-01-01 10:05:00",192.0.2.1,,,,,,,,"2024-02-01 10:00:00",1,abc,,"""fans"",""north"""\n', 'mai@chimp.example', { tags: ['fans', 'north'], out: false, news: true }],
  ['Mailchimp, unsubscribed or cleaned', '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID,EUID,NOTES,TAGS\nleft@chimp.example,Left,Chimp,2,"2023-01-01 10:00:00","2024-03-01 10:00:00",Spring,"NORMAL",2,def,,\n', 'left@chimp.example', { out: true }],
] as const)('an export of %s', (name, text, mail, wanted) => {
  test('is recognised, and means what it says there', async () => {
    const { id } = await upload(text)
    const { mapping, looksLike, counts } = await look(id)
    expect(looksLike).toBe(name)
    expect(counts).toMatchObject({ created: 1, refused: 0 })
    await world.call('POST', `/people-imports/${id}/start`, { mapping })
    await until(id, 'finished')
    const { out, news, ...kept } = { news: false, ...wanted }
    expect(await row(mail)).toMatchObject(kept)
    const answers = await consentsOf('mail', mail)
    expect(answers.find((one) => one.purpose === 'news' && one.channel === 'mail')?.answer).toMatchObject(out ? { may: false, because: { is: 'withdrawn' } } : news ? { may: true } : { may: false, because: { is: 'never-asked' } })
  })
})
