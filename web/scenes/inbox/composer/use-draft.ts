/** What I have written so far: kept on the server as I type, and here while there is no connection. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Composition } from '../../../api/routes.ts'
import { readKept, writeKept } from '../../../hooks/kept.ts'

export const emptyComposition: Composition = { is: 'reply', thread: null, inReplyTo: null, subject: null, text: '', html: null, to: null, cc: [], bcc: [], files: [], template: null, language: null, mentions: [] }

export type Kept = 'empty' | 'saving' | 'saved' | 'here'

export interface DraftHandle {
  readonly content: Composition
  /** Whether the server has answered what is kept. */
  readonly isLoaded: boolean
  readonly kept: Kept
  readonly change: (part: Partial<Composition>) => void
  /** The field is empty for what is written next, while what stood there goes out. */
  readonly handOver: () => void
  /** It went: what was written since is kept by itself. */
  readonly gone: () => void
  /** It did not go: it stands in the field again, before what was written since. */
  readonly putBack: (content: Composition) => void
  /** Asks the server again: an answer that was taken back is a draft again. */
  readonly restore: () => void
}

/** After so long without a key the draft is kept, in milliseconds. */
const restMs = 700
/** Without a connection it is tried again so often. */
const againMs = 5_000

export const isEmptyComposition = ({ text, files, template, cc, bcc, subject }: Composition): boolean => text.trim() === '' && files.length === 0 && template === null && cc.length === 0 && bcc.length === 0 && (subject ?? '') === ''

interface Here { readonly content: Composition; readonly at: number }
const isHere = (kept: unknown): kept is Here => typeof kept === 'object' && kept !== null && 'content' in kept && 'at' in kept && typeof kept.at === 'number'

export function useDraft(id: string): DraftHandle {
  const [content, setContent] = useState<Composition>(emptyComposition)
  const [isLoaded, setLoaded] = useState(false)
  const [kept, setKept] = useState<Kept>('empty')
  const latest = useRef({ content, dirty: false, timer: undefined as ReturnType<typeof setTimeout> | undefined, isSaved: false, version: 0 })
  const key = `inbox.${id}`

  const save = useCallback(async (isClosing = false) => {
    const now = latest.current
    clearTimeout(now.timer)
    if (!now.dirty) return
    const { version, content: wanted } = now
    const isEmpty = isEmptyComposition(wanted)
    if (isEmpty && !now.isSaved) { now.dirty = false; setKept('empty'); writeKept('drafts', key, undefined); return }
    setKept('saving')
    try {
      if (isEmpty) await api('delete', '/conversations/{id}/draft', { params: { id } }, { keepalive: isClosing })
      else await api('put', '/conversations/{id}/draft', { params: { id }, body: wanted }, { keepalive: isClosing })
      now.isSaved = !isEmpty
      if (now.version !== version) return
      now.dirty = false
      setKept(isEmpty ? 'empty' : 'saved')
      writeKept('drafts', key, undefined)
    } catch {
      if (now.version !== version) return
      setKept('here')
      // oxlint-disable-next-line react/immutability -- it is there by the time it calls itself
      now.timer = setTimeout(() => void save(), againMs)
    }
    // oxlint-disable-next-line react/memo-dependencies -- it calls itself alone
  }, [id, key])

  const load = useCallback(async (signal?: AbortSignal) => {
    const here = readKept('drafts', key)
    try {
      const { draft } = await api('get', '/conversations/{id}/draft', { params: { id } }, { signal })
      if (signal?.aborted === true || latest.current.dirty) return
      const isNewerHere = isHere(here) && (draft === null || here.at > Date.parse(draft.changedAt))
      const found = isNewerHere ? here.content : draft?.content ?? emptyComposition
      Object.assign(latest.current, { content: found, isSaved: draft !== null, dirty: isNewerHere })
      setContent(found)
      setKept(isEmptyComposition(found) ? 'empty' : 'saved')
      if (isNewerHere) void save()
    } catch {
      if (signal?.aborted === true) return
      if (isHere(here) && !latest.current.dirty) { latest.current.content = here.content; setContent(here.content); setKept('here') }
    } finally {
      if (signal?.aborted !== true) setLoaded(true)
    }
  }, [id, key, save])
  useEffect(() => {
    const stop = new AbortController()
    // oxlint-disable-next-line react/set-state-in-effect -- state is set when the server has answered
    void load(stop.signal)
    return () => stop.abort()
  }, [load])

  // Whoever leaves, or comes back online, loses nothing.
  useEffect(() => {
    const leave = (): void => void save(true)
    const online = (): void => void save()
    addEventListener('pagehide', leave)
    addEventListener('online', online)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('online', online)
      void save()
    }
  }, [save])

  const change = useCallback((part: Partial<Composition>) => {
    const now = latest.current
    now.content = { ...now.content, ...part }
    now.dirty = true
    now.version += 1
    setContent(now.content)
    writeKept('drafts', key, { content: now.content, at: Date.now() })
    clearTimeout(now.timer)
    now.timer = setTimeout(() => void save(), restMs)
  }, [key, save])

  return {
    content, isLoaded, kept, change,
    handOver: useCallback(() => {
      const now = latest.current
      clearTimeout(now.timer)
      Object.assign(now, { content: { ...emptyComposition, thread: now.content.thread, ...(now.content.visibility === undefined ? {} : { visibility: now.content.visibility }) }, dirty: false, version: now.version + 1 })
      setContent(now.content)
      setKept('empty')
    }, []),
    gone: useCallback(() => {
      const now = latest.current
      // The server keeps no draft of what was sent, and may have dropped with it what was kept meanwhile.
      now.isSaved = false
      if (isEmptyComposition(now.content)) writeKept('drafts', key, undefined)
      else change({})
    }, [change, key]),
    putBack: useCallback((content: Composition) => {
      const { text: since } = latest.current.content
      change({ ...content, text: since.trim() === '' ? content.text : `${content.text}\n\n${since}` })
    }, [change]),
    restore: useCallback(() => { latest.current.dirty = false; void load() }, [load]),
  }
}
