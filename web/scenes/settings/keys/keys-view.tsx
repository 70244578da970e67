/** Settings: Keys. */
export function KeysView() {
  return null
}
