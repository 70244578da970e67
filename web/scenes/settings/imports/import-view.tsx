/** Settings: Import. */
export function ImportView() {
  return null
}
