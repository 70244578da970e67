/**
 * How much more one set of posts uses a word than another: the log-odds ratio
 * with an informative Dirichlet prior (Monroe, Colaresi & Quinn, "Fightin'
 * Words", Political Analysis 16, 2008, §3.5.1, eqs. 16, 19 and 22). The prior
 * is the use of the word in both sets together, so that rare words need more
 * than a few uses to stand out.
 */

export interface Use {
  /** How often it was used … */
  readonly count: number
  /** … out of how many. */
  readonly of: number
}

export interface Contrast {
  /** Logarithm of the ratio of the odds. */
  readonly logOdds: number
  /** The same in standard deviations. */
  readonly z: number
}

/** How many uses in all the prior weighs. */
const priorWeight = 50

/** Contrasts `now` with `before`; positive where now uses it more. */
export function contrastOf(now: Use, before: Use): Contrast {
  const all = now.of + before.of
  if (all === 0) return { logOdds: 0, z: 0 }
  const prior = Math.max(0.05, (priorWeight * (now.count + before.count)) / all)
  const odds = ({ count, of }: Use): number => Math.log((count + prior) / Math.max(prior, of + priorWeight - count - prior))
  const logOdds = odds(now) - odds(before)
  return { logOdds, z: logOdds / Math.sqrt(1 / (now.count + prior) + 1 / (before.count + prior)) }
}
