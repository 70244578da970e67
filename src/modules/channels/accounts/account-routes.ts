/** HTTP of our accounts. */
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Abilities } from '../../../kernel/message.ts'
import type { Connected } from '../account-contract.ts'
import { openAll } from './account-context.ts'
import { connectAccount, forgetAccount, pauseAccount, reconnectAccount, shownSettings, testAccount, tryAccount } from './account-deeds.ts'
import { abilitiesOf, templatesOf } from './account-sender.ts'
import { findAccount, listAccounts, type Account } from './account-store.ts'
import { authorise, authorised } from './authorising.ts'
import * as api from './api.ts'
import { hookUrl } from './hooks.ts'
import { standing } from './standing.ts'
import type { AccountDeps } from './ports.ts'

export function accountRoutes(deps: AccountDeps): MountedRoute[] {
  const view = (account: Account): api.AccountView => accountView(deps, account)
  return [
    handle(api.listAccountChannels, () => ({
      items: deps.channels.map(({ manifest, authorise: asks }) => ({
        id: manifest.id, name: manifest.name, about: manifest.about, steps: [...manifest.steps], hears: manifest.hears, authorises: asks !== undefined, abilities: abilitiesView(manifest.abilities),
        fields: manifest.fields.map(({ choices, ...field }) => ({ ...field, ...(choices ? { choices: [...choices] } : {}) })),
      })),
    })),
    handle(api.listAccounts, async () => ({ items: (await listAccounts(deps.db)).map(view) })),
    handle(api.getAccount, async ({ params }) => view(await findAccount(deps.db, params.id))),
    handle(api.tryAccount, async ({ body }) => found(await tryAccount(deps, body))),
    handle(api.connectAccount, async ({ body, actor }) => view(await connectAccount(deps, actor, body))),
    handle(api.authoriseAccount, ({ body }) => authorise(deps, body)),
    handle(api.authorisedAccount, async ({ body, actor }) => view(await authorised(deps, actor, body))),
    handle(api.testAccount, async ({ params }) => found(await testAccount(deps, params.id))),
    handle(api.reconnectAccount, async ({ params, body }) => view(await reconnectAccount(deps, params.id, body.settings))),
    handle(api.updateAccount, async ({ params, body }) => view(await pauseAccount(deps, params.id, body))),
    handle(api.listTemplates, async ({ params }) => ({ items: (await templatesOf(deps, params.id)).map((one) => ({ ...one, values: [...one.values] })) })),
    handle(api.removeAccount, async ({ params }) => {
      await forgetAccount(deps, params.id)
      return {}
    }),
  ]
}

const found = ({ name, handle: shown, externalId, expiresAt }: Connected<unknown>) => ({ name, handle: shown, externalId, expiresAt: expiresAt === null ? null : iso(expiresAt) })

function abilitiesView(abilities: Abilities): api.AccountView['abilities'] {
  const { visibilities, text, attachments, receipts, windowFor, ...rest } = abilities
  return { ...rest, ...(windowFor === undefined ? {} : { windowFor: [...windowFor] }), visibilities: [...visibilities], text: { ...text }, receipts: [...receipts], attachments: attachments === null ? null : { ...attachments, mediaTypes: [...attachments.mediaTypes] } }
}

function accountView(deps: AccountDeps, account: Account): api.AccountView {
  const channel = deps.channels.find((one) => one.manifest.id === account.channel)
  const settings = channel ? openAll(deps, account) : {}
  const { id, name, externalId, handle: shown, displayName, avatarUrl, paused, takenIn, setAside, refusedCalls, createdBy } = account
  const { needs, health } = standing(account, channel, deps.clock.now())
  return {
    id, name, externalId, handle: shown, displayName, avatarUrl, paused, takenIn, setAside, refusedCalls, createdBy, needs,
    channel: account.channel,
    settings: shownSettings(channel, settings),
    hookUrl: channel?.hear && channel.manifest.calledAs === undefined ? hookUrl(deps.publicUrl, account.channel, id) : null,
    health: { ...health, since: iso(account.healthSince) },
    expiresAt: account.expiresAt === null ? null : iso(account.expiresAt),
    renewsItself: channel?.renew !== undefined,
    lastHeardAt: account.lastHeardAt === null ? null : iso(account.lastHeardAt),
    abilities: abilitiesView(channel ? abilitiesOf(channel, settings) : noAbilities),
    createdAt: iso(account.createdAt),
  }
}

/** Of a channel that this version does not know. */
const noAbilities: Abilities = {
  visibilities: [], text: { max: 0, unit: 'code-points' }, subject: false, html: false, attachments: null, windowHours: null, templates: false,
  begins: false, edits: false, deletes: false, receipts: [], repeatable: false,
}
