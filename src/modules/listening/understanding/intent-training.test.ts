/** A company teaches its own intents. */
import { expect, test } from 'vitest'
import { readIntents, trainIntent, type IntentExample } from './intent-training.ts'

const wishes: Readonly<Record<string, readonly string[]>> = {
  delivery: ['where is my parcel', 'my order has not arrived', 'when will it be delivered', 'the parcel is late', 'track my order please'],
  return: ['i want to send it back', 'how do i return this', 'return label please', 'this does not fit, can i return it', 'send back the shoes'],
  opening: ['when are you open', 'are you open on sunday', 'what are the opening hours', 'is the shop open today', 'until when are you open'],
}
const examples: IntentExample[] = Object.entries(wishes).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })))

test('messages like those that were labelled get their intent', () => {
  const model = trainIntent(examples)
  expect(model.tell('my parcel has not been delivered').intent).toBe('delivery')
  expect(model.tell('can i send the shoes back').intent).toBe('return')
  expect(model.tell('are you open today').intent).toBe('opening')
})

test('the same examples and seed give the same weights, which can be kept and read again', () => {
  const one = trainIntent(examples, { seed: 3 })
  expect(Buffer.compare(Buffer.from(one.bytes), Buffer.from(trainIntent(examples, { seed: 3 }).bytes))).toBe(0)
  expect(readIntents(one.bytes).tell('opening hours on sunday')).toEqual(one.tell('opening hours on sunday'))
})

test('a single intent cannot be told from anything, and says so', () => {
  expect(() => trainIntent(examples.filter(({ intent }) => intent === 'return'))).toThrow('at least two')
})

test('damaged weights are refused with what to do', () => {
  const { bytes } = trainIntent(examples)
  expect(() => readIntents(bytes.slice(0, 500))).toThrow('Take the file from the release again')
  expect(() => readIntents(new Uint8Array(2))).toThrow('without a header')
})
