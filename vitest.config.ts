import { defineConfig } from 'vitest/config'

/**
 * Three suites: `unit` (pure), `engines` (real PostgreSQL and ClickHouse, one
 * of each for the whole run) and `journeys` (the whole product in a browser).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/properties.ts'],
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
          globalSetup: ['test/engines.ts'],
          setupFiles: ['test/properties.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
