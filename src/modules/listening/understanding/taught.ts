/** Understanding together with what people taught: leans of the models, and labels of nearly the same posts. */
import { Resembling, type Sketch } from './resemblance.ts'
import { openLearnt, openUnderstanding, type Labels, type Leans, type Understood } from './understanding.ts'

/** What people taught: leans of the models, and posts whose labels they corrected, the newest first. */
export interface Learnt {
  readonly leans: Leans
  readonly corrected: readonly { readonly sketch: Sketch; readonly labels: Partial<Labels> }[]
}

export type Labelled = Labels & { readonly language: string }

/** What is taught holds for all that comes after it. */
export class Taught {
  #understanding = openUnderstanding()
  #corrected = new Resembling<Partial<Labels>>([])

  teach({ leans, corrected }: Learnt): void {
    this.#understanding = Object.keys(leans).length === 0 ? openUnderstanding() : openLearnt(leans)
    this.#corrected = new Resembling(corrected.map(({ sketch, labels }) => ({ sketch, of: labels })))
  }

  understand(text: string, declared: string | undefined): Understood {
    return this.#understanding.understand(text, declared)
  }

  label(text: string, declared: string | undefined): Labelled {
    const told = this.#understanding.label(text, declared)
    const found = this.#corrected.find(text)
    // The newest, which comes first, is laid on last.
    return found.length === 0 ? told : Object.assign({}, told, ...found.toReversed())
  }
}
