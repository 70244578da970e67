/** Quiet marks of what a mention says: sentiment by shape, colour and word; intent, emotion and urgency as words. */
import type { Labels } from '../api/routes.ts'
import { cx } from '../components/class-names.ts'
import { useWords } from '../words/words.tsx'
import { labelWord } from './label-words.ts'
import css from './label-marks.module.css'

/** A circle, a square or a triangle: never by colour alone. */
export function SentimentShape({ sentiment }: { readonly sentiment: Labels['sentiment'] }) {
  return (
    <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true" focusable="false" className={cx(css.shape, css[sentiment])}>
      {sentiment === 'positive' ? <circle cx="4.5" cy="4.5" r="4" /> : sentiment === 'neutral' ? <rect x="0.8" y="0.8" width="7.4" height="7.4" rx="1.2" /> : <path d="M4.5.6 8.6 8.2H.4z" />}
    </svg>
  )
}

export function SentimentMark({ labels }: { readonly labels: Labels }) {
  const words = useWords()
  return (
    <span className={cx(css.sentiment, css[labels.sentiment])} title={words.t('labels.sure', { percent: words.percent(labels.sentimentProbability) })}>
      <SentimentShape sentiment={labels.sentiment} />{words.t(labelWord('sentiment', labels.sentiment))}
    </span>
  )
}

/** What its author wants, if anything, and whether it presses. */
export function LabelChips({ labels }: { readonly labels: Labels }) {
  const words = useWords()
  const chips = [
    ...(labels.urgency === 'high' ? [{ key: 'urgency', word: labelWord('urgency', labels.urgency), isPressing: true }] : []),
    ...(labels.intent === 'none' ? [] : [{ key: 'intent', word: labelWord('intent', labels.intent), isPressing: false }]),
    ...(labels.emotion === 'none' ? [] : [{ key: 'emotion', word: labelWord('emotion', labels.emotion), isPressing: false }]),
  ]
  if (chips.length === 0) return null
  return <ul className={css.chips} aria-label={words.t('labels.title')}>{chips.map((chip) => <li key={chip.key} className={cx(css.chip, chip.isPressing && css.pressing)}>{words.t(chip.word)}</li>)}</ul>
}
