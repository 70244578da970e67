/** A channel as one letter in its colour, and identities as chips that carry it. */
import type { ReactNode } from 'react'
import css from './channel-mark.module.css'
import { cx } from './class-names.ts'

const known: Readonly<Record<string, readonly [letter: string, name: string, colour: string]>> = {
  bluesky: ['B', 'Bluesky', 'bluesky'],
  fediverse: ['F', 'Fediverse', 'fediverse'],
  feed: ['R', 'Feed', 'feed'],
  x: ['X', 'X', 'x'],
  youtube: ['Y', 'YouTube', 'youtube'],
  reddit: ['R', 'Reddit', 'reddit'],
  mail: ['@', 'Mail', 'mail'],
  email: ['@', 'Mail', 'mail'],
  reviews: ['★', 'Reviews', 'reviews'],
  site: ['C', 'Site', 'site'],
}

/** A channel's name as people write it: `bluesky` → Bluesky. */
export function channelTitle(channel: string): string {
  return known[channel]?.[1] ?? channel.charAt(0).toUpperCase() + channel.slice(1).replaceAll('-', ' ')
}

/** The letter says which channel; its name is said to those who cannot see it, unless it stands beside it (`named`). */
export function ChannelMark({ channel, named = false }: { readonly channel: string; readonly named?: boolean }) {
  const [letter, , colour] = known[channel] ?? [channel.charAt(0).toUpperCase() || '?', '', 'other']
  const title = channelTitle(channel)
  return <span className={css.mark} style={{ background: `var(--channel-${colour})` }} title={named ? undefined : title} role={named ? undefined : 'img'} aria-label={named ? undefined : title} aria-hidden={named || undefined}>{letter}</span>
}

/** One address on one channel, with what proves it when something does. */
export function IdentityChip({ channel, children, proof }: { readonly channel: string; readonly children: ReactNode; readonly proof?: ReactNode }) {
  return (
    <span className={cx(css.chip)}>
      <ChannelMark channel={channel} />
      <span className={css.address}>{children}</span>
      {proof !== undefined && <span className={css.proof}>{proof}</span>}
    </span>
  )
}
