/** Evidence of links in words. */
import type { OutputOf } from '../../../api/routes.ts'
import type { Words } from '../../../words/words.tsx'

export type LinksOf = OutputOf<'get', '/people/{id}/links'>
export type LinkShown = LinksOf['links'][number]
export type Face = LinksOf['identities'][number]
export type EvidenceShown = LinkShown['evidence'][number]
type T = Words['t']

const fields = {
  name: 'recognition.fieldName', handle: 'recognition.fieldHandle', place: 'recognition.fieldPlace', site: 'recognition.fieldSite', mail: 'recognition.fieldMail',
  phone: 'recognition.fieldPhone', picture: 'recognition.fieldPicture', language: 'recognition.fieldLanguage', hours: 'recognition.fieldHours',
} as const
const levels = {
  same: 'recognition.levelSame', near: 'recognition.levelNear', slip: 'recognition.levelNear', order: 'recognition.levelOrder', within: 'recognition.levelWithin', shares: 'recognition.levelShares',
  part: 'recognition.levelShares', district: 'recognition.levelAlike', letters: 'recognition.levelLetters', national: 'recognition.levelNational', different: 'recognition.levelDifferent',
} as const
const doubts = { rival: 'recognition.doubtRival', 'name-alone': 'recognition.doubtName', 'same-channel': 'recognition.doubtChannel', bot: 'recognition.doubtBot' } as const
const proofs = { 'rel-me': 'recognition.byRelMe', 'mastodon-verified': 'recognition.byMastodon', 'domain-handle': 'recognition.byDomain', profile: 'recognition.byProfile' } as const
const kinds = { rule: 'recognition.kindRule', proof: 'recognition.kindProof', probability: 'recognition.kindProbability', hand: 'recognition.kindHand' } as const
const endings = { hand: 'recognition.endedHand', undo: 'recognition.endedUndo', 'evidence-gone': 'recognition.endedGone', 'weighed-anew': 'recognition.endedAnew', verified: 'recognition.endedVerified' } as const
const overrulings = { apart: 'recognition.overruledApart', shared: 'recognition.overruledShared', agreement: 'recognition.overruledAgreement' } as const

/** The word of a code that the server gives, where it is known. */
const of = <M extends object>(map: M, code: string | null): M[keyof M] | undefined => (code !== null && Object.hasOwn(map, code) ? map[code as keyof M] : undefined)

export const kindWords = (t: T, kind: LinkShown['kind']): string => t(kinds[kind])
export const proofWords = (t: T, kind: string): string => t(of(proofs, kind) ?? 'recognition.byProfile')
export const endedWords = (t: T, because: string | null): string => t(of(endings, because) ?? 'recognition.endedHand')
export const overruledWords = (t: T, why: NonNullable<LinkShown['overruled']>): string => t(overrulings[why])
export const fieldWords = (t: T, field: string): string => { const word = of(fields, field); return word ? t(word) : field }
export const levelWords = (t: T, level: string | null): string => t(of(levels, level) ?? 'recognition.levelAlike')

/** What a piece of evidence says besides the weighed fields; null for those. */
export function saidBy(t: T, { what, level, source }: EvidenceShown): string | null {
  if (what === 'identify') return t('recognition.byIdentify', { source: source ?? '' })
  if (what === 'hand') return t('recognition.byHand', { source: source ?? '' })
  if (what === 'doubt') return t(of(doubts, level) ?? 'recognition.doubtRival')
  const proof = of(proofs, what)
  return proof ? t(proof) : null
}

/** Certainties near one, and errors near none, differ behind the comma. */
export function exactShare(percent: (share: number) => string, decimals: (value: number) => string, share: number): string {
  if (share > 0.9999) return `> ${decimals(99.99)} %`
  return share >= 0.99 || (share > 0 && share < 0.01) ? `${decimals(Math.round(share * 10_000) / 100)} %` : percent(share)
}

export function faceName(t: T, face: Pick<Face, 'name' | 'handle' | 'externalId'> | undefined): string {
  return face?.name ?? face?.handle ?? face?.externalId ?? t('recognition.noName')
}
