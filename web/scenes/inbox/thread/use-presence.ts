/** Who else looks at a conversation or writes in it, and telling them that I do. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { useLive, type ConversationEvents } from '../../../api/live.ts'
import { useMember } from '../../../hooks/member.ts'
import { store, useStore } from '../../../hooks/store.ts'

export type Present = ConversationEvents['presence']['people'][number]

export interface Presence {
  readonly others: readonly Present[]
  /** Says that I write, or that I only look again. */
  readonly write: (what: 'reply' | 'note' | null) => void
}

const present = store<{ readonly conversation: string; readonly others: readonly Present[] }>({ conversation: '', others: [] })
const nobody: readonly Present[] = []

/** Who else is at the conversation that is open. */
export function useOthers(id: string): readonly Present[] {
  const { conversation, others } = useStore(present)
  return conversation === id ? others : nobody
}

/** The server forgets whoever has said nothing for longer. */
const everyMs = 20_000

export function usePresence(id: string): Presence {
  const me = useMember()
  const others = useOthers(id)
  const writing = useRef<'reply' | 'note' | null>(null)
  const say = useCallback(() => {
    if (document.visibilityState !== 'visible') return
    api('post', '/conversations/{id}/presence', { params: { id }, body: writing.current === null ? { doing: 'looks' } : { doing: 'writes', is: writing.current } }).then((answer) => present.set({ conversation: id, others: answer.others.filter((one) => one.member !== me.id) }), () => undefined)
  }, [id, me.id])
  useEffect(() => {
    say()
    const timer = setInterval(say, everyMs)
    const leave = (): void => void api('post', '/conversations/{id}/presence', { params: { id }, body: { doing: 'left' } }, { keepalive: true }).catch(() => undefined)
    addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [id, say])
  useLive({}, { presence: ({ conversation, people }) => { if (conversation === id) present.set({ conversation: id, others: people.filter((one) => one.member !== me.id) }) } })
  const write = useCallback((what: 'reply' | 'note' | null) => {
    if (writing.current === what) return
    writing.current = what
    say()
  }, [say])
  return { others, write }
}

/** The chat says so again every few seconds while they type. */
const typesForMs = 8_000

/** Whether the person outside is typing. */
export function usePersonTypes(id: string): boolean {
  const [typing, setTyping] = useState<string | null>(null)
  const over = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stop = (): void => { clearTimeout(over.current); setTyping(null) }
  useLive({}, {
    personTypes: ({ conversation, isTyping }) => {
      if (conversation !== id) return
      stop()
      if (!isTyping) return
      setTyping(id)
      over.current = setTimeout(() => setTyping(null), typesForMs)
    },
    message: ({ conversation, direction }) => { if (conversation === id && direction === 'inbound') stop() },
  })
  useEffect(() => () => clearTimeout(over.current), [])
  return typing === id
}
