/** Puts the cursor where somebody asked to type: a `ref` for a field that appears at their own press. */
export const focused = (element: HTMLElement | null): void => element?.focus()
