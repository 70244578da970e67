import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityId } from '../src/kernel/ids.ts'
import { addressHashes, mayContactMany, mayContactPerson, signedLinks, unsubscribeHeaders } from '../src/modules/people/index.ts'
import { secret } from '../src/platform/data-folder.ts'
import { connect } from '../src/platform/postgres/database.ts'
import { openWorld, type World } from './world.ts'

let world: World
const rider = identityId('mail', 'rider@mail.example')
const at = '2026-11-20T10:00:00Z'

beforeAll(async () => {
  world = await openWorld()
  const said = (channel: string, externalId: string, id: string) => ({ channel, externalId: id, kind: 'message', direction: 'inbound', author: { externalId, name: '<b>Ride & "Sea"</b> 🚲' }, at, text: 'Hello' })
  await world.call('POST', '/interactions', [said('mail', 'rider@mail.example', 'm1'), said('bluesky', 'did:plc:rider', 'b1')])
  await world.app.recorded()
})
afterAll(() => world?.close())

const standing = async (person: string, purpose: string, channel: string) => {
  const { body } = await world.call('GET', `/people/${person}/consents`)
  return (body as { standing: { purpose: string; channel: string; answer: { may: boolean; because: { is: string } } }[] }).standing.find((one) => one.purpose === purpose && one.channel === channel)?.answer
}
const link = async (): Promise<string> => ((await world.call('POST', `/people/${rider}/preference-link`, { language: 'nl' })).body as { url: string }).url
const form = (fields: [string, string][]) => ({ method: 'POST', body: new URLSearchParams(fields) })

describe('by hand', () => {
  test('nobody may be written to before they said yes', async () => {
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: false, because: { is: 'never-asked' } })
  })
  test('a yes needs something that shows it, a purpose that exists and a time that has been', async () => {
    const say = (body: object) => world.call('POST', `/people/${rider}/consents`, { purpose: 'news', channel: 'mail', act: 'granted', proof: 'Call of 20 November', ...body })
    expect((await say({ proof: '' })).status).toBe(422)
    expect((await say({ purpose: 'nonsense' })).body).toMatchObject({ code: 'people.consent.purpose' })
    expect((await say({ purpose: '*' })).body).toMatchObject({ code: 'people.consent.everything' })
    expect((await say({ at: '2099-01-01T00:00:00Z' })).body).toMatchObject({ code: 'people.consent.future' })
    expect((await say({ identity: identityId('mail', 'other@mail.example') })).body).toMatchObject({ code: 'people.consent.identity' })
    expect((await say({})).status).toBe(201)
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: true, because: { is: 'granted' } })
  })
  test('what was said is kept with who entered it and what shows it', async () => {
    const { body } = await world.call('GET', `/people/${rider}/consents`)
    expect((body as { said: object[] }).said).toMatchObject([{ act: 'granted', source: 'by-hand', proof: 'Call of 20 November', enteredBy: 'Owner' }])
  })
  test('a barred address stays so, whatever was said', async () => {
    await world.call('POST', '/suppressions', { channel: 'mail', address: ' Rider@Mail.example', reason: 'complaint' })
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: false, because: { is: 'suppressed' } })
    expect((await world.call('POST', '/suppressions/ask', { channel: 'mail', address: 'rider@mail.example' })).body).toMatchObject({ bars: [{ reason: 'complaint', purpose: '*' }] })
    expect((await world.call('POST', '/suppressions/lift', { channel: 'mail', address: 'rider@mail.example', because: 'They called.' })).body).toEqual({ lifted: true })
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: true })
  })
  test('the company\'s own purposes have names, words and an end', async () => {
    expect((await world.call('PUT', '/purposes/ride-tips', { name: { en: 'Ride tips', nl: 'Fietstips' }, basis: 'consent', channels: ['mail'], validMonths: 12 })).status).toBe(200)
    expect((await world.call('POST', '/purposes/ride-tips/wordings', { language: 'nl', words: 'Mogen wij u fietstips sturen?' })).status).toBe(201)
    expect((await world.call('PUT', '/purposes/Bad Name', { name: { en: 'x' }, basis: 'consent', channels: ['mail'] })).status).toBe(422)
    await world.call('POST', `/people/${rider}/consents`, { purpose: 'ride-tips', channel: 'mail', act: 'granted', proof: 'A form of last year', at: '2024-01-01T00:00:00Z' })
    expect(await standing(rider, 'ride-tips', 'mail')).toMatchObject({ may: false, because: { is: 'expired' } })
  })
})

test('journeys and segments get the same answer, for one and for many at once', async () => {
  const postgres = connect(world.config.databaseUrl!)
  try {
    const hashes = addressHashes(secret(world.config.dataFolder, 'addresses'))
    const other = identityId('bluesky', 'did:plc:rider')
    const many = await mayContactMany(postgres.db, hashes, [rider, other], 'news', 'mail', Date.now())
    expect(many.get(rider)).toEqual(await mayContactPerson(postgres.db, hashes, rider, 'news', 'mail', Date.now()))
    expect([many.get(rider)?.may, many.get(other)?.because.is]).toEqual([true, 'never-asked'])
  } finally {
    await postgres.close()
  }
})

