/** Evidence of links in words. */
import type { OutputOf } from '../../../api/routes.ts'
import type { Words } from '../../../words/words.tsx'

export type LinksOf = OutputOf<'get', '/people/{id}/links'>
export type LinkShown = LinksOf['links'][number]
export type Face = LinksOf['identities'][number]
export type EvidenceShown = LinkShown['evidence'][number]
type T = Words['t']
type WordOf = Parameters<T>[0]

const fields: Readonly<Record<string, WordOf>> = {
  name: 'recognition.fieldName', handle: 'recognition.fieldHandle', place: 'recognition.fieldPlace', site: 'recognition.fieldSite', mail: 'recognition.fieldMail',
  phone: 'recognition.fieldPhone', picture: 'recognition.fieldPicture', language: 'recognition.fieldLanguage', hours: 'recognition.fieldHours',
}
const levels: Readonly<Record<string, WordOf>> = {
  same: 'recognition.levelSame', near: 'recognition.levelNear', slip: 'recognition.levelNear', order: 'recognition.levelOrder', within: 'recognition.levelWithin', shares: 'recognition.levelShares',
  part: 'recognition.levelShares', district: 'recognition.levelAlike', letters: 'recognition.levelLetters', national: 'recognition.levelNational', different: 'recognition.levelDifferent',
}
const doubts: Readonly<Record<string, WordOf>> = { rival: 'recognition.doubtRival', 'name-alone': 'recognition.doubtName', 'same-channel': 'recognition.doubtChannel', bot: 'recognition.doubtBot' }
const proofs: Readonly<Record<string, WordOf>> = { 'rel-me': 'recognition.byRelMe', 'mastodon-verified': 'recognition.byMastodon', 'domain-handle': 'recognition.byDomain', profile: 'recognition.byProfile' }
const kinds: Readonly<Record<LinkShown['kind'], WordOf>> = { rule: 'recognition.kindRule', proof: 'recognition.kindProof', probability: 'recognition.kindProbability', hand: 'recognition.kindHand' }
const endings: Readonly<Record<string, WordOf>> = { hand: 'recognition.endedHand', undo: 'recognition.endedUndo', 'evidence-gone': 'recognition.endedGone', 'weighed-anew': 'recognition.endedAnew', verified: 'recognition.endedVerified' }
const overrulings: Readonly<Record<NonNullable<LinkShown['overruled']>, WordOf>> = { apart: 'recognition.overruledApart', shared: 'recognition.overruledShared', agreement: 'recognition.overruledAgreement' }

export const kindWords = (t: T, kind: LinkShown['kind']): string => t(kinds[kind])
export const proofWords = (t: T, kind: string): string => t(proofs[kind] ?? 'recognition.byProfile')
export const endedWords = (t: T, because: string | null): string => t(endings[because ?? 'hand'] ?? 'recognition.endedHand')
export const overruledWords = (t: T, why: NonNullable<LinkShown['overruled']>): string => t(overrulings[why])
export const fieldWords = (t: T, field: string): string => { const word = fields[field]; return word ? t(word) : field }
export const levelWords = (t: T, level: string | null): string => t(levels[level ?? ''] ?? 'recognition.levelAlike')

/** What a piece of evidence says besides the weighed fields; null for those. */
export function saidBy(t: T, { what, level, source }: EvidenceShown): string | null {
  if (what === 'identify') return t('recognition.byIdentify', { source: source ?? '' })
  if (what === 'hand') return t('recognition.byHand', { source: source ?? '' })
  if (what === 'doubt') return t(doubts[level ?? ''] ?? 'recognition.doubtRival')
  const proof = proofs[what]
  return proof ? t(proof) : null
}

export function faceName(t: T, face: Pick<Face, 'name' | 'handle' | 'externalId'> | undefined): string {
  return face?.name ?? face?.handle ?? face?.externalId ?? t('recognition.noName')
}
