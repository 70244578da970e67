/** Who may change whom. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { permissions, permissionsOf, roles } from '../../kernel/permission.ts'
import { beyond, keyScopes, mayChange, mayGrant } from './authority.ts'

const owner = { role: 'owner' } as const
const manager = { role: 'manager' } as const
const active = { suspended: false }

describe('changing a member', () => {
  test.each([
    ['a manager suspends an agent', manager, { role: 'agent', ...active }, { suspended: true }, 0],
    ['a manager makes an agent a manager', manager, { role: 'agent', ...active }, { role: 'manager' }, 0],
    ['an owner removes another owner', owner, { role: 'owner', ...active }, null, 1],
    ['an owner steps down when there is another', owner, { role: 'owner', ...active }, { role: 'agent' }, 1],
    ['the last owner stays owner', owner, { role: 'owner', ...active }, { role: 'owner' }, 0],
    ['a suspended owner is removed', owner, { role: 'owner', suspended: true }, null, 0],
  ] as const)('%s', (_, actor, member, change, others) => { expect(() => { mayChange(actor, member, change, others) }).not.toThrow() })

  test.each([
    ['a manager removes an owner', manager, { role: 'owner', ...active }, null, 3, 'Only an owner'],
    ['a manager restores an owner', manager, { role: 'owner', suspended: true }, { suspended: false }, 3, 'Only an owner'],
    ['a manager makes an owner', manager, { role: 'agent', ...active }, { role: 'owner' }, 3, 'Only an owner'],
    ['the last owner goes', owner, { role: 'owner', ...active }, null, 0, 'last owner'],
    ['the last owner steps down', owner, { role: 'owner', ...active }, { role: 'manager' }, 0, 'last owner'],
    ['the last owner is suspended', owner, { role: 'owner', ...active }, { suspended: true }, 0, 'last owner'],
  ] as const)('is refused when %s', (_, actor, member, change, others, because) => { expect(() => { mayChange(actor, member, change, others) }).toThrow(because) })

  test('an invitation cannot make more than its maker', () => {
    expect(() => { mayGrant(manager, 'owner') }).toThrow('Only an owner')
    expect(() => { mayGrant(manager, 'manager') }).not.toThrow()
  })
})

describe('what a key may do', () => {
  const role = fc.constantFrom(...roles)
  const scopes = fc.option(fc.subarray([...permissions]))

  test('never exceeds its role, its scopes or the role its maker has today', () => {
    fc.assert(
      fc.property(role, scopes, fc.option(role), (of, asked, maker) => {
        for (const permission of keyScopes(of, asked, maker)) {
          expect(permissionsOf({ kind: 'key', id: '', name: '', role: of })).toContain(permission)
          if (asked !== null) expect(asked).toContain(permission)
          if (maker !== null) expect(permissionsOf({ kind: 'member', id: '', name: '', role: maker })).toContain(permission)
        }
      }),
    )
  })

  test('shrinks to nothing beyond a guest when its maker becomes one', () => {
    expect(keyScopes('owner', null, 'guest')).toEqual(['topics.read', 'mentions.read'])
  })

  test('names the scopes that a role lacks', () => {
    expect(beyond('analyst', ['topics.manage', 'members.manage'])).toEqual(['members.manage'])
  })
})
