/** What a mail says, apart from how it looks: written by the module whose matter it is, drawn in one place. */

/** The languages in which Rapport writes to members. */
export const letterLanguages = ['en', 'nl'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** Plain text throughout; nothing in it is read as HTML. */
export interface Letter {
  readonly subject: string
  /** The first thing read: one sentence that says what happened. */
  readonly opening: string
  readonly paragraphs?: readonly string[]
  /** Short facts, as label and value. */
  readonly facts?: readonly (readonly [label: string, value: string])[]
  /** What somebody said, with who and where. */
  readonly quotes?: readonly { readonly text: string; readonly by: string; readonly url?: string }[]
  /** The one thing to do next. `path` begins with `/` and lies below the public address. */
  readonly action?: { readonly label: string; readonly path: string }
  /** Why this came, and how to stop it. */
  readonly closing?: string
}
