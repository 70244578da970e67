/** Makes or changes a topic: its name, role and query, with what it would match as it is typed. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { ApiFault, faultField } from '../../api/fault.ts'
import { queryClient, queryKey } from '../../api/queries.ts'
import type { Topic, TopicRole } from '../../api/routes.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Select } from '../../components/select.tsx'
import { faultWords, Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useWords } from '../../words/words.tsx'
import { QueryEditor } from './query-editor.tsx'
import { Backfill } from './share-card.tsx'
import { TopicPreviewList } from './topic-preview.tsx'
import { useQueryReading } from './use-query-reading.ts'
import { useTopicPreview } from './use-topic-preview.ts'
import css from './topic-editor.module.css'

interface Props {
  /** `null`: a new one. */
  readonly topic: Topic | null
  /** What a new one is at first: the role of the tab it is made in. */
  readonly role: TopicRole
  readonly onClose: () => void
}

interface Draft { readonly name: string; readonly role: TopicRole; readonly query: string; readonly applyToHistory: boolean }
const roles = ['own', 'competitor', 'industry', 'campaign', 'risk'] as const satisfies readonly TopicRole[]

function readDraft(kept: unknown): Draft | undefined {
  const { name, role, query, applyToHistory } = (kept ?? {}) as Partial<Record<keyof Draft, unknown>>
  const known = roles.find((one) => one === role)
  return typeof name === 'string' && typeof query === 'string' && known && typeof applyToHistory === 'boolean' ? { name, role: known, query, applyToHistory } : undefined
}

