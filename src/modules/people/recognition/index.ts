/** Recognition: which identities are one person, on what evidence, and how that is undone. */
export { holdPeople } from './link-store.ts'
export { joinIdentities, personOf } from './join.ts'
export { recognitionRoutes } from './routes.ts'
export { openPlacer } from './placer.ts'
export { checkProofs } from './check-proofs.ts'
