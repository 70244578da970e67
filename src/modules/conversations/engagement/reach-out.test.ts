import { expect, test } from 'vitest'
import { dayMs } from '../../../kernel/instant.ts'
import { mayReachOut, reachingOutSchema, type Outreach, type ReachingOut } from './reach-out.ts'

const now = 100 * dayMs
const said: Outreach = { channel: 'bluesky', visibility: 'public', saidAt: now - dayMs, addressedUs: false, isOurs: false, isBot: false, consent: null, earlier: [] }

test.each<[string, Partial<ReachingOut>, Partial<Outreach>, boolean, string]>([
  ['a public answer to what was said about us', {}, {}, true, 'A public answer is allowed'],
  ['which the company may not want', { publicReplies: false }, {}, false, 'do not allow answering in public'],
  ['but who speaks to us is answered', { publicReplies: false }, { addressedUs: true }, true, 'They spoke to us'],
  ['no unasked private message on a network that forbids it, whatever we set', { privateFirst: true }, { visibility: 'private', consent: { may: true, because: null } }, false, 'This network does not allow'],
  ['a mail to somebody who consented', { privateFirst: true }, { channel: 'mail', visibility: 'private', consent: { may: true, because: null } }, true, 'They consented'],
  ['no mail to somebody who did not', { privateFirst: true }, { channel: 'mail', visibility: 'private', consent: { may: false, because: null } }, false, 'did not consent'],
  ['not twice in a month', {}, { earlier: [now - 10 * dayMs] }, false, '1 times in 30 days'],
  ['but again after it', {}, { earlier: [now - 40 * dayMs] }, true, 'allowed'],
  ['not about what is long forgotten', {}, { saidAt: now - 20 * dayMs }, false, 'more than 14 days'],
  ['not to a machine', {}, { isBot: true }, false, 'run by a machine'],
  ['not to one of us', {}, { isOurs: true }, false, 'one of us'],
])('%s', (_, settings, given, may, because) => {
  const decision = mayReachOut(reachingOutSchema.parse(settings), { ...said, ...given }, now)
  expect(decision.may).toBe(may)
  expect(decision.because.some(({ en }) => en.includes(because))).toBe(true)
})

test('all reasons are said, in both languages', () => {
  const { because } = mayReachOut(reachingOutSchema.parse({ privateFirst: false }), { ...said, visibility: 'private', isBot: true, saidAt: 0, consent: { may: false, because: null } }, now)
  expect(because).toHaveLength(5)
  for (const { en, nl } of because) expect(en).not.toBe(nl)
})
