/** The composer: answer in public or privately, or leave a note; it knows the network's limits and the rules before they say no. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useImperativeHandle, useRef, useState, type DragEvent, type Ref } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import type { Composition, Entry, MessageEntry, WholeConversation } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { ChannelMark, channelTitle } from '../../../components/channel-mark.tsx'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Menu } from '../../../components/menu.tsx'
import { Said } from '../../../components/said.tsx'
import { faultWords } from '../../../components/states.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { toast } from '../../../components/toast.tsx'
import { useNow } from '../../../hooks/now.ts'
import { useShortcut } from '../../../hooks/shortcuts.ts'
import { useWords } from '../../../words/words.tsx'
import { useColleagues } from '../arranged.ts'
import { spanWords } from '../list/when.tsx'
import type { Presence } from '../thread/use-presence.ts'
import { ComposerField, type Suggestion } from './composer-field.tsx'
import { ComposerFiles, useUploads } from './composer-files.tsx'
import { stillNamed } from './composer-tokens.ts'
import css from './composer.module.css'
import { MailFields, TemplateFields, WarningField } from './mail-fields.tsx'
import { RulesBanner } from './rules-banner.tsx'
import { SendButton } from './send-button.tsx'
import { countedLength } from './text-length.ts'
import { emptyComposition, isEmptyComposition, useDraft } from './use-draft.ts'
import { useSend, type SendOptions } from './use-send.ts'

export interface ComposerHandle {
  readonly reply: (message: MessageEntry) => void
  /** What was taken back stands in the field again. */
  readonly restore: () => void
}

interface Props {
  readonly conversation: WholeConversation
  readonly presence: Presence
  readonly newest: MessageEntry | null
  readonly onEntry: (entry: Entry) => void
  readonly onTaken: (message: string) => void
  readonly onSent: (isClosed: boolean) => void
  readonly ref?: Ref<ComposerHandle>
}

/** After so long without a key the rules are asked about what stands there. */
const askMs = 350
const writingMs = 4_000

