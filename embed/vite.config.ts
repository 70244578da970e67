/** How the chat for other sites is built: one file that needs nothing beside it. */
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/** Fails the build when the script that strangers' sites load is larger than was promised. */
function budget(limitBytes: number): Plugin {
  return {
    name: 'embed-budget',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const bytes = gzipSync(file.code, { level: 9 }).length
        this.info(`${file.fileName}: ${(bytes / 1_000).toFixed(1)} kB of ${limitBytes / 1_000} kB compressed`)
        if (bytes > limitBytes) this.error(`${file.fileName} takes ${(bytes / 1_000).toFixed(1)} kB compressed, more than the ${limitBytes / 1_000} kB that embed/vite.config.ts allows.`)
      }
    },
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [budget(20_000)],
  publicDir: false,
  build: {
    outDir: '../web/dist/embed', emptyOutDir: false, target: 'es2022', reportCompressedSize: false,
    lib: { entry: 'chat/main.ts', formats: ['iife'], name: 'RapportChat', fileName: () => 'chat.js' },
  },
})
