/** Our own accounts at networks: connected in the page, heard, spoken through, renewed in time. */
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { minuteMs } from '../../../kernel/instant.ts'
import type { MountedRoute } from '../../../platform/http/route.ts'
import type { SetAside } from '../contract.ts'
import { dropAside } from '../source-store.ts'
import { contextOf, wayInOf } from './account-context.ts'
import { accountRoutes } from './account-routes.ts'
import { startAccountRunner, type AccountRunner } from './account-runner.ts'
import { accountSender, type AccountSender } from './account-sender.ts'
import { listAccounts } from './account-store.ts'
import { keepHeard } from './heard.ts'
import { accountHooks, type AccountHooks } from './hooks.ts'
import { keepWaysIn } from './renewal.ts'
import type { AccountDeps } from './ports.ts'

export { accountEvents } from './events.ts'
export type { AccountDeps } from './ports.ts'

export interface Accounts extends AccountSender {
  readonly routes: readonly MountedRoute[]
  readonly hooks: AccountHooks
  /** Reads once more what could not be read, and drops it from what is set aside. @throws a Fault when it still cannot be read. */
  readAgain(account: Uuid, aside: SetAside & { readonly id: Uuid }): Promise<void>
  /** By which handles we are known where: for those who ask whether somebody is us. */
  handles(): Promise<readonly { readonly id: string; readonly channel: string; readonly handle: string }[]>
  /** Keeps reading until it is stopped. */
  listen(): AccountRunner
  /** Renews ways in, and warns, until the signal aborts. */
  keepWaysIn(signal: AbortSignal): Promise<void>
}

export function openAccounts(deps: AccountDeps): Accounts {
  return {
    ...accountSender(deps),
    routes: accountRoutes(deps),
    hooks: accountHooks(deps),
    readAgain: async (id, aside) => {
      const { account, channel, settings } = await wayInOf(deps, id)
      if (!channel.readAgain) throw new Invalid(`${channel.manifest.name} cannot be asked for this once more. Correct it and send it as \`interaction\`, or throw it away.`, undefined, 'accounts.not-again')
      const batch = await channel.readAgain(aside, contextOf(deps, account, settings, AbortSignal.timeout(minuteMs)))
      await keepHeard(deps, account, { ...batch, cursor: undefined }, async (tx) => {
        if (!(await dropAside(tx, aside.id))) throw new NotFound('set-aside item', aside.id)
      })
    },
    handles: async () => (await listAccounts(deps.db)).flatMap(({ id, channel, handle }) => (handle === null ? [] : [{ id, channel, handle }])),
    listen: () => startAccountRunner(deps),
    keepWaysIn: (signal) => keepWaysIn(deps, signal),
  }
}
