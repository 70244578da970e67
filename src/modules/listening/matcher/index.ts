/** Many queries against each post. */
export { Matcher } from './matcher.ts'
export { MatcherPool } from './pool.ts'
export { answerer } from './pool-worker.ts'
export type { LineFormat } from './post-lines.ts'
