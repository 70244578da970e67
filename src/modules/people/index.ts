/** People: every voice as an identity, every identity as somebody. */
export { peopleRoutes } from './routes.ts'
export { changePeople, holdPeople, identify, identifyAll, joinIdentities, keepApart, personOf, personsOf, undoLink, addressOf, type Identification, type Identified, type IdentifiedBy } from './recognition/index.ts'
export { forgetIdentities, identitiesByHandle, identitiesOf, markAsked, observe, profilesOf, unnamed, type Observed } from './store.ts'
