/** Makes a model's probabilities mean what they say. */

/** Scores of one document, class by class, and the class that is right. */
export interface Scored {
  readonly scores: readonly number[]
  readonly label: number
}

function surprise(scored: readonly Scored[], temperature: number): number {
  let sum = 0
  for (const { scores, label } of scored) {
    const top = Math.max(...scores) / temperature
    let total = 0
    for (const score of scores) total += Math.exp(score / temperature - top)
    sum += top + Math.log(total) - (scores[label] ?? 0) / temperature
  }
  return sum / scored.length
}

/**
 * The temperature by which scores are divided so that held-out documents
 * surprise least (Guo, Pleiss, Sun, Weinberger 2017, section 4.2), found by
 * golden-section search between 0.05 and 10 on a logarithmic scale.
 */
export function temperatureFor(scored: readonly Scored[]): number {
  if (scored.length === 0) return 1
  const golden = (Math.sqrt(5) - 1) / 2
  let low = Math.log(0.05)
  let high = Math.log(10)
  for (let round = 0; round < 40; round++) {
    const one = high - golden * (high - low)
    const other = low + golden * (high - low)
    if (surprise(scored, Math.exp(one)) < surprise(scored, Math.exp(other))) high = other
    else low = one
  }
  return Math.exp((low + high) / 2)
}

/**
 * Expected calibration error: mean distance between how sure the model was and
 * how often it was right, over ten equal bins of certainty (Guo et al. 2017, section 2).
 */
export function calibrationError(scored: readonly Scored[], temperature: number): number {
  const bins = Array.from({ length: 10 }, () => ({ sure: 0, right: 0, count: 0 }))
  for (const { scores, label } of scored) {
    const top = Math.max(...scores)
    const total = scores.reduce((sum, score) => sum + Math.exp((score - top) / temperature), 0)
    const sure = 1 / total
    const bin = bins[Math.min(9, Math.floor(sure * 10))]
    if (bin === undefined) continue
    bin.sure += sure
    bin.count++
    if (scores[label] === top) bin.right++
  }
  return bins.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / Math.max(1, scored.length)
}
