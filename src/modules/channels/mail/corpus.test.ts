/** Mails that nobody on this project wrote: many encodings, bounces, broken headers. They are not part of the repository. */
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kernel/ids.ts'
import { admit } from '../../../kernel/admission.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import { openKeptFiles } from '../../../platform/kept-files.ts'
import { readBounce } from './bounce.ts'
import { readMail } from './message-of.ts'
import { parseMail, type ParsedMail } from './parse-mail.ts'

const corpus = join(import.meta.dirname, '../../../../../shared/data/email')
const there = existsSync(corpus)
const folder = mkdtempSync(join(tmpdir(), 'rapport-corpus-'))
const files = openKeptFiles(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mails = there ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml')).toSorted() : []
if (!there) process.stderr.write('The mails of ../shared/data/email were not read: the folder is not there.\n')

const account = newId()
const now = Date.parse('2026-11-30T12:00:00Z')
const mailbox = { account, addresses: ['support@velora.example'], name: '', tokenKey: 'key' }
async function read(name: string): Promise<{ parsed: ParsedMail; item: Interaction }> {
  const parsed = await parseMail(createReadStream(join(corpus, name)), files)
  const mail = readMail(parsed, mailbox, false, now, now)
  return { parsed, item: mail.interaction(mail.messageId, parsed.files) }
}
/** Characters that stand where a wrong encoding was read. */
const spoilt = /\uFFFD|Ã.|â€/u

describe.skipIf(!there)('mails from elsewhere', () => {
  test('there are as many as there were', () => expect(mails.length).toBeGreaterThanOrEqual(80))
  test.each(mails)('%s is read: it has an author, a possible time, and can be kept', async (name) => {
    const { item } = await read(name)
    expect(item.author.externalId).toMatch(/@/)
    expect(item.at).toBeLessThanOrEqual(now + 600_000)
    const admission = admit(item, now)
    expect(admission.admitted, JSON.stringify(admission)).toBe(true)
  })
  test.each(mails.filter((name) => name.includes('attachment') && !name.includes('multi_charset/')))('%s: its attachment is kept, under a name', async (name) => {
    const { parsed } = await read(name)
    expect(parsed.files.length).toBeGreaterThan(0)
    for (const { name: shown, bytes } of parsed.files) {
      expect(shown).not.toMatch(/=\?|[\r\n]/)
      expect(bytes).toBeGreaterThanOrEqual(0)
    }
  })
  test.each(mails.filter((name) => /japanese|utf8_headers|ks_c/.test(name)))('%s: no character is spoilt', async (name) => {
    const { parsed } = await read(name)
    expect(`${parsed.subject} ${parsed.text.slice(0, 2_000)} ${parsed.from.map((one) => one.name).join(' ')}`).not.toMatch(spoilt)
  })
  test.each(mails.filter((name) => /bounce|report_5|multiple_status/.test(name)))('%s: a report of delivery says whom it did not reach', async (name) => {
    const { parsed, item } = await read(name)
    expect(item.message?.automatic).toBe('bounce')
    const bounce = readBounce(parsed.report?.status ?? '', parsed.report?.original ?? '')
    expect(bounce.failed.length, relative(corpus, name)).toBeGreaterThan(0)
    for (const failed of bounce.failed) expect(failed.address).toMatch(/@/)
  })
  test.each(mails.filter((name) => /report_4/.test(name)))('%s: a delay is no failure', async (name) => {
    const { parsed, item } = await read(name)
    expect(item.message?.automatic).toBe('bounce')
    expect(readBounce(parsed.report?.status ?? '', parsed.report?.original ?? '').failed).toEqual([])
  })
})
