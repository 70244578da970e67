/** Words in the languages of the page, for what the server puts together out of parts. */
export interface Both { readonly en: string; readonly nl: string }

export const both = (en: string, nl: string): Both => ({ en, nl })
/** The same in both languages: names. */
export const named = (text: string): Both => ({ en: text, nl: text })

const joined = (parts: readonly string[], and: string): string => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`)
export const listed = (parts: readonly Both[], last: 'and' | 'or'): Both => ({
  en: joined(parts.map(({ en }) => en), last),
  nl: joined(parts.map(({ nl }) => nl), last === 'and' ? 'en' : 'of'),
})
/** Puts words where `{}` stands, in order. */
export function filled(template: Both, ...values: readonly Both[]): Both {
  const fill = (text: string, language: keyof Both): string => {
    let at = 0
    return text.replaceAll('{}', () => values[at++]?.[language] ?? '')
  }
  return { en: fill(template.en, 'en'), nl: fill(template.nl, 'nl') }
}
