/** Where the people of the simulated world live, with zone, language and weight. */

export const languages = ['en', 'nl', 'fr', 'de', 'es'] as const
export type Language = (typeof languages)[number]

export interface Place {
  readonly name: string
  readonly country: string
  /** IANA time zone. */
  readonly zone: string
  readonly language: Language
  readonly weight: number
  /** Dialling prefix of mobile numbers there. */
  readonly dial: string
}

const zones: Record<string, readonly [zone: string, dial: string]> = {
  BE: ['Europe/Brussels', '+32 4'], NL: ['Europe/Amsterdam', '+31 6'], FR: ['Europe/Paris', '+33 6'], DE: ['Europe/Berlin', '+49 15'],
  AT: ['Europe/Vienna', '+43 66'], CH: ['Europe/Zurich', '+41 7'], GB: ['Europe/London', '+44 7'], IE: ['Europe/Dublin', '+353 8'],
  ES: ['Europe/Madrid', '+34 6'], MX: ['America/Mexico_City', '+52 55'], DK: ['Europe/Copenhagen', '+45 2'],
}

function places(language: Language, country: string, list: string): Place[] {
  const [zone, dial] = zones[country] ?? ['UTC', '+1 ']
  return list.split(',').map((item) => {
    const [name = '', weight = '1', other] = item.trim().split(':')
    return { name, country, zone: other ?? zone, language, weight: Number(weight), dial }
  })
}

export const allPlaces: readonly Place[] = [
  ...places('nl', 'BE', 'Oostende:14,Gent:16,Brugge:9,Antwerpen:14,Leuven:8,Kortrijk:7,Mechelen:5,Hasselt:4,Nieuwpoort:2,Roeselare:3,Brussel:5'),
  ...places('nl', 'NL', 'Utrecht:10,Amsterdam:10,Rotterdam:7,Groningen:5,Nijmegen:4,Eindhoven:4,Den Haag:5,Zwolle:2,Middelburg:2'),
  ...places('fr', 'BE', 'Bruxelles:9,Liège:4,Namur:4,Tournai:2,Louvain-la-Neuve:2'),
  ...places('fr', 'FR', 'Lille:8,Paris:12,Lyon:6,Nantes:6,Strasbourg:5,Bordeaux:4,Rennes:4,Grenoble:3,Dunkerque:2'),
  ...places('fr', 'CH', 'Genève:2,Lausanne:2'),
  ...places('de', 'DE', 'Hamburg:8,Berlin:10,Münster:6,Köln:6,Freiburg:5,Bremen:5,Leipzig:4,München:6,Oldenburg:2,Kiel:2'),
  ...places('de', 'AT', 'Wien:5,Graz:3,Salzburg:1'),
  ...places('de', 'CH', 'Zürich:3,Bern:2,Basel:2'),
  ...places('en', 'GB', 'London:14,Bristol:8,Manchester:7,Edinburgh:6,Cambridge:5,York:3,Leeds:4,Brighton:4,Cardiff:3,Norwich:2'),
  ...places('en', 'IE', 'Dublin:5,Cork:2,Galway:2'),
  ...places('en', 'US', 'Portland:4:America/Los_Angeles,Minneapolis:3:America/Chicago,Boston:4:America/New_York,Chicago:4:America/Chicago,Davis:1:America/Los_Angeles,Brooklyn:4:America/New_York,Denver:2:America/Denver').map((place) => ({ ...place, dial: '+1 ' })),
  ...places('en', 'CA', 'Toronto:3:America/Toronto,Vancouver:3:America/Vancouver').map((place) => ({ ...place, dial: '+1 ' })),
  ...places('en', 'AU', 'Melbourne:3:Australia/Melbourne,Adelaide:1:Australia/Adelaide').map((place) => ({ ...place, dial: '+61 4' })),
  ...places('en', 'DK', 'Copenhagen:2'),
  ...places('es', 'ES', 'Sevilla:4,Barcelona:6,Valencia:5,Madrid:6,Bilbao:3,Vitoria:3,Zaragoza:2'),
  ...places('es', 'MX', 'Ciudad de México:4,Guadalajara:2'),
]

/** The places where a language is spoken first. */
export const placesOf: Record<Language, readonly Place[]> = {
  en: allPlaces.filter((place) => place.language === 'en'),
  nl: allPlaces.filter((place) => place.language === 'nl'),
  fr: allPlaces.filter((place) => place.language === 'fr'),
  de: allPlaces.filter((place) => place.language === 'de'),
  es: allPlaces.filter((place) => place.language === 'es'),
}

export const weightsOf: Record<Language, readonly number[]> = {
  en: placesOf.en.map((place) => place.weight),
  nl: placesOf.nl.map((place) => place.weight),
  fr: placesOf.fr.map((place) => place.weight),
  de: placesOf.de.map((place) => place.weight),
  es: placesOf.es.map((place) => place.weight),
}
