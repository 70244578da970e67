/** Properties draw the same cases in every run, so that a red test is about the change; RAPPORT_SEED draws others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['RAPPORT_SEED'] ?? 8420) })
