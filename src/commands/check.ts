/** One line of the doctor: what was looked at, how it is, and what to do. */

/** `note`: nothing wrong, but worth knowing, such as a part that was never needed so far. */
export type State = 'ok' | 'wrong' | 'note'

export interface Check {
  readonly name: string
  readonly state: State
  /** How it is; for `wrong` also what to do. */
  readonly words: string
}

export const ok = (name: string, words: string): Check => ({ name, state: 'ok', words })
export const wrong = (name: string, words: string): Check => ({ name, state: 'wrong', words })
export const note = (name: string, words: string): Check => ({ name, state: 'note', words })

/** Runs a check; one that throws is itself the finding. */
export async function checked(name: string, look: () => Promise<Check> | Check): Promise<Check> {
  try {
    return await look()
  } catch (thrown) {
    return wrong(name, thrown instanceof Error ? thrown.message : String(thrown))
  }
}
