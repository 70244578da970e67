/** Which language a post is written in, found on this machine. */
import { eld } from 'eld/medium'

const marks = /https?:\/\/\S+|www\.\S+|[@#$][\p{L}\p{N}_.-]+|[\p{Extended_Pictographic}\p{N}\u200d\ufe0f]/gu
const letter = /\p{L}/u

/** Fewer letters than this say nothing that a detector could be sure of. */
const minLetters = 4

/**
 * ISO 639-1 code of the text's language, `und` when unknown. Names, tags and
 * addresses are left out, as they have no language. What the channel declares
 * decides where the text alone leaves it open.
 *
 * Method: Efficient Language Detector (Nito T.), n-gram frequencies, 60 languages.
 */
export function languageOf(text: string, declared: readonly string[] = []): string {
  const words = text.replaceAll(marks, ' ').trim()
  const said = declared[0]?.slice(0, 2).toLowerCase()
  if (words.length < minLetters || !letter.test(words)) return said && words.length > 0 ? said : 'und'
  const found = eld.detect(words.length > 2_000 ? words.slice(0, 2_000) : words)
  if (found.language === '') return said ?? 'und'
  if (said !== undefined && said !== found.language && !found.isReliable()) return said
  return found.language
}
