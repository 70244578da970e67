/** Work that is begun early and handed on in order: what other threads are asked, one after another. */

/**
 * Results go on in the order in which they were added, one at a time, and no
 * more than `most` are under way. The first fault ends the line: nothing after
 * it is handed on.
 */
export class Line<Result> {
  readonly #most: number
  readonly #handOn: (result: Result) => Promise<void>
  readonly #onFault: () => void
  #last: Promise<void> = Promise.resolve()
  #underWay = 0
  #fault: { readonly thrown: unknown } | null = null
  #wake: (() => void) | null = null

  /** @param onFault called once, so that whoever waits for more input can be woken */
  constructor(most: number, handOn: (result: Result) => Promise<void>, onFault: () => void) {
    this.#most = most
    this.#handOn = handOn
    this.#onFault = onFault
  }

  /** Resolves when there is room for another. @throws what a result or handing it on threw. */
  async add(result: Promise<Result>): Promise<void> {
    this.#underWay += 1
    // Awaited below, maybe much later: until then a refusal is nobody's yet.
    result.catch(() => undefined)
    this.#last = this.#last.then(async () => {
      try {
        if (this.#fault === null) await this.#handOn(await result)
      } catch (thrown) {
        this.#fault = { thrown }
        this.#onFault()
      } finally {
        this.#underWay -= 1
        this.#wake?.()
      }
    })
    while (this.#underWay >= this.#most && this.#fault === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    this.#throwFault()
  }

  /** Resolves when everything was handed on. @throws what a result or handing it on threw. */
  async end(): Promise<void> {
    await this.#last
    this.#throwFault()
  }

  #throwFault(): void {
    if (this.#fault !== null) throw this.#fault.thrown
  }
}
