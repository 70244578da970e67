/** People in and out: files of people, companies, purchases and relations. */
export { emptyIdentities } from './empty-identities.ts'
export { exchangeHolding } from './holding.ts'
export { runPeopleImports, type PeopleImportDeps } from './import-runner.ts'
export type { ExchangePorts } from './ports.ts'
export { exchangeRoutes } from './routes.ts'
