/** Which modules of the page share a file. */

/** What is known of a module while files are put together. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** Libraries of the page itself, which are there from the start. */
const always = /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-query|query-core|react-router|router-core|react-store|store|history))\//

/** Whether a module needs no library besides those that are there from the start. */
export function isLight(id: string, graph: Graph, seen = new Set<string>()): boolean {
  if (seen.has(id) || always.test(id)) return true
  if (id.includes('node_modules')) return false
  seen.add(id)
  return (graph.getModuleInfo(id)?.importedIds ?? []).every((imported) => isLight(imported, graph, seen))
}

/**
 * A scene needs some fifty modules, and every file costs the browser and the
 * server several milliseconds. So what the page begins with is one file, and
 * the small parts that most scenes show are another.
 */
export const chunkGroups = [
  { name: 'page', tags: ['$initial' as const], priority: 2 },
  { name: (id: string, graph: Graph) => (isLight(id, graph) ? 'often' : null), test: /web\/(api|charts|components|hooks|mentions|shell|words)\/(?!said|first|later)|src\/kernel\//, minShareCount: 3, maxModuleSize: 6_000, priority: 1, includeDependenciesRecursively: false },
]
