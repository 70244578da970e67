/** People: every voice as an identity, every identity as somebody. */
export { peopleRoutes } from './routes.ts'
export { forgetIdentities, identitiesByHandle, identitiesOf, markAsked, observe, profilesOf, unnamed, type Observed } from './store.ts'
