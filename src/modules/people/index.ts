/** People: every voice as an identity, every identity as somebody. */
export { peopleRoutes } from './routes.ts'
export { checkProofs, holdPeople, joinIdentities, openPlacer, personOf, recognitionRoutes } from './recognition/index.ts'
export * from './consent/index.ts'
export * from './exchange/index.ts'
export { forgetIdentities, identitiesByHandle, identitiesOf, markAsked, observe, profilesOf, unnamed, type Observed } from './store.ts'
export { forgetPurchases, notePurchases } from './purchases.ts'
export { markActed, staleCount } from './list/stale.ts'
export { keepCardsTrue } from './list/refresh.ts'
