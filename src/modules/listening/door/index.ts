/** The door: firehoses read and matched on every core. */
export { DoorPool, type Sieve } from './door-pool.ts'
export { DoorMatcher } from './door-matcher.ts'
export { followKey, passesOn } from './followed.ts'
