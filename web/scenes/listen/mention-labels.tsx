/** What a mention says, how sure that is and why; each label can be corrected here, and that undone. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import type { Labels, Mention } from '../../api/routes.ts'
import { Button } from '../../components/button.tsx'
import { Menu } from '../../components/menu.tsx'
import { faultWords } from '../../components/states.tsx'
import { toast } from '../../components/toast.tsx'
import { useMember } from '../../hooks/member.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { useWords } from '../../words/words.tsx'
import { SentimentShape } from '../../mentions/label-marks.tsx'
import { labelTitle, labelWord, labelWords, type LabelName } from '../../mentions/label-words.ts'
import { showLabels, useLabels } from '../../mentions/labels-now.ts'
import css from './mention-labels.module.css'

const order = ['sentiment', 'intent', 'urgency', 'emotion'] as const

/** Everything that counts mentions counts them otherwise now. */
function refreshFigures(mention: string): void {
  for (const path of ['/mentions/volume', '/mentions/reputation', '/mentions/facets', '/mentions/share-of-voice'] as const) void queryClient.invalidateQueries({ queryKey: queryKey(path) })
  void queryClient.invalidateQueries({ queryKey: queryKey('/mentions/{id}/labels', { params: { id: mention } }) })
}

export function MentionLabels({ mention }: { readonly mention: Mention }) {
  const words = useWords()
  const me = useMember()
  const mayCorrect = me.may('mentions.manage')
  const labels = useLabels(mention)
  const { data } = useQuery(apiQuery('/mentions/{id}/labels', { params: { id: mention.id } }))
  const [asked, setAsked] = useState<{ label: LabelName; times: number } | null>(null)

  const undo = async (corrections: readonly { readonly id: string }[]): Promise<void> => {
    try {
      for (const { id } of corrections) showLabels(mention.id, (await api('post', '/corrections/{id}/undo', { params: { id } })).labels)
      refreshFigures(mention.id)
    } catch (thrown) {
      toast(words.t('labels.notCorrected', { why: faultWords(thrown, words) }), { tone: 'negative' })
    }
  }
  const correct = async <Label extends LabelName>(label: Label, value: Labels[Label]): Promise<void> => {
    if (!labels || labels[label] === value) return
    const before = labels
    // Shown before it is answered; put back if it is refused.
    showLabels(mention.id, { ...labels, [label]: value, ...(label === 'sentiment' && { sentimentProbability: 1 }) })
    try {
      const { labels: now, corrections } = await api('patch', '/mentions/{id}/labels', { params: { id: mention.id }, body: { [label]: value } })
      showLabels(mention.id, now)
      refreshFigures(mention.id)
      toast(words.t('labels.nowIs', { value: words.t(labelWord(label, value)) }), { undo: () => void undo(corrections) })
    } catch (thrown) {
      showLabels(mention.id, before)
      toast(words.t('labels.notCorrected', { why: faultWords(thrown, words) }), { tone: 'negative' })
    }
  }
  const group = words.t('listen.title')
  const canCorrect = mayCorrect && labels !== null
  useShortcut('1', words.t('labels.keyNegative'), group, () => void correct('sentiment', 'negative'), canCorrect)
  useShortcut('2', words.t('labels.keyNeutral'), group, () => void correct('sentiment', 'neutral'), canCorrect)
  useShortcut('3', words.t('labels.keyPositive'), group, () => void correct('sentiment', 'positive'), canCorrect)
  useShortcut('i', words.t('labels.keyIntent'), group, () => setAsked((before) => ({ label: 'intent', times: (before?.times ?? 0) + 1 })), canCorrect)

  if (!labels) return <p className={css.none}>{words.t('labels.notYet')}</p>
  const about = (label: LabelName): string => {
    const correction = data?.corrections.find((one) => one.label === label && one.after === labels[label])
    if (correction) return `${correction.by === null ? words.t('labels.corrected') : words.t('labels.saidBy', { who: correction.by })} · ${words.t('labels.machineSays', { value: words.t(labelWord(label, correction.before)) })}`
    if (label === 'sentiment' && labels.sentimentProbability < 1) return words.t('labels.sure', { percent: words.percent(labels.sentimentProbability) })
    if (label === 'urgency' && data && data.urgencyBecause.length > 0 && labels.urgency !== 'low') return words.list(data.urgencyBecause.map(words.said))
    return ''
  }
  const value = (label: LabelName) => <span className={css.value}>{label === 'sentiment' && <SentimentShape sentiment={labels.sentiment} />}{words.t(labelWord(label, labels[label]))}</span>
  return (
    <section className={css.labels} aria-label={words.t('labels.title')}>
      <h3 className={css.heading}>{words.t('labels.title')}</h3>
      <dl className={css.list}>
        {order.map((label) => (
          <div key={label} className={css.line}>
            <dt>{words.t(labelTitle[label])}</dt>
            <dd>
              {mayCorrect
                ? <Menu
                    key={asked?.label === label ? asked.times : 0} defaultOpen={asked?.label === label} align="start"
                    trigger={<Button size="s" look="plain" after="down" className={label === 'sentiment' ? css[labels.sentiment] : undefined} aria-label={words.t('labels.correct', { label: words.t(labelTitle[label]), value: words.t(labelWord(label, labels[label])) })}>{value(label)}</Button>}
                    items={Object.keys(labelWords[label]).map((one, at) => ({ id: one, label: words.t(labelWord(label, one)), chosen: labels[label] === one, onSelect: () => void correct(label, one as Labels[typeof label]), ...(label === 'sentiment' && { keys: String(at + 1) }) }))}
                  />
                : value(label)}
            </dd>
            <dd className={css.about}>{about(label)}</dd>
          </div>
        ))}
      </dl>
      {data && data.because.length > 0 && <p className={css.because}>{words.t('labels.because', { words: words.list(data.because.map(words.said)) })}</p>}
      {mayCorrect && <p className={css.hint}>{words.t('labels.correctHint')}</p>}
    </section>
  )
}
