/** The boundaries of ARCHITECTURE.md, as rules that every test run checks. */
const moduleFolder = '^src/modules/([^/]+)/'
module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'A cycle has no bottom to start reading from.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'kernel-imports-nothing-of-ours', severity: 'error', from: { path: '^src/kernel/' }, to: { path: '^(src/(?!kernel/)|web/|embed/|sim/|test/)' } },
    { name: 'platform-imports-kernel-only', severity: 'error', from: { path: '^src/platform/', pathNot: '\\.(test|bench)\\.ts$' }, to: { path: '^(src/(?!kernel/|platform/)|web/|embed/|sim/|test/)', pathNot: '^$' } },
    { name: 'modules-never-import-each-other', severity: 'error', from: { path: moduleFolder }, to: { path: moduleFolder, pathNot: '^src/modules/$1/' } },
    { name: 'modules-import-kernel-and-platform-only', severity: 'error', from: { path: moduleFolder, pathNot: '\\.(test|bench)\\.ts$' }, to: { path: '^(src/(flows|commands|wiring)/|src/(app|main)\\.ts|web/|embed/|sim/|test/)' } },
    { name: 'flows-use-modules-through-their-index', severity: 'error', from: { path: '^src/flows/', pathNot: '\\.test\\.ts$' }, to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/index\\.ts$' } },
    { name: 'only-wiring-uses-flows', severity: 'error', from: { path: '^src/', pathNot: '^src/(app\\.ts|wiring/|flows/|commands/)' }, to: { path: '^src/flows/' } },
    { name: 'only-app-uses-wiring', severity: 'error', from: { path: '^src/', pathNot: '^src/(app\\.ts|wiring/)' }, to: { path: '^src/wiring/' } },
    { name: 'web-imports-kernel-and-types-only', severity: 'error', from: { path: '^web/', pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/(?!kernel/)', dependencyTypesNot: ['type-only'] } },
    { name: 'embed-stands-alone', severity: 'error', from: { path: '^embed/' }, to: { path: '^(src/(?!kernel/)|web/)' } },
    { name: 'sim-imports-kernel-only', severity: 'error', from: { path: '^sim/', pathNot: '\\.test\\.ts$' }, to: { path: '^(src/(?!kernel/)|web/|test/)' } },
    { name: 'tests-stay-out-of-the-product', severity: 'error', from: { path: '^(src|sim|web|embed)/', pathNot: '\\.(test|bench)\\.tsx?$' }, to: { path: '^(test/|.*\\.test\\.tsx?$)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json', '.css'] },
    detectProcessBuiltinModuleCalls: false,
  },
}
