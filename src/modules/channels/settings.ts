/** A source's settings: checked by its channel, secrets sealed before they are stored and never shown. */
import { Invalid, NotFound } from '../../kernel/fault.ts'
import { parsed } from '../../platform/http/body.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import { isSealed, type Seal } from '../../platform/seal.ts'
import type { Channel } from './contract.ts'

type Settings = Readonly<Record<string, unknown>>

export function channelOf(channels: readonly Channel[], id: string): Channel {
  const channel = channels.find((one) => one.manifest.id === id)
  if (!channel) throw new NotFound('channel', id)
  return channel
}

/** @throws {Invalid} naming the field. */
export function checkSettings(channel: Channel, settings: Settings): Settings {
  const checked = parsed(channel.manifest.settings, settings, `Settings of ${channel.manifest.name}`)
  if (typeof checked !== 'object' || checked === null) throw new Invalid('Settings are an object.', { path: '/settings' })
  return checked as Settings
}

/**
 * Refuses addresses that could never be asked, before they are kept.
 * @throws {OutwardFault} saying which and why.
 */
export function checkAddresses(channel: Channel, settings: Settings, fetch: OutwardFetch): void {
  for (const { name, leadsOut } of channel.manifest.fields) {
    const value = settings[name]
    if (leadsOut && typeof value === 'string' && value !== '') fetch.check(/^[a-z]+:\/\//i.test(value) ? value : `https://${value}`)
  }
}

const secretsOf = (channel: Channel): string[] => channel.manifest.fields.filter((field) => field.kind === 'secret').map((field) => field.name)

export function sealSettings(channel: Channel, settings: Settings, seal: Seal): Settings {
  const secrets = secretsOf(channel)
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, secrets.includes(name) && typeof value === 'string' && !isSealed(value) ? seal.seal(value) : value]))
}

export function openSettings(channel: Channel, settings: Settings, seal: Seal): Settings {
  const secrets = secretsOf(channel)
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, secrets.includes(name) && typeof value === 'string' && isSealed(value) ? seal.open(value) : value]))
}

/** For the page: without secrets. */
export function shownSettings(channel: Channel | undefined, settings: Settings): Settings {
  const secrets = channel ? secretsOf(channel) : Object.keys(settings)
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secrets.includes(name)))
}

/** A secret that was left empty in a change stays what it was. */
export function withKeptSecrets(channel: Channel, change: Settings, before: Settings): Settings {
  const kept = secretsOf(channel).filter((name) => (change[name] === undefined || change[name] === '') && before[name] !== undefined)
  return { ...change, ...Object.fromEntries(kept.map((name) => [name, before[name]])) }
}
