import { defineConfig } from 'vitest/config'

/** Tests that kill processes or fill disks while they count: they want the machine to themselves. */
const alone = ['test/{kill,kill-reading,erase-kill,outbox-kill,full-disk}.app.test.ts']

/**
 * Four suites: `unit` (pure), `engines` (real PostgreSQL and ClickHouse: one
 * PostgreSQL for the whole run with a database for each file, a ClickHouse for
 * each file), `alone` (the same, one file after the other) and `journeys` (the
 * whole product in a browser). Two files at once keep two cores busy, as most
 * of a file's time is waiting.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/properties.ts'],
          maxWorkers: 2,
          // Properties draw many cases, and a busy machine draws them slowly.
          testTimeout: 30_000,
          include: ['{src,sim,web,embed,tools,test,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.pg.test.ts', '**/*.ch.test.ts', '**/*.app.test.ts', 'test/journeys/**', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'engines',
          include: ['{src,sim,test}/**/*.{pg,ch,app}.test.ts'],
          exclude: [...alone, '**/node_modules/**'],
          globalSetup: ['test/engines.ts'],
          setupFiles: ['test/properties.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          globalSetup: ['test/engines.ts'],
          setupFiles: ['test/properties.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