export function TopicEditor({ topic, role, onClose }: Props) {
  const words = useWords()
  const saved: Draft = topic ? { name: topic.name, role: topic.role, query: topic.query, applyToHistory: true } : { name: '', role, query: '', applyToHistory: true }
  // What was typed survives a reload and a closed window until it is saved.
  const [kept, setKept] = useKept<Draft | null>('drafts', `topic.${topic?.id ?? 'new'}`, null, readDraft)
  const draft = kept ?? saved
  const change = (part: Partial<Draft>): void => setKept({ ...draft, ...part })
  const [hasTried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const preview = useTopicPreview(draft.query)
  const reading = useQueryReading(draft.query)
  const isNewQuery = topic === null || draft.query !== topic.query

  const save = useMutation({
    mutationFn: (): Promise<Topic> => {
      const body = { name: draft.name.trim(), role: draft.role, query: draft.query, applyToHistory: isNewQuery && draft.applyToHistory }
      return topic ? api('patch', '/topics/{id}', { params: { id: topic.id }, body }) : api('post', '/topics', { body })
    },
    onSuccess: (made) => {
      setKept(null)
      void refreshTopics()
      toast(words.t(topic ? 'listen.topicSaved' : 'listen.topicMade', { name: made.name }))
      onClose()
    },
  })
  const remove = useMutation({
    mutationFn: (gone: Topic) => api('delete', '/topics/{id}', { params: { id: gone.id } }),
    onSuccess: (_, gone) => {
      setKept(null)
      void refreshTopics()
      toast(words.t('listen.topicRemoved', { name: gone.name }), { undo: () => void restore(gone) })
      onClose()
    },
  })
  const restore = async (gone: Topic): Promise<void> => {
    try {
      await api('post', '/topics/{id}/restore', { params: { id: gone.id } })
      await refreshTopics()
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
    }
  }

  const refused = save.error instanceof ApiFault ? save.error : null
  const refusedField = faultField(refused)
  const saveFault = refused && refused.place?.at !== undefined && preview.fault === null ? { at: refused.place.at, message: refused.message } : null
  const fault = reading?.fault ?? preview.fault ?? saveFault ?? (hasTried && draft.query.trim() === '' ? { at: null, message: words.t('listen.queryNeeded') } : null)
  const nameError = hasTried && draft.name.trim() === '' ? words.t('common.required') : refused && refusedField === 'name' ? words.said(refused.message) : null
  const submit = (): void => {
    setTried(true)
    if (draft.name.trim() !== '' && draft.query.trim() !== '' && preview.fault === null) save.mutate()
  }

  return (
    <Dialog
      open width="l" onOpen={(open) => { if (!open) onClose() }}
      title={topic ? words.t('listen.editTopic', { name: topic.name }) : words.t('listen.newTopic')} about={words.t('listen.topicAbout')}
      actions={
        <>
          {topic && <Button look="plain" icon="remove" className={css.remove} busy={remove.isPending} onClick={() => remove.mutate(topic)}>{words.t('listen.removeTopic')}</Button>}
          {kept !== null && <Button look="plain" onClick={() => setKept(null)}>{words.t('listen.discardDraft')}</Button>}
          <Button onClick={onClose}>{words.t('common.cancel')}</Button>
          <Button look="primary" keys="mod+enter" busy={save.isPending} onClick={submit}>{words.t(topic ? 'common.save' : 'listen.makeTopic')}</Button>
        </>
      }
    >
      <div className={css.columns}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the form answers ⌘Enter from any of its fields */}
        <form className={css.form} onSubmit={(event) => { event.preventDefault(); submit() }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) { event.preventDefault(); submit() } }}>
          <div className={css.names}>
            <TextField ref={first} label={words.t('listen.topicName')} value={draft.name} error={nameError} maxLength={120} placeholder={words.t('listen.topicNameExample')} onChange={(event) => change({ name: event.target.value })} />
            <Select label={words.t('listen.topicRole')} value={draft.role} onValue={(next) => change({ role: next })} options={roles.map((value) => ({ value, label: words.t(({ own: 'common.roleOwn', competitor: 'common.roleCompetitor', industry: 'common.roleIndustry', campaign: 'common.roleCampaign', risk: 'common.roleRisk' } as const)[value]) }))} />
          </div>
          <QueryEditor label={words.t('listen.topicQuery')} value={draft.query} onValue={(query) => change({ query })} reading={reading} fault={fault} hint={<QueryHelp onExample={(query) => change({ query })} isEmpty={draft.query === ''} />} />
          {isNewQuery && <Checkbox label={words.t('listen.applyToHistory')} hint={words.t('listen.applyToHistoryHint')} checked={draft.applyToHistory} onChange={(event) => change({ applyToHistory: event.target.checked })} />}
          {topic?.backfill && topic.backfill.state !== 'done' && <ul><Backfill topic={topic} /></ul>}
          {refused && refused.place?.at === undefined && refusedField !== 'name' && <Notice tone="negative">{faultWords(refused, words)}</Notice>}
          {remove.error && <Notice tone="negative">{faultWords(remove.error, words)}</Notice>}
        </form>
        <TopicPreviewList preview={preview} query={draft.query} isEmpty={draft.query.trim() === ''} />
      </div>
    </Dialog>
  )
}

/** Everything that a changed topic changes. */
async function refreshTopics(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: queryKey('/topics') })
  await Promise.all((['/mentions/volume', '/mentions/share-of-voice', '/mentions/facets'] as const).map((path) => queryClient.invalidateQueries({ queryKey: queryKey(path) })))
}

const helpParts = { code: (text: string) => <code className={css.code}>{text}</code> }

function QueryHelp({ onExample, isEmpty }: { readonly onExample: (query: string) => void; readonly isEmpty: boolean }) {
  const words = useWords()
  const example = '(velora OR "velora bikes" OR #velora OR @velora) NOT (lang:it OR recipe*)'
  return (
    <div className={css.help}>
      <p>{words.rich('listen.queryHelp', helpParts)} {words.t('query.offersHint')}</p>
      {isEmpty && <p>{words.t('listen.queryExample')} <button type="button" className={css.example} onClick={() => onExample(example)}><code>{example}</code></button></p>}
    </div>
  )
}
