/** Keeps of a stretch what some query wants, and a few of the rest to try new queries on. */
import { admit } from '../../../kernel/admission.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import { postOf } from '../query/index.ts'
import type { DoorMatcher } from './door-matcher.ts'
import type { ReaderModule, Sifted } from './stretch.ts'

/** Of unwanted posts so many in a stretch are handed on: in quiet times all, in a flood a share. */
const sampled = 16

/**
 * Reads, checks, cleans and matches; what cannot be kept is set aside with its
 * reason. Order is kept. What no query wants at a glance is read no further, but
 * for a sample; what passes the glance is matched again as it will be kept.
 */
export function siftStretch(matcher: DoorMatcher, reader: ReturnType<ReaderModule['openReader']>, messages: readonly Buffer[], now: Instant): { sifted: Sifted; letGo: Interaction[] } {
  const every = Math.ceil(messages.length / sampled)
  let glanced = 0
  const stretch = reader.read(messages, now, (glance) => glanced++ % every === 0 || matcher.mayWant(glance))
  const items: Interaction[] = []
  const letGo: Interaction[] = []
  const setAside = [...stretch.setAside]
  for (const item of stretch.items) {
    const admission = admit(item, now)
    if (!admission.admitted) {
      setAside.push({ raw: JSON.stringify(item), code: admission.code, because: admission.because })
      continue
    }
    const { interaction } = admission
    if (matcher.wants(postOf(interaction))) items.push(interaction)
    else if (letGo.length < sampled) letGo.push(interaction)
  }
  return { sifted: { ...stretch, items, setAside, seen: stretch.items.length + stretch.passedOver }, letGo }
}
