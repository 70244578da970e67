/** What is understood of a message: marks, opened to be corrected. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Labels, MessageEntry } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Menu, separator, type MenuItem } from '../../../components/menu.tsx'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { SentimentShape } from '../../../mentions/label-marks.tsx'
import { labelTitle, labelWord, labelWords, type LabelName } from '../../../mentions/label-words.ts'
import { useWords } from '../../../words/words.tsx'
import css from './thread-pane.module.css'

type Understood = NonNullable<MessageEntry['labels']>

export function MessageLabels({ message }: { readonly message: MessageEntry }) {
  const words = useWords()
  const { t } = words
  // What is private is no mention, and has no corrections of mentions.
  const may = useMember().may('mentions.manage') && message.visibility === 'public'
  const [corrected, setCorrected] = useState<Partial<Understood>>({})
  if (message.labels === null) return null
  const labels = { ...message.labels, ...corrected }
  const parts = [
    ...(labels.sentiment === 'neutral' ? [] : [{ label: 'sentiment' as const, value: labels.sentiment }]),
    ...(labels.intent === 'none' ? [] : [{ label: 'intent' as const, value: labels.intent }]),
    ...(labels.urgency === 'high' ? [{ label: 'urgency' as const, value: labels.urgency }] : []),
    ...(labels.emotion === 'none' ? [] : [{ label: 'emotion' as const, value: labels.emotion }]),
  ]
  const shown = parts.length === 0 ? t('labels.neutral') : parts.map(({ label, value }) => t(labelWord(label, value))).join(' · ')
  const inner = <span className={css.understood}>{labels.sentiment in labelWords.sentiment && <SentimentShape sentiment={labels.sentiment as Labels['sentiment']} />}{shown}</span>
  if (!may) return inner
  const correct = (label: LabelName, value: string): void => {
    if (labels[label] === value) return
    const before = labels[label]
    setCorrected((all) => ({ ...all, [label]: value }))
    api('patch', '/mentions/{id}/labels', { params: { id: message.id }, body: { [label]: value } }).then(({ corrections }) => {
      toast(t('labels.nowIs', { value: t(labelWord(label, value)) }), { undo: () => {
        setCorrected((all) => ({ ...all, [label]: before }))
        void Promise.all(corrections.map(({ id }) => api('post', '/corrections/{id}/undo', { params: { id } }))).catch((fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
      } })
    }, (fault: unknown) => {
      setCorrected((all) => ({ ...all, [label]: before }))
      toast(t('labels.notCorrected', { why: faultWords(fault, words) }), { tone: 'negative' })
    })
  }
  const group = (label: LabelName): MenuItem[] => Object.keys(labelWords[label]).map((value) => ({ id: `${label} ${value}`, label: `${t(labelTitle[label])}: ${t(labelWord(label, value))}`, chosen: labels[label] === value, onSelect: () => correct(label, value) }))
  return <Menu align="start" header={t('labels.correctHint')} trigger={<Button size="s" look="plain" className={css.quietButton} title={t('thread.correct')} aria-label={`${t('thread.correct')}: ${shown}`}>{inner}</Button>} items={[...group('sentiment'), separator, ...group('intent'), separator, ...group('urgency')]} />
}
