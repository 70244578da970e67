/** The routes of roles. */
import type { Clock } from '../../kernel/instant.ts'
import { may, permissions, roles } from '../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import * as api from './api.ts'
import { addCustomRole, changeCustomRole, customRoles, removeCustomRole, type CustomRole } from './custom-roles.ts'
import type { RecentActors } from './recent-actors.ts'
import type { MemberDb } from './tables.ts'

const shown = ({ permissions: allowed, reach, ...rest }: CustomRole) => ({
  ...rest,
  permissions: [...allowed],
  reach: reach === null ? null : { accounts: [...reach.accounts], teams: reach.teams === 'own' ? ('own' as const) : [...reach.teams], labels: [...reach.labels], teamless: reach.teamless },
})

export function customRoleRoutes(db: MemberDb, recent: RecentActors, clock: Clock): MountedRoute[] {
  return [
    handle(api.listRoles, async () => ({ builtIn: roles.map((role) => ({ role, permissions: permissions.filter((permission) => may({ role }, permission)) })), items: (await customRoles(db)).map(shown) })),
    handle(api.addRole, async ({ actor, body }) => shown(await addCustomRole(db, actor, body, clock.now()))),
    handle(api.changeRole, async ({ actor, params, body }) => {
      const role = await changeCustomRole(db, actor, params.id, body)
      recent.clear()
      return shown(role)
    }),
    handle(api.removeRole, async ({ actor, params }) => {
      await removeCustomRole(db, actor, params.id)
      return {}
    }),
  ]
}
