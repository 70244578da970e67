/** Cascades: what was said once and carried on, as one. */
export { openCascades, tidyCascades, type Cascades } from './cascade-store.ts'
export { gatherHistory } from './gather-history.ts'
