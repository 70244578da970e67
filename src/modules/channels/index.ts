/** Channels: every network as a folder with one contract, read by sources that keep their place. */
export type { Channel, Manifest } from './contract.ts'
export type { Delivery, Door, TakeIn } from './ports.ts'
export { channelRoutes } from './routes.ts'
export { startRunner, type Runner } from './runner.ts'
export { addSource, listSources, trimAside } from './source-store.ts'
export { countKnown, importFiles, importRoutes, startImports, tableFiles } from './archive/index.ts'
export { channelsHolding } from './holding.ts'
export { askableChannels, askAuthors, type AskDeps } from './ask-authors.ts'
