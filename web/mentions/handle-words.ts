/** How people write an address: `@tide.blue` for a handle, a mail address, number or full address as it is. Pure. */

export function handleWords(handle: string): string {
  return /[@\s]|^\+?\d|^[a-z]{0,3}-?\d{3,}$/i.test(handle) ? handle : `@${handle}`
}

/** An identity in a word: its handle, else its name, else its address. */
export function identityWords({ handle, name, externalId }: { readonly handle: string | null; readonly name: string | null; readonly externalId: string }): string {
  return handle === null || handle === '' ? name ?? externalId : handleWords(handle)
}
