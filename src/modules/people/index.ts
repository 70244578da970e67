/** People: every voice as an identity, every identity as somebody. */
export { peopleRoutes } from './routes.ts'
export { forgetIdentities, identitiesByHandle, identitiesOf, observe, personsOf, type Observed } from './store.ts'
