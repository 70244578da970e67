/** Settings: Account. */
export function AccountView() {
  return null
}
