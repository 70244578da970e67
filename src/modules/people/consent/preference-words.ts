/** Every word of the pages for people outside, in their languages. */
import type { Language } from './purposes.ts'

export interface PreferenceWords {
  readonly title: (company: string) => string
  readonly opening: (address: string) => string
  readonly choices: string
  readonly on: Readonly<Record<string, string>>
  readonly save: string
  readonly stopAll: string
  readonly stopAllHelp: string
  readonly noChoice: string
  readonly yesSince: (date: string) => string
  readonly noSince: (date: string) => string
  readonly data: string
  readonly copy: string
  readonly copyHelp: string
  readonly copyAsked: string
  readonly erase: string
  readonly eraseHelp: string
  readonly neverAgain: string
  readonly eraseAsked: string
  readonly saved: string
  readonly stopped: string
  readonly unsubscribeTitle: (company: string) => string
  readonly unsubscribeAsk: (purpose: string) => string
  readonly unsubscribe: string
  readonly unsubscribed: (purpose: string) => string
  readonly linkTrouble: string
  readonly ended: string
  readonly invalid: string
  readonly nothing: string
  readonly tooOften: string
  readonly fault: string
  readonly other: { readonly language: Language; readonly name: string }
  readonly until: (date: string) => string
}

const en: PreferenceWords = {
  title: (company) => `Your choices at ${company}`,
  opening: (address) => `This page is about ${address}. Nobody else can open it.`,
  choices: 'What we may contact you about',
  on: { mail: 'by e-mail', phone: 'by phone', sms: 'by text message', chat: 'by chat', social: 'on social networks', post: 'by letter', any: 'allowed', '*': 'anywhere' },
  save: 'Save my choices',
  stopAll: 'Stop everything',
  stopAllHelp: 'We then only write about what you bought or asked, or what the law makes us tell you.',
  noChoice: 'This is part of what you bought or asked for, so there is nothing to choose.',
  yesSince: (date) => `You said yes on ${date}.`,
  noSince: (date) => `You said no on ${date}.`,
  data: 'What we know about you',
  copy: 'Ask for a copy',
  copyHelp: 'You get everything we keep about you, to read and as a file.',
  copyAsked: 'You asked for a copy. You will hear from us within a month.',
  erase: 'Ask to be erased',
  eraseHelp: 'Somebody here confirms it, and then everything we keep about you goes. It cannot be brought back.',
  neverAgain: 'Do not record me again either. For this we keep a code that cannot be read back, and nothing else.',
  eraseAsked: 'You asked to be erased. You will hear from us within a month.',
  saved: 'Your choices are saved.',
  stopped: 'Done. We stopped everything.',
  unsubscribeTitle: (company) => `Leave a list of ${company}`,
  unsubscribeAsk: (purpose) => `No more “${purpose}”?`,
  unsubscribe: 'Stop these messages',
  unsubscribed: (purpose) => `Done. You get no more “${purpose}”.`,
  linkTrouble: 'This link does not work',
  ended: 'The link has ended. Use the link in a newer message, or ask us for one.',
  invalid: 'The link is not complete. Open it again from the message it came in.',
  nothing: 'We keep nothing about you.',
  tooOften: 'That was a bit fast. Wait a minute and try again.',
  fault: 'That did not work. Nothing was changed. Go back and try again.',
  other: { language: 'nl', name: 'Nederlands' },
  until: (date) => `This link works until ${date}.`,
}

const nl: PreferenceWords = {
  title: (company) => `Uw keuzes bij ${company}`,
  opening: (address) => `Deze pagina gaat over ${address}. Niemand anders kan ze openen.`,
  choices: 'Waarover wij u mogen benaderen',
  on: { mail: 'per e-mail', phone: 'per telefoon', sms: 'per sms', chat: 'per chat', social: 'op sociale netwerken', post: 'per brief', any: 'toegestaan', '*': 'overal' },
  save: 'Mijn keuzes bewaren',
  stopAll: 'Alles stoppen',
  stopAllHelp: 'Wij schrijven dan alleen nog over wat u kocht of vroeg, of wat de wet ons laat melden.',
  noChoice: 'Dit hoort bij wat u kocht of vroeg; er valt dus niets te kiezen.',
  yesSince: (date) => `U zei ja op ${date}.`,
  noSince: (date) => `U zei nee op ${date}.`,
  data: 'Wat wij over u weten',
  copy: 'Een kopie vragen',
  copyHelp: 'U krijgt alles wat wij over u bewaren, om te lezen en als bestand.',
  copyAsked: 'U vroeg een kopie. U hoort binnen een maand van ons.',
  erase: 'Vragen om gewist te worden',
  eraseHelp: 'Iemand hier bevestigt het, en dan verdwijnt alles wat wij over u bewaren. Het kan niet worden teruggehaald.',
  neverAgain: 'Leg mij ook later niet meer vast. Daarvoor bewaren wij een code die niet terug te lezen is, en verder niets.',
  eraseAsked: 'U vroeg om gewist te worden. U hoort binnen een maand van ons.',
  saved: 'Uw keuzes zijn bewaard.',
  stopped: 'Klaar. Wij zijn met alles gestopt.',
  unsubscribeTitle: (company) => `Een lijst van ${company} verlaten`,
  unsubscribeAsk: (purpose) => `Geen “${purpose}” meer?`,
  unsubscribe: 'Stop deze berichten',
  unsubscribed: (purpose) => `Klaar. U krijgt geen “${purpose}” meer.`,
  linkTrouble: 'Deze link werkt niet',
  ended: 'De link is verlopen. Gebruik de link in een nieuwer bericht, of vraag ons er een.',
  invalid: 'De link is niet volledig. Open hem opnieuw uit het bericht waarin hij stond.',
  nothing: 'Wij bewaren niets over u.',
  tooOften: 'Dat ging wat snel. Wacht een minuut en probeer opnieuw.',
  fault: 'Dat lukte niet. Er is niets veranderd. Ga terug en probeer opnieuw.',
  other: { language: 'en', name: 'English' },
  until: (date) => `Deze link werkt tot ${date}.`,
}

export const preferenceWords: Readonly<Record<Language, PreferenceWords>> = { en, nl }

/** The first of our languages that a browser asks for; English where none is. */
export function languageAsked(header: string | null): Language {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
    const quality = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
    return { tag: tag.split('-')[0] ?? '', quality: Number.isNaN(quality) ? 0 : quality }
  })
  const best = wanted.filter(({ tag, quality }) => (tag === 'en' || tag === 'nl') && quality > 0).toSorted((a, b) => b.quality - a.quality)[0]
  return best?.tag === 'nl' ? 'nl' : 'en'
}
