/** Settings: Imports. */
export function ImportsView() {
  return null
}