describe('the page of the person outside', () => {
  test('opens without an account, in their language, without script, and shows no more of an address than its owner needs', async () => {
    const answer = await fetch(await link())
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(page).toContain('<html lang="nl">')
    expect(page).toContain('ri…@mail.example')
    expect(page).not.toContain('rider@mail.example')
    expect(page).not.toContain('<script')
    expect(page).toContain('Mogen wij u fietstips sturen?')
    expect(page.length).toBeLessThan(14_000)
    expect(await (await fetch(`${await link()}?lang=en`)).text()).toContain('Your choices')
  })
  test('keeps what they chose, with the words they read', async () => {
    const page = await (await fetch(await link(), form([['act', 'save'], ['lang', 'nl'], ['yes', 'ride-tips mail'], ['yes', 'no-such mail']]))).text()
    expect(page).toContain('Uw keuzes zijn bewaard')
    expect(await standing(rider, 'ride-tips', 'mail')).toMatchObject({ may: true })
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: false, because: { is: 'withdrawn' } })
    const { body } = await world.call('GET', `/people/${rider}/consents`)
    expect((body as { said: { source: string; wording: string }[] }).said.find((one) => one.source === 'preferences' && one.wording?.includes('fietstips'))).toBeTruthy()
  })
  test('one press stops everything', async () => {
    await fetch(await link(), form([['act', 'stop'], ['lang', 'nl']]))
    expect(await standing(rider, 'ride-tips', 'mail')).toMatchObject({ may: false })
    expect(await standing(rider, 'service', 'mail')).toMatchObject({ may: true, because: { is: 'no-consent-needed' } })
  })
  test('asking for a copy twice is asking once, and a member gives it by a link', async () => {
    const address = await link()
    for (let times = 0; times < 2; times++) await fetch(address, form([['act', 'copy'], ['lang', 'nl']]))
    const { items } = (await world.call('GET', '/privacy/requests')).body as { items: { id: string; kind: string; state: string }[] }
    expect(items.map((one) => [one.kind, one.state])).toEqual([['copy', 'waiting']])
    const given = (await world.call('POST', `/privacy/requests/${items[0]!.id}/confirm`)).body as { copyUrl: string }
    const page = await (await fetch(given.copyUrl)).text()
    expect(page).toContain('Alles wat wij over u bewaren')
    expect(page).toContain('rider@mail.example')
    // A name that is HTML is text.
    expect(page).toContain('&lt;b&gt;Ride &amp; &quot;Sea&quot;&lt;/b&gt; 🚲')
    expect(page).not.toContain('<b>Ride')
    expect(page).toContain(`${new URL(given.copyUrl).pathname}/file`)
    const file = await (await fetch(`${given.copyUrl}/file`)).json() as { sections: { title: string; items: object[] }[] }
    expect(file.sections.find((one) => one.title === 'What you said and did')?.items).toMatchObject([{ text: 'Hello' }])
    expect((await world.call('POST', `/privacy/requests/${items[0]!.id}/confirm`)).body).toMatchObject({ code: 'people.request.decided' })
  })
  test('a link that was changed, cut or made for something else opens nothing', async () => {
    const address = await link()
    for (const wrong of [`${address}x`, address.slice(0, -4), address.replace('/preferences/', '/unsubscribe/'), address.replace('/preferences/', '/my-copy/')]) {
      const answer = await fetch(wrong)
      expect(answer.status, wrong).toBe(404)
      expect(await answer.text()).toMatch(/link/)
    }
  })
  test('mail programs unsubscribe with one press, and looking at the link alone does nothing', async () => {
    const links = signedLinks(secret(world.config.dataFolder, 'links'))
    const headers = unsubscribeHeaders({ links, publicUrl: world.app.url }, { identity: rider, purpose: 'news', channel: 'mail' }, Date.now())
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const url = /^<(.*)>$/.exec(headers['List-Unsubscribe'])![1]!
    await world.call('POST', `/people/${rider}/consents`, { purpose: 'news', channel: 'mail', act: 'granted', proof: 'Call of today' })
    for (const method of ['GET', 'HEAD']) expect((await fetch(url, { method })).status).toBe(200)
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: true })
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click', redirect: 'manual' })
    expect(answer.status).toBe(200)
    expect(await standing(rider, 'news', 'mail')).toMatchObject({ may: false, because: { is: 'withdrawn' } })
    const body = new FormData()
    body.set('List-Unsubscribe', 'One-Click')
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200)
    const { said } = (await world.call('GET', `/people/${rider}/consents`)).body as { said: { source: string }[] }
    expect(said.filter((one) => one.source === 'one-click')).toHaveLength(2)
  })
  test('who tries many links is stopped', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => fetch(`${world.app.url}/preferences/x${at}.y`).then((answer) => answer.status)))
    expect(answers).toContain(429)
  })
})
