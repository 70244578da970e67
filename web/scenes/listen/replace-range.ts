/** Changes a stretch of a text field as if it had been typed, so that the browser's own undo takes it back. */
export function replaceRange(field: HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus()
  field.setSelectionRange(from, to)
  // The only way to write into the field's undo history; every browser has it, whatever its standing in the specifications.
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
  if (done) return
  field.setRangeText(text, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
