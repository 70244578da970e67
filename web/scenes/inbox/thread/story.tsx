/** The story of a conversation: every message, note and deed in order; it stays where it is read while older and newer ones come. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ActivityEntry, NoteEntry, WholeConversation } from '../../../api/routes.ts'
import { dateIn } from '../../../charts/zoned-time.ts'
import { Button } from '../../../components/button.tsx'
import { FaultState, Skeleton } from '../../../components/states.tsx'
import { useNow } from '../../../hooks/now.ts'
import { useWords } from '../../../words/words.tsx'
import { activityWords } from './activity-words.ts'
import { MessageView, type MessageActs } from './message-view.tsx'
import { NoteView } from './note-view.tsx'
import { threadLines } from './thread-lines.ts'
import css from './thread-pane.module.css'
import type { EntryFeed } from './use-entries.ts'

interface Props {
  readonly conversation: WholeConversation
  readonly feed: EntryFeed
  /** The entry that somebody came for. */
  readonly meant: string | undefined
  readonly acts: MessageActs
  readonly onOpen: (id: string) => void
}

/** So near to the end counts as being there. */
const nearPx = 48
/** Older ones are asked for before the top is reached. */
const earlyPx = 600
/** More deeds in a row than this are folded. */
const mostDone = 3

export function Story({ conversation, feed, meant, acts, onOpen }: Props) {
  const words = useWords()
  const { t, zone } = words
  const now = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  // Where it was read until when it was opened: the line stays there while it is read.
  const [readUntil] = useState(() => (conversation.unread && conversation.readUntil !== null ? Date.parse(conversation.readUntil) : null))
  const lines = useMemo(() => threadLines(feed.entries, zone, readUntil), [feed.entries, zone, readUntil])
  const isAtEnd = useRef(true)
  const [isAway, setAway] = useState(false)
  const [seen, setSeen] = useState<string | undefined>(undefined)
  const place = useRef<{ readonly first: string | undefined; readonly height: number; readonly isShown: boolean }>({ first: undefined, height: 0, isShown: false })
  const first = feed.entries[0]?.id
  const last = feed.entries.at(-1)?.id

  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null || feed.entries.length === 0) return
    const before = place.current
    if (!before.isShown) {
      const target = meant === undefined ? box.querySelector(`.${css.newLine ?? ''}`) : box.querySelector(`[data-entry="${CSS.escape(meant)}"]`)
      if (target === null) box.scrollTop = box.scrollHeight
      else target.scrollIntoView({ block: meant === undefined ? 'start' : 'center' })
    } else if (before.first !== first) {
      // Older ones came above: what is read stays where it is.
      box.scrollTop += box.scrollHeight - before.height
    } else if (isAtEnd.current) {
      box.scrollTop = box.scrollHeight
    }
    place.current = { first, height: box.scrollHeight, isShown: true }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what came last moves the place, too
  }, [first, last, feed.entries, meant])
  // The composer below grows and shrinks, and pictures come later: who reads the end keeps reading it.
  useEffect(() => {
    const box = scroller.current
    const inner = box?.firstElementChild
    if (box === null || inner === null || inner === undefined) return undefined
    const follow = new ResizeObserver(() => {
      if (isAtEnd.current && meant === undefined) box.scrollTop = box.scrollHeight
      place.current = { ...place.current, height: box.scrollHeight }
    })
    follow.observe(box)
    follow.observe(inner)
    return () => follow.disconnect()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the box is there once something is shown
  }, [meant, feed.state])
  const onScroll = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    const below = box.scrollHeight - box.scrollTop - box.clientHeight
    isAtEnd.current = below < nearPx && feed.newer === null
    setAway(below > 240 || feed.newer !== null)
    if (isAtEnd.current) setSeen(last)
    if (box.scrollTop < earlyPx) feed.loadOlder()
    if (below < earlyPx) feed.loadNewer()
  }, [feed, last])

  const unseen = useMemo(() => {
    const at = feed.entries.findIndex((entry) => entry.id === seen)
    return at === -1 ? 0 : feed.entries.slice(at + 1).filter((entry) => entry.is !== 'activity').length
  }, [feed.entries, seen])
  const toNewest = (): void => {
    if (feed.newer !== null) { place.current = { ...place.current, isShown: false }; feed.toNewest() }
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' })
  }
  const onNote = useCallback((note: NoteEntry) => feed.put(note), [feed])
  const today = dateIn(zone, now)
  const yesterday = dateIn(zone, now - 86_400_000)
  const dayTitle = (date: string, at: number): string => date === today ? t('common.today') : date === yesterday ? t('common.yesterday') : date.slice(0, 4) === today.slice(0, 4) ? words.longDay(new Date(at)) : `${words.longDay(new Date(at))} ${date.slice(0, 4)}`

  return (
    <div className={css.story}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- a box that scrolls must be reachable by keys */}
      <div ref={scroller} className={css.scroller} tabIndex={0} role="region" aria-label={t('thread.story')} onScroll={onScroll}>
        <div className={css.inner}>
          {feed.state === 'loading' && <Skeleton lines={8} />}
          {feed.state === 'fault' && <FaultState fault={feed.fault} onRetry={feed.retry} />}
          {feed.state === 'ready' && (
            <>
              {feed.older !== null ? <p className={css.older}>{feed.isLoadingOlder ? t('common.loading') : <Button size="s" look="plain" onClick={feed.loadOlder}>{t('thread.older')}</Button>}</p> : conversation.follows !== null && (
                <p className={css.follows}>{t('thread.follows', { n: conversation.follows.number, subject: conversation.follows.subject })} <Button size="s" onClick={() => onOpen(conversation.follows?.id ?? '')}>{t('thread.openEarlier')}</Button></p>
              )}
              {lines.map((line) => {
                switch (line.kind) {
                  case 'day': return <h3 key={line.key} className={css.day}>{dayTitle(line.date, line.at)}</h3>
                  case 'new': return <p key={line.key} className={css.newLine}>{t('thread.newLine')}</p>
                  case 'done': return <Done key={line.key} entries={line.entries} />
                  case 'entry': return line.entry.is === 'note'
                    ? <NoteView key={line.key} note={line.entry} goesOn={line.goesOn} isMeant={meant === line.entry.id} onChanged={onNote} />
                    : <MessageView key={line.key} message={line.entry} goesOn={line.goesOn} isMeant={meant === line.entry.id} acts={acts} />
                }
              })}
            </>
          )}
        </div>
      </div>
      {isAway && <Button size="s" icon="down" look={unseen > 0 ? 'primary' : 'quiet'} className={css.toNewest} onClick={toNewest}>{unseen > 0 ? t('inbox.newN', { n: unseen }) : t('thread.toNewest')}</Button>}
    </div>
  )
}

/** What was done, quietly; many deeds in a row are folded. */
function Done({ entries }: { readonly entries: readonly ActivityEntry[] }) {
  const words = useWords()
  const line = (entry: ActivityEntry) => <p key={entry.id}>{activityWords(entry, words)} · <time dateTime={entry.at} title={words.exact(new Date(entry.at))}>{words.clock(new Date(entry.at))}</time></p>
  if (entries.length <= mostDone) return <div className={css.done}>{entries.map(line)}</div>
  return <div className={css.done}><details><summary>{words.t('thread.doneN', { n: entries.length })}</summary>{entries.slice(0, -1).map(line)}</details>{entries.slice(-1).map(line)}</div>
}
