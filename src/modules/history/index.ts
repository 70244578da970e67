/** What happened: every interaction that was kept, once, by identity. */
export type { Kept, Key, Understood } from './model.ts'
export { contentHash, understoodOf } from './model.ts'
export { forgetKnown, markRemoved, remember } from './known.ts'
export { historyStore, type History } from './store.ts'
export { historyHolding } from './holding.ts'
