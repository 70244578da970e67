/** Which status is newer, by the ids of a server. Pure. */

/**
 * Ids grow: as numbers of any length (Mastodon), as text of one length (Pleroma,
 * GoToSocial). Comparing the length first serves both.
 */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** Bits below the milliseconds in Mastodon's ids (`lib/mastodon/snowflake.rb`). */
const snowflakeBits = 16n

/**
 * The id a while before another one. What travelled slowly between servers is
 * filed under the time it was written, below ids that were seen already; so
 * asking begins a little earlier. Ids that hold no time come back unchanged.
 */
export function earlierId(id: string, ms: number): string {
  if (!/^\d{17,19}$/.test(id)) return id
  const earlier = BigInt(id) - (BigInt(Math.floor(ms)) << snowflakeBits)
  return earlier > 0n ? String(earlier) : '0'
}
