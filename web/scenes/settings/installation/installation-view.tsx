/** Settings: Installation. */
export function InstallationView() {
  return null
}
