/** The inbox: choose a conversation, read it and answer, with the person beside it. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery } from '../../api/queries.ts'
import { Kbd } from '../../components/kbd.tsx'
import { Panes, type PaneName } from '../../components/panes.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import type { VirtualListHandle } from '../../components/virtual-list.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { useWords } from '../../words/words.tsx'
import { JoinDialog } from './acts/join-dialog.tsx'
import { useInboxActs } from './acts/use-inbox-acts.tsx'
import { useReader } from './arranged.ts'
import { useConversationNow } from './conversations-now.ts'
import type { InboxSearch, SearchChange } from './inbox-search.ts'
import { ListPane } from './list/list-pane.tsx'
import type { Found } from './list/search-results.tsx'
import { useList } from './list/use-list.ts'
import { PersonPane } from './person/person-pane.tsx'
import { ThreadPane } from './thread/thread-pane.tsx'
import css from './inbox-scene.module.css'

const yesOrNo = (kept: unknown): boolean | undefined => (typeof kept === 'boolean' ? kept : undefined)

export function InboxScene() {
  const { t } = useWords()
  const search: InboxSearch = useSearch({ from: '/shell/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const me = useReader()
  const title = t('inbox.title')

  const list = useRef<VirtualListHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const isInside = useRef(false)
  const isReading = useCallback(() => isInside.current || (list.current?.scrollTop ?? 0) > 4 || document.activeElement?.closest('[data-conversation]') !== null, [])
  const feed = useList(search, me, isReading)
  const [front, setFront] = useState<PaneName>(search.open === undefined && search.message === undefined ? 'choose' : 'read')
  const [isPersonWanted, setPersonWanted] = useKept('choices', 'inbox.person', true, yesOrNo)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [found, setFound] = useState<readonly Found[]>([])
  const [searchFault, setSearchFault] = useState<string | null>(null)
  const [isJoining, setJoining] = useState(false)
  const lastChosen = useRef<string | null>(null)

  const onSearch = useCallback((next: InboxSearch) => { setChosen(new Set()); void navigate({ search: next }) }, [navigate])
  const onChange = useCallback((change: SearchChange) => {
    void navigate({ search: (before) => Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined)), replace: true })
  }, [navigate])
  const onOpen = useCallback((id: string, entry?: string) => {
    onChange({ open: id, entry, message: undefined })
    setFront('read')
  }, [onChange])

  // From a message, as the timeline of a person or a link in a mail names it, to its conversation.
  const { message } = search
  const [place, setPlace] = useState<{ readonly message: string; readonly fault: unknown } | null>(null)
  useEffect(() => {
    if (message === undefined) return
    api('get', '/messages/{id}', { params: { id: message } }).then((where) => onOpen(where.conversation, where.message), (fault: unknown) => setPlace({ message, fault }))
  }, [message, onOpen])

  const { shown } = feed.list
  const open = useQuery({ ...apiQuery('/conversations/{id}', { params: { id: search.open ?? '' } }), enabled: search.open !== undefined })
  const held = shown.find((one) => one.id === search.open) ?? open.data
  const chosenOnes = useMemo(() => shown.filter((one) => chosen.has(one.id)), [shown, chosen])
  const targets = chosenOnes.length > 0 ? chosenOnes : held === undefined ? [] : [held]

  const rows = search.q === undefined ? shown.map((one) => ({ conversation: one.id, entry: undefined })) : found.map((one) => ({ conversation: one.conversation.id, entry: one.message }))
  const indexOf = (): number => rows.findIndex((row) => row.conversation === search.open && (row.entry === undefined || search.entry === undefined || row.entry === search.entry))
  const goTo = (index: number): void => {
    const row = rows[index]
    if (row === undefined) return
    onChange({ open: row.conversation, entry: row.entry })
    list.current?.show(index)
  }
  const step = (by: number): void => {
    const at = indexOf()
    goTo(at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by)))
  }
  /** What was done with goes from the list; the next one is opened. */
  const onLeft = (ids: readonly string[]): void => {
    const gone = new Set(ids)
    setChosen(new Set())
    const at = indexOf()
    const isOpenGone = search.open !== undefined && gone.has(search.open)
    const next = isOpenGone ? [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at)).toReversed()].find((row) => !gone.has(row.conversation)) : undefined
    if (search.view !== 'all' && search.q === undefined) feed.drop(ids)
    if (!isOpenGone) return
    onChange({ open: next?.conversation, entry: next?.entry })
    if (next === undefined) setFront('choose')
  }
  const acts = useInboxActs({ targets, onLeft, onBack: (items) => { feed.bring(items); const [first] = items; if (first) onOpen(first.id) } })

  const onChoose = useCallback((id: string, isChosen: boolean, isRange: boolean) => {
    setChosen((before) => {
      const next = new Set(before)
      const [from, to] = [shown.findIndex((one) => one.id === lastChosen.current), shown.findIndex((one) => one.id === id)]
      const range = isRange && from !== -1 && to !== -1 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1).map((one) => one.id) : [id]
      for (const each of range) if (isChosen) next.add(each); else next.delete(each)
      lastChosen.current = id
      return next
    })
  }, [shown])

  useShortcut('j', t('inbox.keyNext'), title, () => step(1))
  useShortcut('k', t('inbox.keyPrevious'), title, () => step(-1))
  const enter = (): void => { if (search.open === undefined) step(0); setFront('read') }
  useShortcut('enter', t('inbox.keyOpen'), title, enter)
  useShortcut('o', t('inbox.keyOpen'), title, enter)
  useShortcut('/', t('inbox.keySearch'), title, () => { setFront('choose'); requestAnimationFrame(() => field.current?.focus()) })
  useShortcut('x', t('inbox.keyChoose'), title, () => { if (search.open !== undefined) onChoose(search.open, !chosen.has(search.open), false) }, search.open !== undefined)
  useShortcut('.', t('inbox.keyNews'), title, feed.takeNews)
  useShortcut('b', t('inbox.keyPerson'), title, () => { setPersonWanted(!isPersonWanted); setFront(isPersonWanted ? 'read' : 'act') })
  useShortcut('escape', t('inbox.keyBack'), title, () => { if (chosen.size > 0) setChosen(new Set()); else if (front === 'act') setFront('read'); else { setFront('choose'); document.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(search.open ?? '')}"]`)?.focus() } })

  const read = search.open === undefined
    ? (place?.message === message && place !== undefined && place !== null ? <FaultState fault={place.fault} title={t('inbox.messageGone')} /> : <Nobody />)
    : open.data !== undefined ? <ThreadPane key={open.data.id} conversation={open.data} acts={acts} entry={search.entry} onOpen={onOpen} onPerson={() => { setPersonWanted(true); setFront('act') }} onSent={(isClosed) => { if (isClosed) onLeft([open.data.id]) }} />
      : open.error ? <FaultState fault={open.error} onRetry={() => void open.refetch()} /> : <div className={css.waiting}><Skeleton lines={8} /></div>
  const hasPerson = isPersonWanted && search.open !== undefined
  return (
    <div className={css.scene}>
      <Panes
        labels={{ choose: t('inbox.list'), read: t('inbox.conversation'), act: t('inbox.personPane') }} showing={front} onBack={() => setFront(front === 'act' ? 'read' : 'choose')}
        choose={<ListPane search={search} feed={feed} chosen={chosen} acts={acts} list={list} field={field} searchFault={searchFault} onSearch={onSearch} onChange={onChange} onOpen={onOpen} onChoose={onChoose} onAll={() => setChosen(new Set(shown.slice(0, 500).map((one) => one.id)))} onNone={() => setChosen(new Set())} onJoin={() => setJoining(true)} onFound={setFound} onSearchFault={setSearchFault} onPointer={(inside) => { isInside.current = inside }} />}
        read={read}
        act={!hasPerson ? undefined : open.data === undefined ? <div className={css.waiting}><Skeleton lines={6} /></div> : <PersonOf conversation={open.data} onOpen={onOpen} onHide={() => { setPersonWanted(false); setFront('read') }} />}
      />
      {acts.asking}
      {isJoining && <JoinDialog conversations={chosenOnes} onClose={() => setJoining(false)} onJoined={(id) => { setJoining(false); setChosen(new Set()); onOpen(id) }} />}
    </div>
  )
}

function PersonOf({ conversation, onOpen, onHide }: { readonly conversation: Parameters<typeof PersonPane>[0]['conversation']; readonly onOpen: (id: string) => void; readonly onHide: () => void }) {
  const now = useConversationNow(conversation)
  return <PersonPane key={now.with?.person ?? now.id} conversation={now} onOpen={onOpen} onHide={onHide} />
}

function Nobody() {
  const { t } = useWords()
  return (
    <div className={css.none}>
      <EmptyState icon="inbox" title={t('inbox.chooseOne')}>
        <div className={css.keys}>
          <span><Kbd keys="j" /> <Kbd keys="k" /></span><span>{t('inbox.hintMove')}</span>
          <span><Kbd keys="/" /></span><span>{t('inbox.hintSearch')}</span>
          <span><Kbd keys="?" /></span><span>{t('inbox.hintKeys')}</span>
        </div>
      </EmptyState>
    </div>
  )
}
