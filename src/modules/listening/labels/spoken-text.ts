/** The words of a post that speak. */

/** A title says as much as a text, and reviews often say it there. */
export function spokenText({ text, title }: { readonly text: string; readonly title?: string | null | undefined }): string {
  if (!title) return text
  return text === '' ? title : `${title}\n${text}`
}
