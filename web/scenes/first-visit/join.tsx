/** Join. */
export function Join() {
  return null
}
