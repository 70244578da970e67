/** Settings: Sources. */
export function SourcesView() {
  return null
}
