import { expect, test } from 'vitest'
import { presenceBoard } from './presence.ts'

const conversation = '00000000-0000-7000-8000-000000000001'
const scope = { accounts: [], team: null, labels: [], assignee: null }
const said = (member: string, doing: 'looks' | 'writes' | 'left', at: number) => ({ is: 'presence' as const, conversation, member, name: member.toUpperCase(), doing, writes: doing === 'writes' ? 'reply' as const : null, at, scope })
const here = (board: ReturnType<typeof presenceBoard>) => board.at(conversation).map(({ member, doing }) => [member, doing])

test('whoever says nothing more stops writing, then is gone, and pages are told once each time', () => {
  const board = presenceBoard()
  expect(board.say(said('an', 'writes', 0))).toBe(true)
  expect(board.say(said('an', 'writes', 5_000))).toBe(false)
  expect(board.sweep(25_000)).toEqual([])
  expect(board.sweep(25_001)).toEqual([{ conversation, scope }])
  expect(here(board)).toEqual([['an', 'looks']])
  expect(board.sweep(25_002)).toEqual([])
  expect(board.sweep(50_001)).toEqual([{ conversation, scope }])
  expect(here(board)).toEqual([])
})

test('whoever says so again stays; whoever leaves is gone at once', () => {
  const board = presenceBoard()
  board.say(said('an', 'looks', 0))
  board.say(said('bo', 'writes', 1_000))
  board.say(said('an', 'looks', 40_000))
  expect(board.sweep(46_001)).toHaveLength(1)
  expect(here(board)).toEqual([['an', 'looks']])
  expect([board.say(said('an', 'left', 47_000)), board.say(said('an', 'left', 47_001))]).toEqual([true, false])
  expect(here(board)).toEqual([])
})
