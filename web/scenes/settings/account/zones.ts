/** The time zones to choose from, by city. */
import { cityOf } from '../../../charts/zoned-time.ts'

interface ZoneOption {
  readonly value: string
  readonly label: string
  readonly also: string
}

/**
 * Every zone that this browser knows; `current` stands among them even when it does not.
 * @param said Puts a place into the member's language.
 */
export function zoneOptions(said: (place: string) => string, current?: string | null): readonly ZoneOption[] {
  const known = Intl.supportedValuesOf('timeZone')
  const all = new Set(['UTC', ...(current === null || current === undefined ? [] : [current]), ...known])
  return [...all].map((zone) => ({ value: zone, label: zone === 'UTC' ? zone : `${said(cityOf(zone))} · ${said(zone.split('/')[0] ?? zone)}`, also: zone }))
}
