/** Gives components their words, numbers and times in the member's language and zone. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type Dictionary, fillIn, type KeyOf, type SceneWords, type ValuesOf } from './dictionary.ts'
import type { English } from './en.ts'
import { type Formats, formats, knownZone, type Language, localeFor } from './formats.ts'
import type { Sayer, ValueFormats } from './said.ts'

export type WordKey = KeyOf<English>

export interface Words extends Formats {
  readonly language: Language
  /** IANA zone in which times are shown. */
  readonly zone: string
  /** The sentence of a key: `t('listen.newCount', { n: 38 })`. */
  readonly t: <Key extends WordKey>(key: Key, ...values: ValuesOf<English, Key>) => string
  /** The sentence of a key that may not exist: for words that follow from what the server names. */
  readonly find: (key: string) => string | undefined
  /** A sentence in which `<name>…</name>` is drawn by `parts.name`. */
  readonly rich: <Key extends WordKey>(key: Key, parts: Readonly<Record<string, (text: string) => ReactNode>>, ...values: ValuesOf<English, Key>) => ReactNode
  /** A sentence of the server, in the member's language as far as it is known. For what can hold no markup; else `<Said>`. */
  readonly said: (text: string) => string
  /** The same in stretches, of which some may have stayed English. */
  readonly saidInParts: Sayer
  /** Switches the page; kept for the next visit. */
  readonly setLanguage: (language: Language) => Promise<void>
  /** `null`: the zone of this machine. */
  readonly setZone: (zone: string | null) => void
}

const Context = createContext<Words | null>(null)
const languageKey = 'rapport.language'

/** The zone of this machine. */
export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What the visitor's earlier choice or browser says; `theme.js` has already written it into the document. */
export function firstLanguage(): Language {
  return document.documentElement.lang === 'nl' ? 'nl' : 'en'
}

type MakeSayer = (formats: ValueFormats) => Sayer

/** What the server says is English already; its Dutch is fetched beside the words of the page, and waited for by nobody. */
const asSaid: Sayer = (text) => [{ text, foreign: false }]
let dutchSayer: Promise<MakeSayer> | undefined

function loadSayer(): Promise<MakeSayer> {
  dutchSayer ??= Promise.all([import('./said.ts'), import('./said/nl.ts')]).then(([{ sayer }, { saidInDutch }]) => (shown) => sayer(saidInDutch, shown))
  dutchSayer.catch(() => { dutchSayer = undefined })
  return dutchSayer
}

/** Each language is a dictionary that grows: the words of Today first, those of all other scenes behind them. */
const dictionaries: Readonly<Record<Language, Record<string, SceneWords>>> = { en: {}, nl: {} }
let spoken: Language = 'en'

/** Loads the words that Today needs, and makes the language the one that is spoken. */
export async function loadWords(language: Language): Promise<Dictionary> {
  if (language === 'nl') loadSayer().catch(() => undefined)
  spoken = language
  const { first } = language === 'nl' ? await import('./first.nl.ts') : await import('./first.en.ts')
  return Object.assign(dictionaries[language], first)
}

/** Loads the words of all scenes, in the language that is spoken. Resolves at once when they are there. */
export async function loadAllWords(language: Language = spoken): Promise<void> {
  const { later } = language === 'nl' ? await import('./later.nl.ts') : await import('./later.en.ts')
  Object.assign(dictionaries[language], later)
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing still shows the page; the choice then lasts one visit.
  }
}

function draw(text: string, parts: Readonly<Record<string, (text: string) => ReactNode>>): ReactNode[] {
  return text.split(/(<\w+>.*?<\/\w+>)/).map((piece, index) => {
    const [, name, inner] = /^<(\w+)>(.*)<\/\w+>$/.exec(piece) ?? []
    const part = name === undefined ? undefined : parts[name]
    // oxlint-disable-next-line react/no-array-index-key -- the pieces of one sentence never move
    return <span key={index} style={{ display: 'contents' }}>{part === undefined ? piece : part(inner ?? '')}</span>
  })
}

export function WordsProvider({ first, dictionary, children }: { readonly first: Language; readonly dictionary: Dictionary; readonly children: ReactNode }) {
  const [current, setCurrent] = useState({ language: first, dictionary })
  const [zone, setZoneState] = useState<string | null>(null)
  const setLanguage = useCallback(async (language: Language) => {
    keep(languageKey, language)
    const [loaded] = await Promise.all([loadWords(language), loadAllWords(language)])
    setCurrent({ language, dictionary: loaded })
  }, [])
  const setZone = useCallback((wanted: string | null) => setZoneState(wanted), [])

  const [makeSayer, setMakeSayer] = useState<MakeSayer | null>(null)

  useEffect(() => { document.documentElement.lang = current.language }, [current.language])
  useEffect(() => {
    if (current.language !== 'nl') return
    // Without it the page says the server's sentences in English, which is better than nothing.
    loadSayer().then((make) => setMakeSayer(() => make), () => undefined)
  }, [current.language])

  const words = useMemo((): Words => {
    const { language, dictionary: loaded } = current
    const usedZone = knownZone(zone, machineZone())
    const locale = localeFor(language, navigator.languages)
    const shown = formats(locale, usedZone)
    const plural = new Intl.PluralRules(language)
    const find = (key: string, values: Readonly<Record<string, string | number>> = {}): string | undefined => {
      const [scene = '', name = ''] = key.split('.')
      const entry = loaded[scene]?.[name]
      return entry === undefined ? undefined : fillIn(entry, values, plural, shown.number)
    }
    const say = (key: string, values?: Readonly<Record<string, string | number>>): string => find(key, values) ?? key
    const saidInParts = language === 'nl' && makeSayer !== null ? makeSayer({ number: shown.number, time: shown.dayAndClock, day: formats(locale, 'UTC').day }) : asSaid
    const said = (text: string): string => saidInParts(text).map((piece) => piece.text).join('')
    return { ...shown, said, saidInParts, language, zone: usedZone, t: (key, ...values) => say(key, values[0]), find: (key) => find(key), rich: (key, parts, ...values) => draw(say(key, values[0]), parts), setLanguage, setZone }
  }, [current, zone, makeSayer, setLanguage, setZone])

  return <Context value={words}>{children}</Context>
}

/** @throws when used outside `WordsProvider`. */
export function useWords(): Words {
  const words = useContext(Context)
  if (words === null) throw new Error('useWords() needs a <WordsProvider> above it.')
  return words
}
