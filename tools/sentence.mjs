// A fault that is told as one sentence, without a stack, by everything that runs before the product can.

/** What went wrong and what to do, for the eyes of whoever typed the command. */
export class Told extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message)
    this.name = 'Told'
  }
}

/**
 * Prints a fault as a sentence and leaves; a fault nobody foresaw keeps its stack.
 * @param {unknown} thrown
 * @returns {never}
 */
export function tellAndLeave(thrown) {
  if (thrown instanceof Told && !process.env['RAPPORT_DEBUG']) console.error(thrown.message)
  else console.error(thrown)
  process.exit(1)
}
