/** Recognition: which identities are one person, on what evidence, and how that is undone. */
export { changePeople } from './acts.ts'
export { identify, identifyAll, type Identification, type Identified, type IdentifiedBy } from './identify.ts'
export { holdPeople } from './link-store.ts'
export { joinIdentities, keepApart, personOf, personsOf, undoLink } from './join.ts'
export { addressOf } from './address.ts'
export { recognitionRoutes } from './routes.ts'
export { openPlacer } from './placer.ts'
export { checkProofs } from './check-proofs.ts'
