/** What a dictionary is: sentences by scene and key, with holes for values and forms for numbers. */

/** A sentence with one form per grammatical number of the language; `n` decides. */
export type Plural = { readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: string }
export type Entry = string | Plural
export type SceneWords = Readonly<Record<string, Entry>>
export type Dictionary = Readonly<Record<string, SceneWords>>

/** The same keys in another language. Where English has forms, so has the translation. */
export type Translated<Scene extends SceneWords> = { readonly [Key in keyof Scene]: Scene[Key] extends string ? string : Plural }

/** The names of the holes in a sentence: `{name}`. */
export type Holes<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never
type HolesOf<E> = E extends string ? Holes<E> : E extends { readonly other: infer Other } ? Holes<Other> | 'n' : never

/** `scene.key` for every sentence. */
export type KeyOf<D extends Dictionary> = { [Scene in keyof D & string]: `${Scene}.${keyof D[Scene] & string}` }[keyof D & string]
export type EntryAt<D extends Dictionary, Key extends string> = Key extends `${infer Scene}.${infer Name}` ? D[Scene] extends SceneWords ? D[Scene][Name] : never : never
/** What must be given with a key. */
export type ValuesOf<D extends Dictionary, Key extends string> = [HolesOf<EntryAt<D, Key>>] extends [never] ? [] : [values: Readonly<Record<HolesOf<EntryAt<D, Key>>, string | number>>]

/** Fills a sentence. Numbers are written by `number`, and `n` chooses the form. */
export function fillIn(entry: Entry, values: Readonly<Record<string, string | number>>, plural: Intl.PluralRules, number: (value: number) => string): string {
  const text = typeof entry === 'string' ? entry : (entry[plural.select(Number(values['n'] ?? 0))] ?? entry.other)
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    return value === undefined ? hole : typeof value === 'number' ? number(value) : value
  })
}
