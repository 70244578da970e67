/** Archives: files of old posts, read, previewed, taken in, undone. */
export { importFiles } from './import-files.ts'
export { importRoutes } from './import-routes.ts'
export { startImports, type ImportRunner } from './import-runner.ts'
export { countKnown } from './import-store.ts'
export { previewArchive } from './preview.ts'
export { readArchive } from './read-archive.ts'
export { tableFiles } from './table-files.ts'
