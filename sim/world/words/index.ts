/** The lexicons of all languages, read once. */
import type { Lexicon, Rules } from '../grammar.ts'
import { lexiconOf } from '../grammar.ts'
import type { Language } from '../places.ts'
import { around } from './around.ts'
import { deBrand } from './de-brand.ts'
import { deNoise } from './de-noise.ts'
import { deTalk } from './de-talk.ts'
import { enBrand } from './en-brand.ts'
import { enNoise } from './en-noise.ts'
import { enTalk } from './en-talk.ts'
import { es } from './es.ts'
import { everyday } from './everyday.ts'
import { frBrand } from './fr-brand.ts'
import { frNoise } from './fr-noise.ts'
import { frTalk } from './fr-talk.ts'
import { nlBrand } from './nl-brand.ts'
import { nlNoise } from './nl-noise.ts'
import { nlTalk } from './nl-talk.ts'

/** What a scene brings: see `Scene`. `b` our brand as written here, `o` another brand, `p` the product, `pm` its model name alone, `h` the brand addressed. */
export const slots: ReadonlySet<string> = new Set(['b', 'o', 'p', 'pm', 'h', 'btag', 'city', 'town', 'place', 'link', 'spamlink', 'agent', 'body', 'praise', 'commuting', 'order', 'likes', 'likes2'])

/** Rules of the same name are one rule with all their lines. */
function together(...parts: readonly Rules[]): Rules {
  const all: Record<string, string> = {}
  for (const part of parts) for (const [rule, lines] of Object.entries(part)) all[rule] = all[rule] === undefined ? lines : `${all[rule]}\n${lines}`
  return all
}

export const rules: Record<Language, Rules> = {
  en: together(enBrand, enTalk, enNoise, around.en, everyday.en),
  nl: together(nlBrand, nlTalk, nlNoise, around.nl, everyday.nl),
  fr: together(frBrand, frTalk, frNoise, around.fr, everyday.fr),
  de: together(deBrand, deTalk, deNoise, around.de, everyday.de),
  es: together(es, around.es, everyday.es),
}

export const lexicons: Record<Language, Lexicon> = {
  en: lexiconOf(rules.en, slots),
  nl: lexiconOf(rules.nl, slots),
  fr: lexiconOf(rules.fr, slots),
  de: lexiconOf(rules.de, slots),
  es: lexiconOf(rules.es, slots),
}

/** Subjects of everything that is no business of the brands. */
export const noiseSubjects = ['football', 'cooking', 'garden', 'music', 'books', 'code', 'parents', 'trains', 'games', 'running', 'weather', 'pets', 'series', 'work', 'city'] as const

/** What people put in a biography for a subject. */
export const subjectWords: Record<Language, Readonly<Record<string, string>>> = {
  en: { commuting: 'cycling to work', football: 'football', cooking: 'bread', garden: 'the garden', music: 'records', books: 'novels', code: 'software', parents: 'family life', trains: 'trains', games: 'board games', running: 'running', weather: 'clouds', pets: 'my dog', series: 'tv', work: 'work stuff', city: 'town gossip' },
  nl: { commuting: 'fietsen naar het werk', football: 'voetbal', cooking: 'brood', garden: 'de tuin', music: 'platen', books: 'romans', code: 'software', parents: 'het gezin', trains: 'treinen', games: 'bordspellen', running: 'lopen', weather: 'wolken', pets: 'de hond', series: 'series', work: 'het werk', city: 'stadsnieuws' },
  fr: { commuting: 'vélotaf', football: 'foot', cooking: 'pain', garden: 'jardin', music: 'vinyles', books: 'romans', code: 'logiciels', parents: 'vie de famille', trains: 'trains', games: 'jeux de société', running: 'course à pied', weather: 'nuages', pets: 'mon chien', series: 'séries', work: 'boulot', city: 'vie de quartier' },
  de: { commuting: 'Radpendeln', football: 'Fußball', cooking: 'Brot', garden: 'Garten', music: 'Platten', books: 'Romane', code: 'Software', parents: 'Familie', trains: 'Züge', games: 'Brettspiele', running: 'Laufen', weather: 'Wolken', pets: 'Hunde', series: 'Serien', work: 'Arbeit', city: 'Stadtgeschehen' },
  es: { commuting: 'bici al trabajo', football: 'fútbol', cooking: 'pan', garden: 'huerto', music: 'discos', books: 'novelas', code: 'software', parents: 'familia', trains: 'trenes', games: 'juegos de mesa', running: 'correr', weather: 'nubes', pets: 'mi perro', series: 'series', work: 'curro', city: 'barrio' },
}

/** Tags people add, by subject. */
export const subjectTags: Record<Language, Readonly<Record<string, readonly string[]>>> = {
  en: { commuting: ['bikecommute', 'cycling', 'biketooter'], brand: ['beltdrive', 'bikes', 'cycling'], football: ['football'], cooking: ['baking', 'sourdough'], garden: ['gardening'], music: ['nowplaying'], books: ['bookstodon', 'amreading'], code: ['webdev'], trains: ['trains'], running: ['running'], pets: ['caturday', 'dogsof'], weather: ['weather'] },
  nl: { commuting: ['fietsnaarhetwerk', 'fiets'], brand: ['fiets', 'riemaandrijving'], football: ['voetbal'], cooking: ['koken'], garden: ['tuin'], music: ['muziek'], books: ['lezen'], trains: ['trein', 'nmbs'], running: ['lopen'], pets: ['kat', 'hond'], weather: ['weer', 'kust'] },
  fr: { commuting: ['velotaf', 'velo'], brand: ['velo', 'courroie'], football: ['foot'], cooking: ['cuisine'], garden: ['jardin'], music: ['musique'], books: ['lecture'], trains: ['train'], running: ['course'], pets: ['chat'], weather: ['meteo'] },
  de: { commuting: ['mdrza', 'fahrrad'], brand: ['fahrrad', 'riemenantrieb'], football: ['fussball'], cooking: ['kochen'], garden: ['garten'], music: ['musik'], books: ['buch'], trains: ['bahn'], running: ['laufen'], pets: ['katze'], weather: ['wetter'] },
  es: { commuting: ['enbicialtrabajo', 'bici'], brand: ['bici'], football: ['futbol'], cooking: ['cocina'], books: ['lectura'], weather: ['tiempo'] },
}

/** First names with which the service desk signs, by language. */
export const agentNames: Record<Language, readonly string[]> = {
  en: ['Ruth', 'Joel', 'Maya'], nl: ['Nele', 'Joris', 'Saar'], fr: ['Aurélie', 'Rémi'], de: ['Ute', 'Timo'], es: ['Nuria'],
}
