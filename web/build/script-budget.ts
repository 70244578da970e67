/** Reports what script the first load costs, and fails the build when it is over the budget. */
import { gzipSync } from 'node:zlib'
import type { Logger, Plugin } from 'vite'

/** The parts of a bundle that the sum needs; Rollup's and Rolldown's chunks both have them. */
interface ScriptChunk {
  readonly type: 'chunk'
  readonly fileName: string
  readonly code: string
  readonly isEntry: boolean
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
  readonly facadeModuleId: string | null
  readonly moduleIds: readonly string[]
}
type Bundle = Readonly<Record<string, ScriptChunk | { readonly type: 'asset' }>>

/** What is fetched to show Today in one language, besides the entry and its static imports. */
const firstScene = [/\/scenes\/today\/today-scene\.tsx$/, /\/shell\/shell\.tsx$/, /\/words\/first\.nl\.ts$/]

/** What only some visitors need, and nobody waits for: the Dutch of what the server says. */
const neverFirst = /\/words\/said[./-]/

/** Modules that the first load fetches although nobody waits for them. */
export function tooEarly(bundle: Bundle): string[] {
  return firstLoad(bundle).flatMap((file) => {
    const chunk = bundle[file]
    return chunk?.type === 'chunk' ? chunk.moduleIds.filter((id) => neverFirst.test(id)) : []
  })
}

/** The files that a first visit to Today fetches. */
export function firstLoad(bundle: Bundle): string[] {
  const files = new Set<string>()
  const visit = (file: string): void => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || files.has(file)) return
    files.add(file)
    chunk.imports.forEach(visit)
  }
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') continue
    const { facadeModuleId } = chunk
    if (chunk.isEntry || (facadeModuleId !== null && firstScene.some((scene) => scene.test(facadeModuleId)))) visit(chunk.fileName)
  }
  return [...files]
}

/** @param limitBytes Gzipped bytes of all script that the first load fetches. */
export function scriptBudget({ limitBytes }: { readonly limitBytes: number }): Plugin {
  let logger: Logger | undefined
  return {
    name: 'script-budget',
    apply: 'build',
    configResolved(config) {
      logger = config.logger
    },
    generateBundle(_options, output) {
      const bundle = output as unknown as Bundle
      const sized = firstLoad(bundle).map((file) => {
        const chunk = bundle[file]
        return { file, bytes: chunk?.type === 'chunk' ? gzipSync(chunk.code, { level: 9 }).length : 0 }
      })
      const total = sized.reduce((sum, { bytes }) => sum + bytes, 0)
      const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
      const lines = sized.sort((a, b) => b.bytes - a.bytes).map(({ file, bytes }) => `  ${kB(bytes).padStart(9)}  ${file}`)
      logger?.info(`script on first load: ${kB(total)} of ${kB(limitBytes)} compressed\n${lines.join('\n')}`)
      const early = tooEarly(bundle)
      if (early.length > 0) this.error(`The first load fetches ${early.join(', ')}. Fetch it with import(), as web/words/words.tsx does.`)
      if (total > limitBytes) this.error(`The first load takes ${kB(total)} of script, more than the ${kB(limitBytes)} that web/vite.config.ts allows. Load what Today does not need with lazy() or import().`)
    },
  }
}
