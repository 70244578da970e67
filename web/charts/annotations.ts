/** Dated marks on a picture over time: what happened then, told where the picture is read. */
import type { Instant } from '../../src/kernel/instant.ts'

/** `sign`: a letter or a number that fits a small disc. `words`: a sentence. */
export interface Annotation { readonly at: Instant; readonly sign: string; readonly words: string }
export interface BucketMark { readonly bucket: number; readonly sign: string; readonly words: string }

/**
 * Marks by bucket, those of one bucket joined: their signs when equal, else how many there are.
 * What lies before the first bucket, or after `end`, belongs to another picture.
 */
export function marksByBucket(annotations: readonly Annotation[], buckets: readonly Instant[], end: Instant): BucketMark[] {
  const byBucket = new Map<number, Annotation[]>()
  for (const mark of annotations) {
    const bucket = buckets.findLastIndex((start) => start <= mark.at)
    if (bucket >= 0 && mark.at < end) byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), mark])
  }
  return [...byBucket].sort(([a], [b]) => a - b).map(([bucket, marks]) => {
    const [first] = marks
    return { bucket, sign: first && marks.every((mark) => mark.sign === first.sign) ? first.sign : String(marks.length), words: marks.map((mark) => mark.words).join(' ') }
  })
}
