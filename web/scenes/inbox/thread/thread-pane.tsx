/** One conversation: its head, its story, and the composer below. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { MessageEntry, WholeConversation } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { EmptyState, faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useLive } from '../../../api/live.ts'
import { useWords } from '../../../words/words.tsx'
import { JoinWith } from '../acts/join-dialog.tsx'
import { SplitDialog } from '../acts/split-dialog.tsx'
import { refreshAround } from '../acts/use-acts.ts'
import type { InboxActs } from '../acts/use-inbox-acts.tsx'
import { Composer, type ComposerHandle } from '../composer/composer.tsx'
import { tellConversations, useConversationNow } from '../conversations-now.ts'
import { nameOf } from '../names.ts'
import { Approvals } from './approvals.tsx'
import { Story } from './story.tsx'
import { ThreadHead } from './thread-head.tsx'
import css from './thread-pane.module.css'
import { useEntries } from './use-entries.ts'
import { usePersonTypes, usePresence } from './use-presence.ts'

interface Props {
  readonly conversation: WholeConversation
  readonly acts: InboxActs
  readonly entry: string | undefined
  readonly onOpen: (id: string) => void
  readonly onPerson: () => void
  readonly onSent: (isClosed: boolean) => void
}

/** Whoever passes by with `j` has not read it. */
const dwellMs = 900

export function ThreadPane({ conversation: given, acts, entry, onOpen, onPerson, onSent }: Props) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const conversation = useConversationNow(given)
  const { id } = conversation
  const feed = useEntries(id, entry)
  const composer = useRef<ComposerHandle>(null)
  const presence = usePresence(id)
  const personTypes = usePersonTypes(id)
  const [isJoining, setJoining] = useState(false)
  const [splitting, setSplitting] = useState<string | null>(null)
  const [unsending, setUnsending] = useState<MessageEntry | null>(null)
  const mayAnswer = me.may('conversations.answer')
  useLive({}, { conversation: (change) => { if (change.id === id && change.revision > conversation.revision) void queryClient.invalidateQueries({ queryKey: queryKey('/conversations/{id}', { params: { id } }) }) } })
  useEffect(() => tellConversations([given]), [given])

  const newest = feed.entries.findLast((each) => each.is === 'message')
  const newestAt = newest?.at
  useEffect(() => {
    if (!conversation.unread || newestAt === undefined || document.visibilityState !== 'visible') return undefined
    const timer = setTimeout(() => {
      api('post', '/conversations/{id}/read', { params: { id }, body: {} }).then(() => {
        tellConversations([{ ...conversation, unread: false }])
        refreshAround()
      }, () => undefined)
    }, dwellMs)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- once for each newest message
  }, [id, newestAt])

  const onReply = useCallback((message: MessageEntry) => composer.current?.reply(message), [])
  const onSplit = useCallback((message: MessageEntry) => setSplitting(message.id), [])
  const onUnsend = useCallback((message: MessageEntry) => setUnsending(message), [])
  const onChanged = useCallback((message: MessageEntry, now: MessageEntry | null) => {
    if (now === null) { feed.take(message.id); composer.current?.restore() } else feed.put(now)
  }, [feed])
  const messageActs = { onReply, onSplit, onUnsend, onChanged }
  const unsend = (message: MessageEntry): void => {
    setUnsending(null)
    api('delete', '/messages/{id}', { params: { id: message.id } }).then(feed.put, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
  }
  if (given.joinedTo !== null) return <EmptyState icon="join" title={t('thread.joinedTo')} action={<Button look="primary" onClick={() => onOpen(given.joinedTo ?? '')}>{t('thread.openJoined')}</Button>} />
  return (
    <div className={css.pane}>
      <ThreadHead conversation={{ ...given, ...conversation }} acts={acts} onPerson={onPerson} onJoin={() => setJoining(true)} onSplit={() => setSplitting('')} />
      <Story conversation={given} feed={feed} meant={entry} acts={messageActs} onOpen={onOpen} />
      {personTypes && <output className={css.types}>{t('thread.types', { name: nameOf(given.with) || t('inbox.somebody') })}</output>}
      <Approvals conversation={id} onDecided={feed.refresh} />
      {mayAnswer && (
        <Composer
          ref={composer} conversation={{ ...given, ...conversation }} presence={presence} newest={newest ?? null}
          onEntry={feed.put} onTaken={(message) => feed.take(message)} onSent={onSent}
        />
      )}
      {isJoining && <JoinWith conversation={given} onClose={() => setJoining(false)} onJoined={() => { setJoining(false); feed.toNewest() }} />}
      {splitting !== null && <SplitDialog conversation={given} entries={feed.entries} from={splitting} onClose={() => setSplitting(null)} onSplit={(made) => { setSplitting(null); onOpen(made) }} />}
      {unsending !== null && (
        <Dialog open onOpen={() => setUnsending(null)} width="s" title={t('thread.unsendAsk')} about={t('thread.unsendText')} actions={<><Button onClick={() => setUnsending(null)}>{t('common.cancel')}</Button><Button look="danger" onClick={() => unsend(unsending)}>{t('thread.unsend')}</Button></>}>
          <p dir="auto">{unsending.text}</p>
        </Dialog>
      )}
    </div>
  )
}
