import { expect, test } from 'vitest'
import { newId } from '../../../kernel/ids.ts'
import { answerAddress, bareId, conversationIn, externalIdOf, idsIn, keyOfOwn, messageIdOf, ownMessageId } from './mail-ids.ts'

const account = newId()
const conversation = newId()
const key = 'secret'

test('an answer finds its conversation by the address it was sent to, whatever the case, and a forged one finds none', () => {
  const address = answerAddress('support@company.example', conversation, account, key)
  expect(address).toMatch(/^support\+[0-9a-f]{48}@company\.example$/)
  const ours = ['support@company.example']
  expect(conversationIn(address ?? '', ours, account, key)).toBe(conversation)
  expect(conversationIn((address ?? '').toUpperCase(), ours, account, key)).toBe(conversation)
  expect(conversationIn((address ?? '').replace(/.@/, '0@').replace(/0@/, (at) => ((address ?? '').includes(at) ? '1@' : at)), ours, account, key)).toBeNull()
  expect(conversationIn(address ?? '', ours, newId(), key)).toBeNull()
  expect(conversationIn(address ?? '', ['other@company.example'], account, key)).toBeNull()
  expect(conversationIn(address ?? '', ours, account, 'another')).toBeNull()
  expect(answerAddress(`${'a'.repeat(30)}@company.example`, conversation, account, key)).toBeNull()
})

test('our own Message-ID is known again, and one with another key is not', () => {
  const message = newId()
  const id = ownMessageId(message, key, 'company.example')
  expect(keyOfOwn(id, key)).toBe(message)
  expect(keyOfOwn(id.replace(message, newId()), key)).toBeNull()
  expect(keyOfOwn('CAF=x@mail.example', key)).toBeNull()
})

test('ids are read from broken headers', () => {
  expect(bareId('  <a b@c.example> ')).toBe('ab@c.example')
  expect(bareId('no-brackets@c.example')).toBe('no-brackets@c.example')
  expect(bareId('<>')).toBeNull()
  expect(bareId(undefined)).toBeNull()
  expect(idsIn('<a@x> <b@x>,<a@x> garbage <c@x')).toEqual(['a@x', 'b@x'])
  expect(messageIdOf(externalIdOf('a@x', account))).toBe('a@x')
  expect(messageIdOf(externalIdOf('a@x#0123456789abcdef', account))).toBe('a@x')
})
