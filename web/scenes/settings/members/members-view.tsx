/** Settings: Members. */
export function MembersView() {
  return null
}
