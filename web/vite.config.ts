/** How the page is built into `web/dist`, and served while it is being worked on. */
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { chunkGroups } from './build/chunks.ts'
import { preloadFonts } from './build/preload-fonts.ts'
import { scriptBudget } from './build/script-budget.ts'

const server = 'http://localhost:8420'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), preloadFonts(['inter-latin-wght-normal', 'source-serif-4-latin-wght-normal']), scriptBudget({ limitBytes: 180_000 })],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false, rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } } },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/health': { target: server },
      '/pictures': { target: server },
    },
  },
})
