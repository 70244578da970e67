/** Reads an interaction that a person corrected by hand. Pure. */

/** The JSON value, or why it is none. The API judges whether the value is an interaction. */
export function interactionIn(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value }
    return { fault: text.trim().slice(0, 40) }
  } catch (fault) {
    return { fault: fault instanceof Error ? fault.message : String(fault) }
  }
}
