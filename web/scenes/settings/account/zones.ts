/** The time zones to choose from, by city. */
import { cityOf } from '../../../charts/zoned-time.ts'

interface ZoneOption {
  readonly value: string
  readonly label: string
  readonly also: string
}

/** Every zone that this browser knows; `current` stands among them even when it does not. */
export function zoneOptions(current?: string | null): readonly ZoneOption[] {
  const known = Intl.supportedValuesOf('timeZone')
  const all = new Set(['UTC', ...(current === null || current === undefined ? [] : [current]), ...known])
  return [...all].map((zone) => ({ value: zone, label: zone === 'UTC' ? zone : `${cityOf(zone)} · ${zone.split('/')[0] ?? zone}`, also: zone }))
}