/** A value that follows another one when that rests. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}

type Tab = 'public' | 'private' | 'note'

export function Composer({ conversation, presence, newest, onEntry, onTaken, onSent, ref }: Props) {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const { id } = conversation
  const draft = useDraft(id)
  const { content, change } = draft
  const { members } = useColleagues()
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [canned, setCanned] = useState<string | null>(null)
  const [dismissed, setDismissed] = useState('')
  const [isOver, setOver] = useState(false)
  const isNote = content.is === 'note'

  const asked = useRested(content, askMs)
  const know = useQuery({ queryKey: ['composer', id, asked], queryFn: ({ signal }) => api('post', '/conversations/{id}/composer', { params: { id }, body: asked }, { signal }), placeholderData: keepPreviousData, enabled: draft.isLoaded, staleTime: 10_000 })
  const threads = know.data?.threads ?? []
  const thread = threads.find((one) => one.thread === content.thread) ?? threads.find((one) => one.account === conversation.account) ?? threads[0]
  const abilities = thread?.abilities
  const visibilities = abilities?.visibilities ?? [conversation.visibility]
  const visibility = content.visibility !== undefined && visibilities.includes(content.visibility) ? content.visibility : visibilities.includes(conversation.visibility) ? conversation.visibility : visibilities[0] ?? 'private'
  const verdict = isNote || know.data === undefined ? null : know.data.verdict
  const isMail = abilities?.subject === true

  const uploads = useUploads(content.files, isNote ? undefined : abilities?.attachments, (files) => change({ files }))
  const restText = useRested(content.text, 500)
  const suggestions = useQuery({ ...apiQuery('/conversations/{id}/suggestions', { params: { id }, query: { text: restText.slice(-400), limit: 3 } }), enabled: !isNote && draft.isLoaded && !restText.startsWith('/'), placeholderData: keepPreviousData, staleTime: 60_000 }).data?.items ?? []
  const suggestion = content.text === dismissed && dismissed !== '' ? null : suggestions.find((one) => !content.text.includes(one.text)) ?? null

  // What I had seen when I began to write: whatever a colleague answers after that is told before I send.
  const [seen, setSeen] = useState<string | null>(null)
  const isEmpty = isEmptyComposition(content)
  const newestId = newest?.id ?? null
  const isAnswered = !isEmpty && !isNote && newest !== null && newest.direction === 'outbound' && seen !== null && newest.id !== seen
  if (seen !== newestId && (isEmpty || seen === null || newest?.direction === 'inbound')) setSeen(newestId)

  const writing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const type = (text: string): void => {
    change({ text })
    if (text.trim() === '') setCanned(null)
    presence.write(text.trim() === '' ? null : content.is)
    clearTimeout(writing.current)
    writing.current = setTimeout(() => presence.write(null), writingMs)
  }
  useEffect(() => () => clearTimeout(writing.current), [])

  const mentions = isNote ? stillNamed(content.text, members) : []
  const sending = useSend({
    conversation: id, content: { ...content, visibility, thread: thread?.thread ?? content.thread }, mentions, seen, canned, onEntry,
    onTaken: (message) => { onTaken(message); draft.restore(); field.current?.focus() },
    onLeave: () => {
      draft.handOver()
      setCanned(null)
      presence.write(null)
    },
    onBack: draft.putBack,
    onDone: (then) => {
      draft.gone()
      if (then === 'close') onSent(true)
    },
  })

  const to = (is: Composition['is'], how?: 'public' | 'private'): void => {
    change({ is, ...(how === undefined ? {} : { visibility: how }) })
    // At once, so that what is typed right after the key is not taken for keys.
    field.current?.focus()
    requestAnimationFrame(() => { const element = field.current; element?.focus(); element?.setSelectionRange(element.value.length, element.value.length) })
  }
  useImperativeHandle(ref, () => ({ reply: (message) => { change({ inReplyTo: message.id, thread: message.thread }); to('reply', message.visibility) }, restore: draft.restore }))
  const group = t('inbox.title')
  useShortcut('r', t('inbox.keyReply'), group, () => to('reply'))
  useShortcut('n', t('inbox.keyNote'), group, () => to('note'))

  const length = thread === undefined || isNote ? null : { used: countedLength(content.text, thread.abilities.text), max: thread.abilities.text.max }
  const isTooLong = length !== null && length.max !== null && length.used > length.max
  const windowEnds = thread?.windowEndsAt === null || thread?.windowEndsAt === undefined ? null : Date.parse(thread.windowEndsAt)
  const isWindowOver = windowEnds !== null && windowEnds <= now
  const isBlocked = !isNote && (thread === undefined || !thread.ready || isTooLong || (isWindowOver && content.template === null))
  const isDisabled = isBlocked || uploads.uploads.length > 0 || (content.text.trim() === '' && content.files.length === 0 && content.template === null)
  const send = (how: SendOptions): void => { if (!isDisabled && (isNote || verdict?.decision !== 'refuse')) void sending.send(how) }

  const takeSuggestion = (one: Suggestion): void => {
    if (!content.text.endsWith(one.text)) {
      const element = field.current
      // What was typed was to find it; what was written before stays.
      const typed = content.text.length <= 60 ? content.text : ''
      if (element !== null) { element.focus(); element.setSelectionRange(typed === '' ? element.value.length : 0, element.value.length); if (!document.execCommand('insertText', false, typed === '' ? ` ${one.text}` : one.text)) type(one.text) }
    }
    if (one.is === 'canned') setCanned(one.id)
    if (one.missing.length > 0) toast(t('composer.missing', { names: words.list(one.missing) }), { tone: 'negative' })
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    uploads.add([...event.dataTransfer.files])
  }
  const tabs = [...visibilities.map((one): { value: Tab; label: React.ReactNode } => ({ value: one, label: <span className={css.tab}>{t(visibilities.length === 1 ? 'composer.reply' : one === 'public' ? 'composer.public' : 'composer.private')}{thread !== undefined && <ChannelMark channel={thread.channel} named />}</span> })), { value: 'note' as Tab, label: t('composer.note') }]
  const writers = presence.others.filter((one) => one.doing === 'writes')
  const lookers = presence.others.filter((one) => one.doing === 'looks')
  const keptWord = { empty: '', saving: 'composer.saving', saved: 'composer.saved', here: 'composer.here' } as const
  const kept = keptWord[draft.kept]

  return (
    <div className={css.holder}>
      {presence.others.length > 0 && (
        <output className={css.others} data-writes={writers.length > 0 || undefined}>
          {writers.length > 0 ? <><Icon name="edit" size={14} />{t(writers.some((one) => one.is !== 'note') ? 'composer.writes' : 'composer.writesNote', { n: writers.length, names: words.list(writers.map((one) => one.name)) })}</> : <><Icon name="eye" size={14} />{t('composer.looks', { n: lookers.length, names: words.list(lookers.map((one) => one.name)) })}</>}
        </output>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- files are dropped here; the button beside does the same by keys */}
      <section className={css.composer} aria-label={t('composer.title')} data-note={isNote || undefined} data-over={isOver || undefined} onDragOver={(event) => { if (event.dataTransfer.types.includes('Files')) { event.preventDefault(); setOver(true) } }} onDragLeave={() => setOver(false)} onDrop={onDrop}>
        {verdict !== null && <RulesBanner conversation={id} verdict={verdict} text={asked.text} visibility={visibility} />}
        {(sending.meanwhile !== null || isAnswered) && (
          <div className={css.meanwhile} role="alert">
            <p><strong>{sending.meanwhile === null ? t('composer.answered', { name: newest?.by.name ?? '' }) : <Said>{sending.meanwhile.words}</Said>}</strong></p>
            <blockquote dir="auto">{sending.meanwhile?.text ?? newest?.text}</blockquote>
            <div className={css.row}>
              {sending.meanwhile !== null && <Button size="s" look="danger" onClick={() => { const { meanwhile } = sending; if (meanwhile !== null) void sending.send({ ...meanwhile.options, knowing: true }) }}>{t('composer.sendAllTheSame')}</Button>}
              <Button size="s" onClick={() => { setSeen(newestId); sending.dismissMeanwhile() }}>{t('composer.keepWriting')}</Button>
              <Button size="s" look="plain" onClick={() => { change(emptyComposition); setSeen(newestId); sending.dismissMeanwhile() }}>{t('composer.dropDraft')}</Button>
            </div>
          </div>
        )}
        <div className={css.row}>
          <Segments label={t('composer.how')} value={isNote ? 'note' : visibility} options={tabs} onValue={(tab) => to(tab === 'note' ? 'note' : 'reply', tab === 'note' ? undefined : tab)} />
          {!isNote && thread !== undefined && (
            <span className={css.place}>
              {threads.length > 1
                ? <Menu trigger={<Button size="s" look="plain" after="down" title={t('composer.place')}>{thread.name}</Button>} items={threads.map((one) => ({ id: one.thread, label: `${channelTitle(one.channel)} · ${one.name}`, chosen: one.thread === thread.thread, disabled: !one.ready, onSelect: () => change({ thread: one.thread }) }))} />
                : <span className={css.quiet}>{t('composer.as', { account: thread.name })}</span>}
            </span>
          )}
        </div>
        {content.inReplyTo !== null && !isNote && content.inReplyTo !== newestId && <p className={css.answering}><Icon name="reply" size={14} /><span>{t('composer.answering')}</span><IconButton size="s" icon="close" label={t('composer.answeringNot')} onClick={() => change({ inReplyTo: null })} /></p>}
        {!isNote && isMail && thread !== undefined && <MailFields content={content} thread={thread} subject={conversation.subject} onChange={change} />}
        {!isNote && abilities?.warning === true && <WarningField content={content} onChange={change} />}
        {!isNote && isWindowOver && thread !== undefined && <p className={css.problem}><Icon name="clock" size={14} />{t(thread.abilities.templates ? 'composer.windowTemplates' : 'composer.windowOver')}</p>}
        {!isNote && isWindowOver && thread?.abilities.templates === true && <TemplateFields account={thread.account} content={content} onChange={change} />}
        <ComposerField
          conversation={id} isNote={isNote} value={content.text} field={field} language={content.language} marks={verdict?.marks ?? []} suggestion={suggestion}
          label={t(isNote ? 'composer.noteField' : 'composer.field')} placeholder={t(isNote ? 'composer.notePlaceholder' : 'composer.placeholder')}
          onValue={type} onCanned={takeSuggestion} onDismiss={() => setDismissed(content.text)} onSend={(thenClose) => send({ then: thenClose ? 'close' : 'wait' })} onFiles={uploads.add}
        />
        <ComposerFiles files={content.files} uploads={uploads.uploads} known={uploads.known} wantsAlt={abilities?.attachments?.alt === true} onFiles={(files) => change({ files })} />
        {!isNote && thread !== undefined && !thread.ready && <p className={css.problem}><Icon name="warning" size={14} /><Said>{thread.because ?? ''}</Said></p>}
        {!isNote && !isEmpty && (know.data?.problems ?? []).map((problem) => <p key={problem.code} className={css.problem}><Icon name="warning" size={14} /><Said>{problem.sentence}</Said></p>)}
        {know.error !== null && know.data === undefined && <p className={css.problem}><Icon name="warning" size={14} />{faultWords(know.error, words)} <Button size="s" onClick={() => void know.refetch()}>{t('common.retry')}</Button></p>}
        <div className={css.foot}>
          <input ref={picker} type="file" multiple hidden aria-label={t('composer.attach')} onChange={(event) => { uploads.add([...(event.target.files ?? [])]); event.target.value = '' }} />
          {(isNote || abilities?.attachments !== null) && <IconButton size="s" icon="attach" label={t('composer.attach')} onClick={() => picker.current?.click()} />}
          {!isNote && suggestion !== null && <button type="button" className={css.suggestion} title={suggestion.text} onClick={() => takeSuggestion(suggestion)}><span>“{suggestion.name}”</span>{content.text.trim() !== '' && <Kbd keys="tab" />}</button>}
          <output className={css.state}>
            {[...(kept === '' ? [] : [t(kept)]), ...(windowEnds !== null && !isWindowOver && !isNote ? [t('composer.window', { time: spanWords(windowEnds - now, words) })] : [])].join(' · ')}
            {length !== null && length.max !== null && <>{kept !== '' && ' · '}<span className={cx(isTooLong && css.over)}>{words.number(length.used)} / {words.number(length.max)}{isTooLong && <span className={css.quiet}> {t('composer.tooLong', { n: length.used - length.max })}</span>}</span></>}
          </output>
          <SendButton isNote={isNote} decision={verdict?.decision ?? 'send'} isBusy={sending.isBusy} isDisabled={isDisabled} onSend={send} />
        </div>
      </section>
    </div>
  )
}
