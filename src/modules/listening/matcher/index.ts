/** Many queries against each post. */
export { Matcher } from './matcher.ts'
