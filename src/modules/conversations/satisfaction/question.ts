/** Asking how satisfied somebody is: when, in which words, and what an answer means. Pure. */
import { z } from 'zod'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import { folded } from '../conditions/phrases.ts'

export const questionKinds = ['csat', 'nps', 'effort'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** From worst to best. Effort: 7 is little effort. */
export const scales: Readonly<Record<QuestionKind, { readonly min: number; readonly max: number; readonly good: number; readonly bad: number }>> = {
  csat: { min: 1, max: 5, good: 4, bad: 2 },
  nps: { min: 0, max: 10, good: 9, bad: 6 },
  effort: { min: 1, max: 7, good: 5, bad: 3 },
}

export const askedLanguages = ['en', 'nl', 'de', 'fr', 'es'] as const
export type AskedLanguage = (typeof askedLanguages)[number]

export const satisfactionSchema = z.object({
  active: z.boolean().default(false),
  kind: z.enum(questionKinds).default('csat'),
  /** After closing: not while they still read our last word. */
  delayMinutes: z.int().min(0).max(20_160).default(60),
  /** Nobody is asked twice within so many days. */
  notWithinDays: z.int().min(1).max(365).default(30),
  /** Channels on which it is asked; none named: all in private. */
  channels: z.array(z.string().max(32)).max(50).default([]),
  /** The company's own texts, by language; the rest are ours. */
  texts: z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language is two or three small letters, for example nl'), z.string().trim().min(1).max(1_000)).default({}),
})
export type SatisfactionSettings = z.output<typeof satisfactionSchema>

export interface Asking {
  readonly state: string
  readonly visibility: 'public' | 'private'
  readonly channel: string
  readonly automatic: boolean
  readonly spam: boolean
  readonly sentiment: string | null
  readonly answered: boolean
  readonly openCase: boolean
  /** Earlier questions to the same person, newest first. */
  readonly earlier: readonly { readonly askedAt: Instant; readonly wasAngry: boolean }[]
}

export type NotAsked = 'off' | 'not-closed' | 'public' | 'channel' | 'automatic' | 'spam' | 'not-answered' | 'asked-lately' | 'angry-before' | 'case-open'

/**
 * Why somebody is not asked now; `null`: they are. Somebody who was angry when
 * they were asked before is never asked while they are angry again; what a
 * machine sent, and what we never answered, is no conversation to rate.
 */
export function whyNotAsked(settings: SatisfactionSettings, asking: Asking, now: Instant): NotAsked | null {
  if (!settings.active) return 'off'
  if (asking.spam) return 'spam'
  if (asking.automatic) return 'automatic'
  if (asking.state !== 'closed') return 'not-closed'
  if (asking.visibility === 'public') return 'public'
  if (settings.channels.length > 0 && !settings.channels.includes(asking.channel)) return 'channel'
  if (!asking.answered) return 'not-answered'
  if (asking.openCase) return 'case-open'
  if (asking.earlier.some(({ askedAt }) => now - askedAt < settings.notWithinDays * dayMs)) return 'asked-lately'
  if (asking.sentiment === 'negative' && asking.earlier.some(({ wasAngry }) => wasAngry)) return 'angry-before'
  return null
}

export const askedLanguage = (language: string | null): AskedLanguage => askedLanguages.find((one) => one === language?.split('-')[0]) ?? 'en'

const questions: Readonly<Record<AskedLanguage, Readonly<Record<QuestionKind, string>>>> = {
  en: { csat: 'How satisfied are you with our help?', nps: 'How likely are you to recommend us to a friend?', effort: 'How easy was it to get this solved?' },
  nl: { csat: 'Hoe tevreden bent u over onze hulp?', nps: 'Hoe waarschijnlijk is het dat u ons bij een vriend aanbeveelt?', effort: 'Hoe makkelijk was het om dit opgelost te krijgen?' },
  de: { csat: 'Wie zufrieden sind Sie mit unserer Hilfe?', nps: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?', effort: 'Wie leicht war es, das zu klären?' },
  fr: { csat: 'Êtes-vous satisfait de notre aide ?', nps: 'Quelle est la probabilité que vous nous recommandiez à un ami ?', effort: 'A-t-il été facile de résoudre ce problème ?' },
  es: { csat: '¿Está satisfecho con nuestra ayuda?', nps: '¿Qué probabilidad hay de que nos recomiende a un amigo?', effort: '¿Le resultó fácil resolver esto?' },
}
const answers: Readonly<Record<AskedLanguage, (min: number, max: number, link: string) => string>> = {
  en: (min, max, link) => `Answer with a number from ${min} (worst) to ${max} (best), or here: ${link}`,
  nl: (min, max, link) => `Antwoord met een cijfer van ${min} (slecht) tot ${max} (goed), of hier: ${link}`,
  de: (min, max, link) => `Antworten Sie mit einer Zahl von ${min} (schlecht) bis ${max} (gut), oder hier: ${link}`,
  fr: (min, max, link) => `Répondez par un chiffre de ${min} (mauvais) à ${max} (bon), ou ici : ${link}`,
  es: (min, max, link) => `Responda con un número del ${min} (mal) al ${max} (bien), o aquí: ${link}`,
}

/** The company's own words where it has some in their language. */
export const questionWords = (kind: QuestionKind, language: AskedLanguage, texts: Readonly<Record<string, string>>): string => texts[language] ?? questions[language][kind]

export function askedText(kind: QuestionKind, language: AskedLanguage, texts: Readonly<Record<string, string>>, link: string): string {
  const { min, max } = scales[kind]
  return `${questionWords(kind, language, texts)}\n${answers[language](min, max, link)}`
}

const good = ['👍', '😀', '😃', '😄', '😊', '🙂', '😍', '🥰', '❤', '🎉', '💯', '🤩']
const middle = ['😐', '🆗', '👌']
const bad = ['👎', '😡', '😠', '🤬', '😞', '☹', '🙁', '😢', '😤', '💩']
/** Folded words that say it without a number, in our five languages; of the whole answer only. */
const goodWords = ['great', 'very good', 'excellent', 'perfect', 'super', 'top', 'heel goed', 'zeer goed', 'uitstekend', 'prima', 'perfekt', 'sehr gut', 'tres bien', 'parfait', 'excellent', 'muy bien', 'excelente', 'perfecto']
const middleWords = ['ok', 'okay', 'oke', 'fine', 'so so', 'matig', 'gaat wel', 'geht so', 'moyen', 'regular', 'correct']
const badWords = ['bad', 'very bad', 'terrible', 'awful', 'slecht', 'heel slecht', 'zeer slecht', 'schlecht', 'sehr schlecht', 'mauvais', 'tres mauvais', 'nul', 'mal', 'muy mal', 'fatal']

export interface Score { readonly score: number; readonly comment: string }

/**
 * What an answer in the channel says: a number at its start or end, an emoji,
 * or words that say nothing else. `null`: it is no score but an ordinary
 * message, and is left to people.
 */
export function readScore(kind: QuestionKind, text: string): Score | null {
  const { min, max } = scales[kind]
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > 2_000) return null
  // A number alone, of so many, or before and after some words: "4", "4/5", "9 - great", "I give 9".
  const number = /^(\d{1,2})(?:\s*(?:\/|of|van|von|sur|de)\s*(\d{1,2}))?(?![\d.,:%€$-]*\d)(?=$|[\s.,;:!)–—-])/u.exec(trimmed)
  if (number) {
    const score = Number(number[1])
    const of = number[2] === undefined ? max : Number(number[2])
    const comment = trimmed.slice(number[0].length).replace(/^[\s.,;:!)–—-]+/u, '').trim()
    // "3 weeks" is no score: a number that counts something goes on with a word at once, unless it is set apart.
    const isApart = comment === '' || /^[\s]*[.,;:!)–—\n-]/u.test(trimmed.slice(number[0].length))
    return of === max && score >= min && score <= max && isApart ? { score, comment } : null
  }
  const mid = Math.round((min + max) / 2)
  for (const [marks, score] of [[good, max], [middle, mid], [bad, min]] as const) {
    const mark = marks.find((one) => trimmed.startsWith(one))
    if (mark !== undefined) return { score, comment: trimmed.replaceAll(/^(\p{Extended_Pictographic}|\u{fe0f}|[\u{1f3fb}-\u{1f3ff}])+/gu, '').trim() }
  }
  const plain = folded(trimmed).replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  for (const [words, score] of [[goodWords, max], [middleWords, mid], [badWords, min]] as const) if (words.includes(plain)) return { score, comment: '' }
  return null
}

export interface SatisfactionFigures { readonly answered: number; /** Per kind: share of good for csat and effort, promoters less detractors for nps; −1 to 1. */ readonly value: number | null; readonly mean: number | null }

/** CSAT and effort: the share of good scores. NPS: promoters less detractors, as Reichheld defined it (HBR, December 2003). */
export function figuresOf(kind: QuestionKind, scores: readonly { readonly score: number; readonly count: number }[]): SatisfactionFigures {
  const answered = scores.reduce((sum, { count }) => sum + count, 0)
  if (answered === 0) return { answered, value: null, mean: null }
  const share = (holds: (score: number) => boolean): number => scores.reduce((sum, { score, count }) => sum + (holds(score) ? count : 0), 0) / answered
  const { good: best, bad: worst } = scales[kind]
  const value = share((score) => score >= best) - (kind === 'nps' ? share((score) => score <= worst) : 0)
  return { answered, value, mean: scores.reduce((sum, { score, count }) => sum + score * count, 0) / answered }
}
