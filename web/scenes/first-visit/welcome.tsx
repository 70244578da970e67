/** Welcome. */
export function Welcome() {
  return null
}
