/** The words for roles, by their names in the API. */
import type { Role } from '../../src/kernel/permission.ts'

export const roleWord = { owner: 'shell.roleOwner', manager: 'shell.roleManager', agent: 'shell.roleAgent', analyst: 'shell.roleAnalyst', guest: 'shell.roleGuest' } as const satisfies Record<Role, string>
/** What a role may do, in one sentence. */
export const roleMayWord = { owner: 'entry.mayOwner', manager: 'entry.mayManager', agent: 'entry.mayAgent', analyst: 'entry.mayAnalyst', guest: 'entry.mayGuest' } as const satisfies Record<Role, string>
